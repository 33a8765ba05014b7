"""Deciding a claim: what its numbers have to be, and what their intervals say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from simulation.experiments.intervals import Interval, mean_interval
from simulation.experiments.summary import AT_THE_END
from simulation.kernel.arithmetic import Values
from simulation.measures.declared import WHOLE
from simulation.scenario.expectation import Expect

ClaimVerdict = Literal["holds", "does_not_hold", "undecided"]
History = Callable[[str | None, str, str], Values]
"""Returns, for an alternative (None: as the scenario stands), a firm and a measure, replications x months."""
QUARTER, YEAR = 3, 12
UNKNOWN = Interval(np.nan, np.nan, np.nan)


@dataclass(frozen=True, slots=True)
class ClaimCondition:
    """A number that has to lie between two bounds, a value a replication, with the interval of its mean.

    ``kind`` names the number for the catalogues. A ``strict`` bound must not be touched.
    """

    kind: str
    values: Values
    low: float = -np.inf
    high: float = np.inf
    strict: bool = False
    subject: str = ""
    interval: Interval = UNKNOWN
    confidence: float = 0.95

    @property
    def verdict(self) -> ClaimVerdict:
        """Whether the interval lies within the bounds, outside them, or across one of them."""
        _, low, high = self.interval
        touches = (low == self.low or high == self.high) and self.strict
        if low >= self.low and high <= self.high and not touches:
            return "holds"
        missed = (
            (high <= self.low or low >= self.high) if self.strict else (high < self.low or low > self.high)
        )
        return "does_not_hold" if missed else "undecided"

    def at(self, confidence: float) -> ClaimCondition:
        """Return the condition with the interval of this confidence."""
        return replace(self, interval=mean_interval(self.values, confidence), confidence=confidence)


@dataclass(frozen=True, slots=True)
class Finding:
    """What the runs say about a claim: the verdict, and the conditions that led to it."""

    expect: Expect
    verdict: ClaimVerdict
    conditions: tuple[ClaimCondition, ...]

    @property
    def replications(self) -> int:
        """Runs, or pairs of runs, with a number to judge by."""
        return min(int((~np.isnan(condition.values)).sum()) for condition in self.conditions)


def judge(
    expect: Expect, history: History, focal: str, alternatives: Sequence[str], looks: int = 1
) -> Finding:
    """Decide a claim.

    Args:
        expect: the claim.
        history: gives the monthly values of any alternative, firm and measure.
        focal: the firm that is meant where the claim names none.
        alternatives: names of the scenario's alternatives, in the order of the file.
        looks: how often the claim may be judged before it is left undecided; the error that its confidence
            allows is shared out among them.
    """
    confidence = 1.0 - (1.0 - expect.confidence) / looks
    view = _View(expect, history, focal, frozenset(alternatives), confidence)
    if expect.relation == "interior_maximum":
        return _interior_maximum(view, alternatives)
    conditions = tuple(condition.at(confidence) for condition in _CONDITIONS[expect.relation](view))
    return Finding(expect, _all_hold(conditions), conditions)


@dataclass(frozen=True, slots=True)
class _View:
    """A claim beside the runs: means and single months of what it speaks of, a value a replication."""

    expect: Expect
    history: History
    focal: str
    alternatives: frozenset[str]
    confidence: float

    @property
    def by(self) -> float:
        return self.expect.by or 0.0

    @property
    def strict(self) -> bool:
        """Without a smallest difference (``by``), more means more than 0; with one, that much is enough."""
        return not self.expect.by

    def months(self, alternative: str | None, firm: str | None = None) -> Values:
        return self.history(alternative, firm or self.expect.firm or self.focal, self.expect.measure)

    def mean(self, alternative: str | None, firm: str | None = None) -> Values:
        """The mean over the claim's months; of what is measured at the end or of the whole run, the last."""
        if self.expect.measure in AT_THE_END or self.expect.measure in WHOLE:
            return self.month(-1, alternative, firm)
        first, last = self.expect.months or (1, None)
        return mean_over_months(self.months(alternative, firm)[:, first - 1 : last])

    def month(self, which: int, alternative: str | None, firm: str | None = None) -> Values:
        """The first (0) or the last (-1) of the claim's months."""
        months = self.months(alternative, firm)
        first, last = self.expect.months or (1, months.shape[1])
        return months[:, (first, min(last, months.shape[1]))[which] - 1]

    def than(self, of: Callable[[str | None, str | None], Values]) -> Values | float:
        """What the claim compares with: a number, another firm in the same run, or the twin run."""
        than = self.expect.than
        if not isinstance(than, str):
            return float(than or 0.0)
        return of(than, None) if than in self.alternatives else of(self.expect.alternative, than)


def mean_over_months(values: Values) -> Values:
    """Return the mean over months, without those in which there was nothing to measure."""
    known = ~np.isnan(values)
    count = known.sum(axis=1)
    total = np.where(known, values, 0.0).sum(axis=1)
    mean: Values = np.divide(total, count, out=np.full(len(values), np.nan), where=count > 0)
    return mean


def _greater(view: _View) -> list[ClaimCondition]:
    difference = view.mean(view.expect.alternative) - view.than(view.mean)
    return [ClaimCondition("difference", difference, low=view.by, strict=view.strict)]


def _less(view: _View) -> list[ClaimCondition]:
    difference = view.mean(view.expect.alternative) - view.than(view.mean)
    return [ClaimCondition("difference", difference, high=0.0 - view.by, strict=view.strict)]


def _between(view: _View) -> list[ClaimCondition]:
    low, high = view.expect.low, view.expect.high
    assert low is not None
    assert high is not None
    return [ClaimCondition("mean", view.mean(view.expect.alternative), low=low, high=high)]


def _change(view: _View) -> Values:
    return view.month(-1, view.expect.alternative) - view.month(0, view.expect.alternative)


def _rises(view: _View) -> list[ClaimCondition]:
    return [ClaimCondition("change", _change(view), low=view.by, strict=view.strict)]


def _falls(view: _View) -> list[ClaimCondition]:
    return [ClaimCondition("change", _change(view), high=0.0 - view.by, strict=view.strict)]


def _crosses(view: _View) -> list[ClaimCondition]:
    def lead(which: int) -> Values:
        def month(alternative: str | None, firm: str | None = None) -> Values:
            return view.month(which, alternative, firm)

        difference: Values = month(view.expect.alternative) - view.than(month)
        return difference

    return [
        ClaimCondition("lead_first", lead(0), high=0.0, strict=True),
        ClaimCondition("lead_last", lead(-1), low=0.0, strict=True),
    ]


def _burst(view: _View) -> list[ClaimCondition]:
    """Compare the quarter from the event on with the year before it."""
    start = view.expect.event_month
    assert start is not None
    months = view.months(view.expect.alternative)
    before = mean_over_months(months[:, max(0, start - 1 - YEAR) : start - 1])
    after = mean_over_months(months[:, start - 1 : start - 1 + QUARTER])
    excess, margin = after - (view.expect.by or 1.0) * before, view.expect.margin or 0.0
    return [ClaimCondition("burst", excess, low=margin, strict=view.strict and not margin)]


_CONDITIONS: dict[str, Callable[[_View], list[ClaimCondition]]] = {
    "greater": _greater,
    "less": _less,
    "between": _between,
    "rises": _rises,
    "falls": _falls,
    "crosses": _crosses,
    "burst": _burst,
}


def _all_hold(conditions: Sequence[ClaimCondition]) -> ClaimVerdict:
    """A claim of several conditions holds if all hold, and fails with any of them."""
    verdicts = {condition.verdict for condition in conditions}
    if "does_not_hold" in verdicts:
        return "does_not_hold"
    return "undecided" if "undecided" in verdicts else "holds"


def _interior_maximum(view: _View, alternatives: Sequence[str]) -> Finding:
    """Some inner alternative beats both ends; it is refuted when one end beats every inner alternative.

    The inner alternative is chosen by the data, so each gets its part of the error allowed (Bonferroni).
    """
    means = {name: view.mean(name) for name in alternatives}
    first, *inner, last = alternatives
    confidence = 1.0 - (1.0 - view.confidence) / len(inner)

    def lead(name: str, end: str) -> ClaimCondition:
        lead = ClaimCondition(
            "lead_over", means[name] - means[end], view.by, strict=view.strict, subject=f"{name}, {end}"
        )
        return lead.at(confidence)

    leads = {name: (lead(name, first), lead(name, last)) for name in inner}
    over_runs = {name: mean_over_months(means[name][np.newaxis])[0] for name in inner}
    best = max(inner, key=lambda name: float(np.nan_to_num(over_runs[name], nan=-np.inf)))
    if any(_all_hold(pair) == "holds" for pair in leads.values()):
        verdict: ClaimVerdict = "holds"
    elif any(all(pair[end].verdict == "does_not_hold" for pair in leads.values()) for end in (0, 1)):
        verdict = "does_not_hold"
    else:
        verdict = "undecided"
    return Finding(view.expect, verdict, leads[best])
