"""A number that a claim is decided by, and the finding that such numbers lead to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from simulation.experiments.intervals import Interval, mean_interval, median_interval, share_interval
from simulation.kernel.arithmetic import Values
from simulation.scenario.expectation import Expect

ClaimVerdict = Literal["holds", "does_not_hold", "undecided"]
UNKNOWN = Interval(np.nan, np.nan, np.nan)

Estimate = Literal["mean", "median", "share"]
"""What of a condition's values has to lie between its bounds; the median may be infinite: never."""
INTERVALS: dict[Estimate, Callable[[Values, float], Interval]] = {
    "mean": mean_interval,
    "median": median_interval,
    "share": share_interval,
}
ConditionKind = Literal[
    "difference", "difference_times", "mean", "change", "lead_first", "lead_last", "burst", "lead_over",
    "ahead_from", "step", "step_less", "dose", "effect_difference", "effect_times", "effect_own",
    "effect_other", "runs", "spread", "correlation",
]  # fmt: skip
"""What a condition's number is, for the catalogues."""
ClaimUnit = Literal["value", "difference", "month", "runs", "correlation", "dose"]
"""In what a condition's number is counted: as the measure, as differences of it, or in something else."""


@dataclass(frozen=True, slots=True)
class ClaimCondition:
    """A number that has to lie between two bounds: an estimate from a value a replication, with its interval.

    ``subject`` are the alternatives that it is about, or a factor. A ``strict`` bound must not be touched.
    """

    kind: ConditionKind
    values: Values
    low: float = -np.inf
    high: float = np.inf
    strict: bool = False
    subject: tuple[str, ...] = ()
    estimate: Estimate = "mean"
    unit: ClaimUnit = "difference"
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

    @property
    def bounded(self) -> bool:
        """Whether it has a bound; if not, it only stands beside the number that decides."""
        return bool(np.isfinite(self.low) or np.isfinite(self.high))

    @property
    def known(self) -> int:
        """Replications with a number to judge by."""
        return int((~np.isnan(self.values)).sum())

    def at(self, confidence: float) -> ClaimCondition:
        """Return the condition with the interval of this confidence."""
        interval = INTERVALS[self.estimate](self.values, confidence)
        return replace(self, interval=interval, confidence=confidence)


def all_hold(verdicts: Sequence[ClaimVerdict]) -> ClaimVerdict:
    """A claim of several parts holds if all hold, and fails with any of them."""
    if "does_not_hold" in verdicts:
        return "does_not_hold"
    return "undecided" if "undecided" in verdicts else "holds"


@dataclass(frozen=True, slots=True)
class Finding:
    """What the runs say about a claim: the verdict, and the conditions or other findings that led to it."""

    expect: Expect
    verdict: ClaimVerdict
    conditions: tuple[ClaimCondition, ...] = ()
    parts: tuple[Finding, ...] = ()

    @property
    def replications(self) -> int:
        """Runs, or pairs of runs, with a number to judge by."""
        return min(
            (*(condition.known for condition in self.conditions), *(part.replications for part in self.parts))
        )


def decided(expect: Expect, conditions: Sequence[ClaimCondition], confidence: float) -> Finding:
    """Return the finding on a claim that holds if all of these conditions hold."""
    each = tuple(condition.at(confidence) for condition in conditions)
    return Finding(expect, all_hold([condition.verdict for condition in each]), each)
