"""What runs say to a question: a figure a run, of every alternative and of what is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from simulation.experiments.payback import overtakes_month, payback_month
from simulation.experiments.summary import OVER_RUN
from simulation.kernel.arithmetic import Values
from simulation.measures.declared import DECLARED, WHOLE
from simulation.scenario.prediction import LEAVERS, Prediction, measure_of

Months = Callable[[str, str, str], Values]
"""Returns, for an alternative, a firm and a measure, months x runs; of a measure of whole runs, one row."""
YEAR = 12
OF_100 = ("share", "score")
"""Units that are asked for of 100."""
MONTHLY = {"payback_month": "npv", "overtakes_month": "profit"}
"""What the months of two alternatives are compared by, where the question is when one gets ahead."""


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of some runs: those of each alternative, and of what is asked, where that is a single one.

    Runs come first; a curve over months has a second axis, its places.
    """

    alternatives: Mapping[str, Values]
    asked: Values | None = None


def figures(asked: Prediction, months: Months, focal: str, alternatives: Sequence[str]) -> Figures:
    """Return what runs say to a question; ``alternatives`` are those of the scenario, in their order."""
    view = _View(asked, months, asked.answer.firm or focal, frozenset(alternatives))
    if asked.kind == "month":
        return _months(view, alternatives)
    plain = {name: view.value(name) for name in alternatives}
    if isinstance(asked.alternatives, tuple):
        order: Sequence[str] = asked.alternatives
        plain = {name: plain[name] for name in order}
    if asked.form == "curve":
        return Figures(plain, np.stack([view.compared(name) for name in plain], axis=1))
    single = asked.answer.alternative
    return Figures(plain, None if single is None else view.compared(single))


def together(parts: Iterable[Figures]) -> Figures:
    """Return the figures of several sets of runs as one."""
    every = list(parts)
    names = every[0].alternatives
    single = [each.asked for each in every if each.asked is not None]
    return Figures(
        {name: np.concatenate([each.alternatives[name] for each in every]) for name in names},
        np.concatenate(single) if single else None,
    )


@dataclass(frozen=True, slots=True)
class _View:
    """A question beside the runs."""

    asked: Prediction
    months: Months
    firm: str
    alternatives: frozenset[str]

    def value(self, alternative: str, firm: str | None = None) -> Values:
        """The measure of an alternative, a value a run, or at each place of a curve over months."""
        answer = self.asked.answer
        values = self.months(alternative, firm or self.firm, measure_of(answer))
        if answer.measure in WHOLE:
            whole: Values = values[-1]
            return whole
        if self.asked.at is None:
            first, last = answer.months or (1, len(values))
            return over(answer.measure, values[first - 1 : last])
        years = [values[max(0, month - YEAR) : month] for month in self.asked.at]
        return np.stack([over(answer.measure, year) for year in years], axis=1)

    def compared(self, alternative: str) -> Values:
        """The same against what the question names, if it names something."""
        against, own = self.asked.answer.against, self.value(alternative)
        if against is None:
            return own
        other = self.value(against) if against in self.alternatives else self.value(alternative, against)
        if not self.asked.answer.per_100:
            return own - other
        share: Values = 100.0 * own / np.where(other == 0.0, np.nan, other)
        return share


def over(measure: str, values: Values) -> Values:
    """Return a measure over some months (months x runs) as one number a run: shares of 100."""
    if measure in LEAVERS:
        known = ~np.isnan(values)
        stayed = np.where(known, values, 1.0).prod(axis=0)
        span = YEAR / len(values) if measure == "leavers_a_year" else 1.0
        leavers: Values = np.where(known.any(axis=0), 100.0 * (1.0 - stayed**span), np.nan)
        return leavers
    declared = DECLARED[measure]
    return (100.0 if declared.unit in OF_100 else 1.0) * OVER_RUN[declared.over_run](values)


def _months(view: _View, alternatives: Sequence[str]) -> Figures:
    """Return from when on each alternative is ahead; not a number where it is not by the last month asked."""
    asked, against = view.asked, view.asked.answer.against or ""
    measure = MONTHLY.get(asked.answer.measure, measure_of(asked.answer))

    def ahead(name: str) -> Values:
        other = (against, view.firm) if against in view.alternatives else (name, against)
        more = view.months(name, view.firm, measure) - view.months(*other, measure)
        month = overtakes_month(more) if asked.answer.measure == "overtakes_month" else payback_month(more)
        return month if asked.last is None else np.where(month <= asked.last, month, np.nan)

    found = {name: ahead(name) for name in alternatives if name != against}
    return Figures(found, found[asked.answer.alternative or ""])
