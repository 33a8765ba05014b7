"""Which numbers an outcome turns on: rank correlations over plausible worlds, beside what chance does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from simulation.kernel.arithmetic import Values
from simulation.validation.observing import rank_correlation

SURE = 0.95
FEWEST = 10
"""Worlds without which nothing is said of influences."""


class Influence(NamedTuple):
    """The rank correlation of a number with an outcome; the interval holds for all numbers at once."""

    path: str
    correlation: float
    low: float
    high: float

    @property
    def sure(self) -> bool:
        """Whether more than chance, looked for among all numbers, moves the outcome with this one."""
        return self.low > 0.0 or self.high < 0.0


def influences(worlds: Sequence[Mapping[str, float]], outcome: Values) -> tuple[Influence, ...]:
    """Return all numbers that vary, the strongest first; nothing for few worlds or a constant outcome.

    Worlds are drawn independently number by number, so that a plain rank correlation is that of one number;
    with fewer worlds than numbers a partial one could not be computed. Fisher's transformation with Bonett
    and Wright's error for ranks, divided among the numbers (Bonferroni).
    """
    known = np.isfinite(outcome)
    if known.sum() < FEWEST or np.ptp(outcome[known]) == 0.0:
        return ()
    columns = {path: np.array([float(world[path]) for world in worlds])[known] for path in worlds[0]}
    varying = {path: column for path, column in columns.items() if np.ptp(column) > 0.0}
    found = [
        _influence(path, rank_correlation(column, outcome[known]), int(known.sum()), len(varying))
        for path, column in varying.items()
    ]
    return tuple(sorted(found, key=lambda one: -abs(one.correlation)))


def _influence(path: str, found: float, worlds: int, numbers: int) -> Influence:
    from scipy.special import ndtri

    half = ndtri(1.0 - (1.0 - SURE) / (2.0 * numbers)) * np.sqrt((1.0 + 0.5 * found**2) / (worlds - 3.0))
    middle = np.arctanh(np.clip(found, -1.0 + 1e-12, 1.0 - 1e-12))
    low, high = np.tanh((middle - half, middle + half)).tolist()
    return Influence(path, found, low, high)
