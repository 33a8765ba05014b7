"""Estimating unknowns from published figures: least squares with a prior, from several starting points.

A published figure counts as known to half its tolerance, an unknown as known beforehand to a quarter of its
plausible range (both as standard deviations). The sum of squares is then a posterior density, and its
curvature gives standard deviations which are small where the figures tell something, and those of the prior
where they do not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np

from simulation.kernel.arithmetic import Values

STEP = 0.25
"""Step of the derivatives, in prior standard deviations: large beside what is left of chance."""
LIMIT, STRIDE = 3.0, 1.0
"""How far from the middle of the prior is looked, and how far a step goes, in prior standard deviations."""
ITERATIONS = 25
ENOUGH = 0.05
"""A step that lowers the sum of squares by less than this is the last, if the derivatives are fresh."""


class Unknown(NamedTuple):
    """Something to be estimated: its plausible range, and whether it is positive and so varies by factors."""

    name: str
    low: float
    high: float

    @property
    def by_factors(self) -> bool:
        """Whether the range is one of factors; one that begins at zero is a plain interval."""
        return self.low > 0.0

    def value(self, score: float) -> float:
        """Return the value at so many prior standard deviations from the middle; positive ones stay so."""
        if self.by_factors:
            low, high = np.log((self.low, self.high))
            return float(np.exp(0.5 * (low + high) + 0.25 * (high - low) * score))
        value = 0.5 * (self.low + self.high) + 0.25 * (self.high - self.low) * score
        return float(value if self.low < 0.0 else max(0.0, value))

    def score(self, value: float) -> float:
        """Return how many prior standard deviations a value lies from the middle of the range."""
        low, high, at = (self.low, self.high, value)
        if self.by_factors:
            low, high, at = np.log((self.low, self.high, value))
        return float((at - 0.5 * (low + high)) / (0.25 * (high - low)))

    def deviation(self, score: float, scores: float) -> float:
        """Return a standard deviation of the score, near ``score``, in units of the value."""
        return 0.5 * abs(self.value(score + scores) - self.value(score - scores))


class TargetBlock(NamedTuple):
    """Figures that depend on some of the unknowns.

    ``misses`` takes these unknowns' values by name and returns by how much each figure misses what was
    published, in its standard deviations.
    """

    names: Sequence[str]
    misses: Callable[[Mapping[str, float]], Values]


class PosteriorEstimate(NamedTuple):
    """What was found from one start.

    Attributes:
        values: the estimates by name.
        errors: their posterior standard deviations.
        told: posterior over prior standard deviation: near 1, and the figures told nothing.
        correlations: of the scores after the fit, by pairs of names.
        misses: by how much each figure is missed, in its standard deviations.
        cost: sum of squares of the misses and of the distances from the middles of the prior.
    """

    values: Mapping[str, float]
    errors: Mapping[str, float]
    told: Mapping[str, float]
    correlations: Mapping[tuple[str, str], float]
    misses: Values
    cost: float


def starts(unknowns: Sequence[Unknown], count: int, seed: int = 0) -> list[Values]:
    """Return starting points in scores: the middle of all plausible ranges, then places drawn from them."""
    drawn = np.random.default_rng(seed).uniform(-1.5, 1.5, (count - 1, len(unknowns)))
    return [np.zeros(len(unknowns)), *drawn]


def estimate(
    unknowns: Sequence[Unknown],
    blocks: Sequence[TargetBlock],
    start: Values,
    tell: Callable[[str], None] = lambda _: None,
) -> PosteriorEstimate:
    """Return the estimate from one starting point (in scores), by Levenberg and Marquardt's method."""
    here, damping, fresh = np.asarray(start, dtype=np.float64), 0.1, True
    figures = _all(unknowns, blocks, here)
    cost = _cost(figures, here)
    slope = _slopes(unknowns, blocks, here, figures)
    for turn in range(ITERATIONS):
        wanted = np.clip(_step(slope, np.concatenate([*figures, here]), damping), -STRIDE, STRIDE)
        step = np.clip(here + wanted, -LIMIT, LIMIT) - here
        if not step.any():
            break
        tried = _all(unknowns, blocks, here + step)
        gained = cost - _cost(tried, here + step)
        # Broyden's update: what the step has shown of the slopes, whether or not it helped.
        change = np.concatenate([*tried, here + step]) - np.concatenate([*figures, here])
        slope += np.outer(change - slope @ step, step) / float(step @ step)
        if gained > 0.0:
            here, figures, cost = here + step, tried, cost - gained
        damping = damping / 4.0 if gained > 0.0 else damping * 4.0
        tell(f"{turn + 1}: {cost:.3f}")
        if gained >= ENOUGH:
            fresh = False
            continue
        if fresh:
            break
        slope, fresh = _slopes(unknowns, blocks, here, figures), True
    if not fresh:
        slope = _slopes(unknowns, blocks, here, figures)
    return _told(unknowns, here, slope, figures, cost)


def _told(
    unknowns: Sequence[Unknown], here: Values, slope: Values, figures: Sequence[Values], cost: float
) -> PosteriorEstimate:
    covariance = np.linalg.inv(slope.T @ slope)
    deviations = np.sqrt(np.diag(covariance))
    related = covariance / np.outer(deviations, deviations)
    pairs = combinations(range(len(unknowns)), 2)
    each = list(zip(unknowns, here.tolist(), deviations.tolist(), strict=True))
    return PosteriorEstimate(
        {unknown.name: unknown.value(score) for unknown, score, _ in each},
        {unknown.name: unknown.deviation(score, deviation) for unknown, score, deviation in each},
        {unknown.name: deviation for unknown, _, deviation in each},
        {(unknowns[one].name, unknowns[other].name): float(related[one, other]) for one, other in pairs},
        np.concatenate(figures),
        cost,
    )


def _all(unknowns: Sequence[Unknown], blocks: Sequence[TargetBlock], scores: Values) -> list[Values]:
    values = {unknown.name: unknown.value(score) for unknown, score in zip(unknowns, scores, strict=True)}
    return [block.misses({name: values[name] for name in block.names}) for block in blocks]


def _cost(figures: Sequence[Values], scores: Values) -> float:
    return float(sum(np.sum(part**2) for part in figures) + np.sum(scores**2))


def _slopes(
    unknowns: Sequence[Unknown], blocks: Sequence[TargetBlock], scores: Values, figures: Sequence[Values]
) -> Values:
    """Return the derivatives of all misses and of the prior by every score; what depends is run again."""
    columns = []
    for at, unknown in enumerate(unknowns):
        step = -STEP if scores[at] > 0.0 else STEP
        moved = scores.copy()
        moved[at] += step
        values = {one.name: one.value(score) for one, score in zip(unknowns, moved, strict=True)}
        parts = [
            (block.misses({name: values[name] for name in block.names}) - usual) / step
            if unknown.name in block.names
            else np.zeros(usual.size)
            for block, usual in zip(blocks, figures, strict=True)
        ]
        columns.append(np.concatenate([*parts, np.eye(len(unknowns))[at]]))
    return np.column_stack(columns)


def _step(slope: Values, residuals: Values, damping: float) -> Values:
    normal = slope.T @ slope
    return -np.asarray(np.linalg.solve(normal + damping * np.diag(np.diag(normal)), slope.T @ residuals))
