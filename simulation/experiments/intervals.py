"""Intervals of means: what chance leaves open."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike


class Interval(NamedTuple):
    """A mean and the bounds of its interval; one run says nothing of chance, and has no bounds (NaN)."""

    mean: float
    low: float
    high: float

    @property
    def excludes_zero(self) -> bool:
        """Whether zero lies outside; an interval without bounds excludes nothing."""
        return self.low > 0.0 or self.high < 0.0


def mean_interval(values: ArrayLike, confidence: float = 0.95) -> Interval:
    """Return the mean of independent values with its Student t interval.

    Values that are not numbers are left out. One value has no interval; equal values have one of width 0.
    """
    known = np.asarray(values, dtype=np.float64)
    known = known[~np.isnan(known)]
    if known.size == 0:
        return Interval(np.nan, np.nan, np.nan)
    mean = float(known.mean())
    if known.size == 1:
        return Interval(mean, np.nan, np.nan)
    from scipy.special import stdtrit  # the quantile alone; scipy.stats takes a second to import

    half = float(stdtrit(known.size - 1, 0.5 + confidence / 2.0) * known.std(ddof=1) / np.sqrt(known.size))
    return Interval(mean, mean - half, mean + half)


def paired_interval(values: ArrayLike, others: ArrayLike, confidence: float = 0.95) -> Interval:
    """Return the mean difference of twins (``values - others``, pair by pair) with its interval."""
    return mean_interval(
        np.asarray(values, dtype=np.float64) - np.asarray(others, dtype=np.float64), confidence
    )
