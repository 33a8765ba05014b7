"""How reports write measures, how a run becomes one number, and which measures their tables list."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from simulation.experiments.intervals import Interval, mean_interval, paired_interval
from simulation.measures.declared import DECLARED, RESULTS, WHOLE
from simulation.report.kit.numbers import MeasureUnit, NumberKind, currency

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from simulation.report.comparison.tracks import Track
    from simulation.scenario.document import Scenario

_KIND_OF_UNIT: dict[str, NumberKind] = {
    "index": "index",
    "level": "people",
    "money": "money",
    "money_per_month": "money",
    "money_per_purchase": "money",
    "month": "people",
    "people": "people",
    "people_per_month": "people",
    "score": "score",
    "share": "percent",
}
KINDS: dict[str, NumberKind] = {name: _KIND_OF_UNIT[measure.unit] for name, measure in DECLARED.items()}
"""How each measure is written: shares as percentages, scores of 0 to 1 as scores of 100."""


def results(*shown: str) -> tuple[str, ...]:
    """Return the results that are shown in one of these places, in the order of their declarations."""
    places = {name: DECLARED[name].result for name in RESULTS}
    return tuple(name for name, result in places.items() if result and result.shown in shown)


SUMMARY = results("report", "screen")
"""What the report's tables of results list."""
GIST = results("screen")
"""What a screen has room for."""


def unit_of(measure: str, scenario: Scenario) -> MeasureUnit:
    """Return the unit in which a measure is written."""
    return MeasureUnit(KINDS[measure], currency(scenario.world.currency))


def by_run(track: Track, measure: str) -> pd.Series[float]:
    """Return one value of the measure for every replication (index)."""
    if measure in WHOLE:
        return track.worth[measure]
    monthly = track.monthly(measure)
    over_run = DECLARED[measure].over_run
    if over_run == "end":
        return monthly.iloc[-1]
    return monthly.sum() if over_run == "total" else monthly.mean()


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
