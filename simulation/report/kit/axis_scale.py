"""Values as they are drawn: percentages in percent, large sums of money in thousands or millions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import floor, isfinite, log10
from typing import NamedTuple

from simulation.experiments.intervals import Interval
from simulation.report.kit.numbers import TWO_DIGITS, MeasureUnit, scale, written

FEWEST, MOST = -3, 3


class Scaled(NamedTuple):
    """What a value is multiplied by before it is drawn, and the words of its unit."""

    factor: float
    word: str


def scaled(values: Iterable[float], unit: MeasureUnit) -> Scaled:
    """Return factor and unit for an axis that holds all ``values``."""
    if unit.kind != "money":
        return Scaled(unit.factor, unit.word)
    largest = max((abs(value) for value in values if isfinite(value)), default=0.0)
    divisor, word = scale(largest, unit.currency)
    return Scaled(1.0 / divisor, word)


def figures_of(intervals: Sequence[Interval]) -> list[str]:
    """Write means that are compared at a glance with one number of decimals, as the intervals support."""
    halves = sorted((each.high - each.low) / 2 for each in intervals if isfinite(each.low))
    sizes = [abs(each.mean) for each in intervals if isfinite(each.mean)]
    half = halves[len(halves) // 2] if halves else 0.0
    if half <= 0.0:
        half = 0.02 * max(sizes, default=1.0) or 1.0
    decimals = max(FEWEST, min(MOST, -floor(log10(half / TWO_DIGITS))))
    return [written(each.mean, decimals) for each in intervals]
