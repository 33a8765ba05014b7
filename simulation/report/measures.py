"""Which columns of the market are reported as measures, in which unit, and how a run becomes one number."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from simulation.experiments.intervals import Interval, mean_interval, paired_interval
from simulation.experiments.summary import AT_THE_END
from simulation.report.kit.numbers import MeasureUnit, NumberKind, currency

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from simulation.report.comparison.tracks import Track
    from simulation.scenario.document import Scenario

KINDS: dict[str, NumberKind] = {
    "retention_rate": "percent",
    "switching_cost": "money",
    "switching_cost_procedural": "money",
    "switching_cost_financial": "money",
    "switching_cost_relational": "money",
    "market_share": "percent",
    "customers": "people",
    "satisfaction": "index",
    "trust": "score",
    "commitment": "score",
    "share_loyal": "percent",
    "share_latent": "percent",
    "share_spurious": "percent",
    "share_none": "percent",
    "share_dedicated": "percent",
    "share_constrained": "percent",
    "share_mixed": "percent",
    "profit": "money",
    "profit_cumulative": "money",
    "npv": "money",
    "clv": "money",
    "lost": "people",
    "acquired": "people",
}


def unit_of(measure: str, scenario: Scenario) -> MeasureUnit:
    """Return the unit in which a measure is written."""
    return MeasureUnit(KINDS[measure], currency(scenario.world.currency))


def by_run(track: Track, measure: str) -> pd.Series[float]:
    """Return one value of the measure for every replication (index): at the end or over the months."""
    monthly = track.monthly(measure)
    return monthly.iloc[-1] if measure in AT_THE_END else monthly.mean()


def interval_of(values: pd.Series[float]) -> Interval:
    """Return mean and 95 % interval over the runs that have a value (a firm may be without customers)."""
    return mean_interval(values.dropna().to_numpy())


def difference_of(values: pd.Series[float], others: pd.Series[float]) -> Interval:
    """Return the paired difference ``values`` - ``others`` over the runs that have both."""
    first, second = paired(values, others)
    return paired_interval(first, second)


def paired(
    values: pd.Series[float], others: pd.Series[float]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the values of the runs that both have, in the same order."""
    common = values.dropna().index.intersection(others.dropna().index)
    first, second = (np.asarray(part.loc[common], dtype=np.float64) for part in (values, others))
    return first, second
