"""The one path of aggregation: from months of runs to measures with intervals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from simulation.experiments.intervals import mean_interval, paired_interval
from simulation.kernel.arithmetic import Values
from simulation.market.ledger import Row

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


def measures_of_run(market: pd.DataFrame | Row, firms: int) -> dict[str, Values]:
    """Return the measures of one run: an array a measure, a value a firm in the order of the rows.

    ``market`` is ``run.market`` or its columns, a row a month and firm, firms in the same order every month.
    Months in which a firm had no customers count for no mean.
    """
    months = {name: np.asarray(market[name], dtype=np.float64).reshape(-1, firms) for name in MEASURES}
    means = {name: _mean_over_time(months[name]) for name in OVER_TIME}
    return means | {name: months[name][-1] for name in AT_THE_END}


def _mean_over_time(values: Values) -> Values:
    known = ~np.isnan(values)
    count = known.sum(axis=0)
    total = np.where(known, values, 0.0).sum(axis=0)
    mean: Values = np.divide(total, count, out=np.full(count.shape, np.nan), where=count > 0)
    return mean


def measures_of_runs(market: pd.DataFrame, firm: str) -> pd.DataFrame:
    """Return a firm's measures a run: a row an alternative and replication, a column a measure.

    ``market`` has the columns ``alternative``, ``replication`` and those of ``run.market``.
    """
    import pandas as pd

    mine = market[market["firm"] == firm]
    runs = dict(iter(mine.groupby(["alternative", "replication"], sort=False)))
    index = pd.MultiIndex.from_tuples(runs, names=["alternative", "replication"])
    rows = [{name: values[0] for name, values in measures_of_run(run, 1).items()} for run in runs.values()]
    return pd.DataFrame(rows, index=index)


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
