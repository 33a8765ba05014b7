"""When a course pays back, and from when on it earns more: months of a run, against its twin.

The twin is the run of the first alternative with the same luck.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from simulation.kernel.arithmetic import Flags, Values

if TYPE_CHECKING:
    import pandas as pd

SMOOTHED_MONTHS = 12
"""Months over which profit is averaged before two courses are compared: single months are mostly luck, and
rewards can fall due in yearly waves."""
FOR_GOOD, LEAST_SHARE = 12, 0.95
"""A course earns more for good if it does so in this share of the months to the end, so many at least."""

TENTHS = (0.1, 0.5, 0.9)
"""The quantiles over runs that are told."""


class MonthsOfRuns(NamedTuple):
    """A month of every run as three quantiles, infinite where it does not come; in how many it does not."""

    low: float
    middle: float
    high: float
    without: int
    runs: int


def months_of_runs(values: Values) -> MonthsOfRuns:
    """Return the quantiles of a month over runs; not a number stands for a run in which it does not come."""
    known = np.sort(np.where(np.isnan(values), np.inf, values))
    low, middle, high = np.quantile(known, TENTHS, method="inverted_cdf")
    return MonthsOfRuns(low, middle, high, int(np.isinf(known).sum()), known.size)


def payback_month(gained: Values) -> Values:
    """Return the month from which what was gained so far stays above 0; not a number where it ends below.

    ``gained`` is the difference of net present values by month (rows) and run.
    """
    above = gained > 0.0
    behind = len(gained) - np.argmin(above[::-1], axis=0)  # the last month in which it is not above 0
    month = np.where(above.all(axis=0), 1, behind + 1)
    return np.where(above[-1], month, np.nan)


def overtakes_month(more: Values) -> Values:
    """Return the month from which more is earned for good; not a number where there is none.

    ``more`` is the difference of profits by month (rows) and run. From that month on the mean over
    `SMOOTHED_MONTHS` around a month is above 0 in 95 % of the months to the end, and in that month itself.
    """
    above = smoothed(more) > 0.0
    following = np.arange(len(above), 0, -1)[:, np.newaxis]
    share = np.cumsum(above[::-1], axis=0)[::-1] / following
    fits: Flags = above & (share >= LEAST_SHARE) & (following >= FOR_GOOD)
    return np.where(fits.any(axis=0), np.argmax(fits, axis=0) + 1.0, np.nan)


def smoothed(values: Values) -> Values:
    """Return the mean around each month: of five before it, itself, and six after it, as far as known."""
    months = np.arange(len(values))
    first = np.maximum(months - (SMOOTHED_MONTHS // 2 - 1), 0)
    beyond = np.minimum(months + SMOOTHED_MONTHS // 2 + 1, len(values))
    total = np.concatenate([np.zeros((1, *values.shape[1:])), np.cumsum(values, axis=0)])
    mean: Values = (total[beyond] - total[first]) / (beyond - first)[:, np.newaxis]
    return mean


def paybacks(market: pd.DataFrame, alternatives: Sequence[str]) -> pd.DataFrame:
    """Return both months of every alternative, run and firm; missing for the first alternative.

    Columns: ``alternative replication firm payback_month overtakes_month``.
    """
    import pandas as pd

    keys = ["replication", "firm"]
    tables = {}
    for name, rows in market.groupby("alternative", sort=False):
        months = rows.pivot(index="month", columns=keys, values=["npv", "profit"])
        tables[str(name)] = months["npv"], months["profit"]
    npv, profit = tables[alternatives[0]]
    found = []
    for name in alternatives:
        own, earned = tables[name]
        months = pd.DataFrame(index=npv.columns).reset_index()
        months["payback_month"] = payback_month((own - npv).to_numpy())
        months["overtakes_month"] = overtakes_month((earned - profit).to_numpy())
        found.append(months.assign(alternative=name))
    return pd.concat(found, ignore_index=True)
