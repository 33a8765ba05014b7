"""What a pattern is: a measurement that returns figures, and the targets that the figures have to meet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import inf, isfinite
from typing import Literal

from simulation.bibliography import cite
from simulation.schema import Grade
from simulation.validation.measurement_conditions import MeasurementConditions

Figures = Mapping[str, float]
"""What one seed gives: numbers by name (not a number where there was nothing to measure)."""


FAR = 100.0
"""An end of a range as far out as this stands for no bound at all, unless the other end is as far out."""
FIRST_RANGES = "82994d1"
"""The commit of the first round in which P1 to P25 had their ranges, before they were measured."""


class Worth(StrEnum):
    """What passing a pattern is worth."""

    FITTED = "fitted"
    """Defaults are fitted to its figures: passing shows that the model can do it, no more."""
    SEEN = "seen"
    """Its result was known when a rule, a default or the way of measuring was settled, or nobody noted it."""
    BUILT_IN = "built_in"
    """A rule, or a cost that nobody has measured, was made from the same text: passing shows faithfulness."""
    ARITHMETIC = "arithmetic"
    """Follows from how accounts are kept, once churn is right."""
    INDEPENDENT = "independent"
    """Published, with a range fixed before measuring; nothing in the model was chosen in its knowledge."""


@dataclass(frozen=True, slots=True)
class Target:
    """A figure has to lie between ``low`` and ``high``, over the seeds.

    Attributes:
        figure: name of the figure.
        low: lower end of the range, inclusive.
        high: upper end of the range, inclusive.
        neutral: the value of no effect; nine in ten seeds have to lie on the range's side of it.
            None if the figure has no sign.
        over_seeds: what of the seeds has to lie in the range (the share of yes is a mean of 0 and 1).
        published: the published size of the same figure; None where only a sign or an order was published.
    """

    figure: str
    low: float
    high: float
    neutral: float | None = None
    over_seeds: Literal["median", "mean"] = "median"
    published: float | None = None

    @property
    def bounds(self) -> tuple[float, ...]:
        """The ends of the range that stand for a bound."""
        near = tuple(end for end in (self.low, self.high) if abs(end) < FAR)
        return near or (self.low, self.high)

    @property
    def half_width(self) -> float:
        """Half of the range; where one end is no bound, from the other end to no effect (or to 0)."""
        if len(self.bounds) == 2:
            return 0.5 * (self.high - self.low)
        return abs(self.bounds[0] - (self.neutral or 0.0)) or 1.0

    def room(self, value: float) -> float:
        """Return how far inside its range a figure lies, in half-widths; outside it is negative."""
        return min(value - self.low, self.high - value) / self.half_width

    def distance(self, value: float) -> float:
        """Return how far a figure lies from the published one, or else outside its range, in half-widths.

        Infinite for a figure that could not be measured.
        """
        if not isfinite(value):
            return inf
        if self.published is None:
            return max(0.0, -self.room(value))
        return abs(value - self.published) / self.half_width


@dataclass(frozen=True, slots=True)
class Pattern:
    """A published regularity, how it is measured here, and what would count as reproducing it.

    Attributes:
        name: ``P1`` and so on.
        measure: returns the figures of one seed; pure.
        targets: all have to be met.
        worth: what passing is worth.
        grade: how well the published value is known.
        sources: where it was published, as keys of the bibliography.
        fixed: the commit that fixed its ranges.
    """

    name: str
    measure: Callable[[MeasurementConditions], Figures]
    targets: tuple[Target, ...]
    worth: Worth
    grade: Grade
    sources: tuple[str, ...]
    fixed: str = FIRST_RANGES

    @property
    def counts(self) -> bool:
        """Whether its verdict counts; a target known from memory alone is reported and not counted."""
        return self.grade is not Grade.FROM_MEMORY

    @property
    def source(self) -> str:
        """Where it was published, as a text cites it."""
        return cite(*self.sources)
