"""What a pattern is: a measurement that returns figures, and the targets that the figures have to meet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from simulation.bibliography import cite
from simulation.schema import Grade
from simulation.validation.measurement_conditions import MeasurementConditions

Figures = Mapping[str, float]
"""What one seed gives: numbers by name (not a number where there was nothing to measure)."""


class Role(StrEnum):
    """What passing a pattern is worth."""

    CALIBRATION = "calibration"
    """The defaults are fitted to it: passing shows that the model can do it, no more."""
    TEST = "test"
    """Published, and never looked at by the calibration."""
    CLAIM = "claim"
    """Claimed by the texts that the model is built from: passing shows faithfulness, not truth."""


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
    """

    figure: str
    low: float
    high: float
    neutral: float | None = None
    over_seeds: Literal["median", "mean"] = "median"


@dataclass(frozen=True, slots=True)
class Pattern:
    """A published regularity, how it is measured here, and what would count as reproducing it.

    Attributes:
        name: P1 to P25.
        measure: returns the figures of one seed; pure.
        targets: all have to be met.
        role: what passing is worth.
        grade: how well the published value is known.
        sources: where it was published, as keys of the bibliography.
    """

    name: str
    measure: Callable[[MeasurementConditions], Figures]
    targets: tuple[Target, ...]
    role: Role
    grade: Grade
    sources: tuple[str, ...]

    @property
    def source(self) -> str:
        """Where it was published, as a text cites it."""
        return cite(*self.sources)
