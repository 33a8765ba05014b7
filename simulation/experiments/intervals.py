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


def median_interval(values: ArrayLike, confidence: float = 0.95) -> Interval:
    """Return the median of independent values, infinite ones too, with its interval from their order.

    The interval holds whatever the distribution of the values (the sign test turned round). It has no bounds
    where there are too few values for one of this confidence: 6 are needed for 95 %.
    """
    known = np.asarray(values, dtype=np.float64)
    known = np.sort(known[~np.isnan(known)])
    if known.size == 0:
        return Interval(np.nan, np.nan, np.nan)
    from scipy.special import bdtr

    middle = float(known[(known.size - 1) // 2])
    beyond = bdtr(np.arange(known.size // 2), known.size, 0.5) <= (1.0 - confidence) / 2.0
    place = int(beyond.sum())  # so many values may be left out at either end
    if place == 0:
        return Interval(middle, np.nan, np.nan)
    return Interval(middle, float(known[place - 1]), float(known[known.size - place]))


def share_interval(values: ArrayLike, confidence: float = 0.95) -> Interval:
    """Return the share of independent values that are 1, not 0, with its exact interval (Clopper-Pearson)."""
    known = np.asarray(values, dtype=np.float64)
    known = known[~np.isnan(known)]
    if known.size == 0:
        return Interval(np.nan, np.nan, np.nan)
    from scipy.special import betaincinv

    yes, count, tail = float(known.sum()), known.size, (1.0 - confidence) / 2.0
    low = float(betaincinv(yes, count - yes + 1.0, tail)) if yes > 0 else 0.0
    high = float(betaincinv(yes + 1.0, count - yes, 1.0 - tail)) if yes < count else 1.0
    return Interval(yes / count, low, high)
