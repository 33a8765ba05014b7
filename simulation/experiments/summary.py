"""The one path of aggregation: from months of runs to measures with intervals."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from simulation.experiments.intervals import mean_interval, paired_interval
from simulation.kernel.arithmetic import Values
from simulation.market import Row
from simulation.measures.declared import DECLARED, RESULTS, WHOLE
from simulation.measures.measure import OverRun

if TYPE_CHECKING:
    import pandas as pd

MEASURES: tuple[str, ...] = tuple(sorted(RESULTS, key=lambda name: DECLARED[name].over_run != "mean"))
"""Measures of a run: first the means over its months, then those of its end, its total, and the whole run."""
MONTHLY: tuple[str, ...] = tuple(name for name in MEASURES if name not in WHOLE)
"""Those of them that months are summed up by."""
AT_THE_END = frozenset(name for name in MEASURES if DECLARED[name].over_run == "end")
"""Measures of a run that are the value in its last month."""


def measures_of_run(market: pd.DataFrame | Row, firms: int) -> dict[str, Values]:
    """Return the measures that the months of one run give: arrays, a value a firm in the order of the rows.

    ``market`` is ``run.market`` or its columns, a row a month and firm, firms in the same order every month.
    Months in which a firm had no customers count for no mean.
    """
    months = {name: np.asarray(market[name], dtype=np.float64).reshape(-1, firms) for name in MONTHLY}
    return {name: OVER_RUN[DECLARED[name].over_run](values) for name, values in months.items()}


def _mean_over_time(values: Values) -> Values:
    known = ~np.isnan(values)
    count = known.sum(axis=0)
    total = np.where(known, values, 0.0).sum(axis=0)
    mean: Values = np.divide(total, count, out=np.full(count.shape, np.nan), where=count > 0)
    return mean


def _at_the_end(values: Values) -> Values:
    end: Values = values[-1]
    return end


def _in_total(values: Values) -> Values:
    total: Values = values.sum(axis=0)
    return total


OVER_RUN: dict[OverRun, Callable[[Values], Values]] = {
    "mean": _mean_over_time,
    "end": _at_the_end,
    "total": _in_total,
}
"""How months become one number of a run."""


def measures_of_runs(market: pd.DataFrame, firm: str, worth: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return a firm's measures a run: a row an alternative and replication, a column a measure.

    ``market`` has the columns ``alternative``, ``replication`` and those of ``run.market``, ``worth`` the
    first two and those of ``run.worth``; without it the measures of whole runs are left out.
    """
    import pandas as pd

    mine = market[market["firm"] == firm]
    runs = dict(iter(mine.groupby(["alternative", "replication"], sort=False)))
    index = pd.MultiIndex.from_tuples(runs, names=["alternative", "replication"])
    rows = [{name: values[0] for name, values in measures_of_run(run, 1).items()} for run in runs.values()]
    found = pd.DataFrame(rows, index=index)
    if worth is None:
        return found
    whole = worth[worth["firm"] == firm].set_index(["alternative", "replication"])
    return found.join(whole[[name for name in MEASURES if name in WHOLE]])[list(MEASURES)]


def summarise(market: pd.DataFrame, firm: str, worth: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return means and paired differences to the first alternative, with their 95 % intervals."""
    return summary_of_runs(measures_of_runs(market, firm, worth))


def summary_of_runs(runs: pd.DataFrame) -> pd.DataFrame:
    """Return what `summarise` returns, given what `measures_of_runs` returns."""
    import pandas as pd

    names = list(dict.fromkeys(runs.index.get_level_values("alternative")))
    values = {
        name: {measure: column.to_numpy() for measure, column in runs.loc[name].items()} for name in names
    }
    rows = []
    for name in names:
        for measure in (name for name in MEASURES if name in runs.columns):
            mine, first = values[name][measure], values[names[0]][measure]
            mean, change = mean_interval(mine), paired_interval(mine, first)
            difference = (change.mean, change.low, change.high) if name != names[0] else (np.nan,) * 3
            rows.append((name, measure, mean.mean, mean.low, mean.high, *difference))
    ends = ("mean", "low", "high", "difference", "difference_low", "difference_high")
    return pd.DataFrame(rows, columns=["alternative", "measure", *ends])
