"""The one path of aggregation: from months of runs to measures with intervals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulation.experiments.intervals import mean_interval, paired_interval

if TYPE_CHECKING:
    import pandas as pd

OVER_TIME = (
    "retention_rate", "switching_cost", "switching_cost_procedural", "switching_cost_financial",
    "switching_cost_relational", "satisfaction", "trust", "commitment", "share_loyal", "share_latent",
    "share_spurious", "share_none", "share_dedicated", "share_constrained",
)  # fmt: skip
"""Measures of a run that are the mean over its months."""
AT_THE_END = ("market_share", "customers", "profit_cumulative", "npv", "clv")
"""Measures of a run that are the value in its last month."""
MEASURES = (*OVER_TIME, *AT_THE_END)


def measures_of_runs(market: pd.DataFrame, firm: str) -> pd.DataFrame:
    """Return a firm's measures a run: a row an alternative and replication, a column a measure.

    ``market`` has the columns ``alternative``, ``replication`` and those of ``run.market``. Months in which
    the firm had no customers count for no mean.
    """
    mine = market[market["firm"] == firm]
    runs = mine.groupby(["alternative", "replication"], sort=False)
    over_time = runs[list(OVER_TIME)].mean()
    return over_time.join(runs[list(AT_THE_END)].last())


def summarise(market: pd.DataFrame, firm: str) -> pd.DataFrame:
    """Return means and paired differences to the first alternative, with their 95 % intervals."""
    import pandas as pd

    runs = measures_of_runs(market, firm)
    names = list(dict.fromkeys(market["alternative"]))
    first = runs.loc[names[0]]
    rows = []
    for name in names:
        mine = runs.loc[name]
        for measure in MEASURES:
            mean = mean_interval(mine[measure].to_numpy())
            change = paired_interval(mine[measure].to_numpy(), first[measure].to_numpy())
            difference = (change.mean, change.low, change.high) if name != names[0] else (float("nan"),) * 3
            rows.append((name, measure, mean.mean, mean.low, mean.high, *difference))
    columns = [
        "alternative",
        "measure",
        "mean",
        "low",
        "high",
        "difference",
        "difference_low",
        "difference_high",
    ]
    return pd.DataFrame(rows, columns=columns)
