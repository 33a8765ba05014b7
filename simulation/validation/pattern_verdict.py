"""From the figures of many seeds to a verdict: the middle seed in the range, and the sign in nine of ten."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from simulation.validation.pattern import Figures, Pattern, Target

SEEDS_WITH_SIGN = 0.9


class Band(NamedTuple):
    """The middle of a figure over seeds, and its 5 to 95 % band."""

    middle: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class TargetFinding:
    """A target against its figure: the middle over seeds, its 5 to 95 % band, the share with the right sign.

    ``with_sign`` is None for a figure without a sign. A figure that could not be measured counts as a miss.
    """

    target: Target
    values: tuple[float, ...]
    middle: float
    low: float
    high: float
    with_sign: float | None

    @property
    def in_range(self) -> bool:
        """Whether the middle lies in the range."""
        return self.target.low <= self.middle <= self.target.high

    @property
    def holds(self) -> bool:
        """Whether the target is met."""
        return self.in_range and (self.with_sign is None or self.with_sign >= SEEDS_WITH_SIGN)


@dataclass(frozen=True, slots=True)
class PatternVerdict:
    """A pattern with all its findings, and the band of every other figure that was reported beside them."""

    pattern: Pattern
    findings: tuple[TargetFinding, ...]
    beside: tuple[tuple[str, Band], ...]
    seeds: int

    @property
    def holds(self) -> bool:
        """Whether all targets are met."""
        return all(finding.holds for finding in self.findings)

    @property
    def distance(self) -> float:
        """How far the figures lie from their targets on average, in half-widths of the ranges."""
        away = [finding.target.distance(finding.middle) for finding in self.findings]
        return sum(away) / len(away)


def judge(pattern: Pattern, measured: Sequence[Figures]) -> PatternVerdict:
    """Judge a pattern by the figures of at least one seed."""
    findings = tuple(
        _finding(target, [figures[target.figure] for figures in measured]) for target in pattern.targets
    )
    tested = {target.figure for target in pattern.targets}
    others = [name for name in measured[0] if name not in tested]
    beside = tuple((name, _band([figures[name] for figures in measured])) for name in others)
    return PatternVerdict(pattern, findings, beside, len(measured))


def slack(pattern: Pattern, figures: Figures) -> float:
    """Return how far inside its range the tightest figure of one seed lies, in half-widths.

    Not a number if a figure could not be measured.
    """
    room = [target.room(figures[target.figure]) for target in pattern.targets]
    return min(room) if all(map(math.isfinite, room)) else math.nan


def _finding(target: Target, values: list[float]) -> TargetFinding:
    known = np.array([value for value in values if np.isfinite(value)])
    if 2 * known.size <= len(values):
        nothing = float("nan")
        return TargetFinding(
            target, tuple(values), nothing, nothing, nothing, None if target.neutral is None else 0.0
        )
    middle = float(known.mean()) if target.over_seeds == "mean" else float(np.median(known))
    low, high = (float(bound) for bound in np.percentile(known, (5, 95)))
    return TargetFinding(target, tuple(values), middle, low, high, _with_sign(target, known, len(values)))


def _with_sign(
    target: Target, known: np.ndarray[tuple[int], np.dtype[np.float64]], seeds: int
) -> float | None:
    """Return the share of seeds strictly on the range's side of no effect."""
    if target.neutral is None:
        return None
    above = target.low >= target.neutral
    right = known > target.neutral if above else known < target.neutral
    return float(right.sum()) / seeds


def _band(values: list[float]) -> Band:
    known = [value for value in values if np.isfinite(value)]
    if not known:
        return Band(float("nan"), float("nan"), float("nan"))
    low, middle, high = np.percentile(known, (5, 50, 95)).tolist()
    return Band(middle, low, high)
