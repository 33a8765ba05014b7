"""Measures of runs that are one row each, as `simulation.experiments.summary` has them of months.

Grouping hundreds of runs takes pandas half a second after every replication; here is nothing to group.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from simulation.experiments.intervals import mean_interval, paired_interval
from simulation.experiments.summary import MEASURES

if TYPE_CHECKING:
    import pandas as pd


def runs_of(market: pd.DataFrame) -> pd.DataFrame:
    """Return what `measures_of_runs` returns of a firm whose runs are one row each."""
    return market.set_index(["alternative", "replication"])[list(MEASURES)].astype(np.float64)


def summary_of(runs: pd.DataFrame) -> pd.DataFrame:
    """Return what `summarise` returns: means and paired differences to the first alternative."""
    import pandas as pd

    names = list(dict.fromkeys(runs.index.get_level_values("alternative")))
    values = {
        name: {measure: column.to_numpy() for measure, column in runs.loc[name].items()} for name in names
    }
    rows = []
    for name in names:
        for measure in MEASURES:
            mine, first = values[name][measure], values[names[0]][measure]
            mean, change = mean_interval(mine), paired_interval(mine, first)
            difference = (change.mean, change.low, change.high) if name != names[0] else (np.nan,) * 3
            rows.append((name, measure, mean.mean, mean.low, mean.high, *difference))
    ends = ("mean", "low", "high", "difference", "difference_low", "difference_high")
    return pd.DataFrame(rows, columns=["alternative", "measure", *ends])
