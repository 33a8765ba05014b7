"""A sweep: the measures of a firm at every point of a grid or a sample."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from simulation.errors import InputError
from simulation.experiments.campaign.design import Design
from simulation.experiments.campaign.observations import FirmMeasures
from simulation.experiments.firm_names import known_firm
from simulation.experiments.intervals import Interval, mean_interval, paired_interval
from simulation.experiments.space.ranges import (
    Range,
    latin_hypercube,
    lever_ranges,
    sobol_points,
    world_ranges,
)
from simulation.experiments.summary import MEASURES
from simulation.experiments.sweep.axes import grid
from simulation.scenario.document import Scenario

if TYPE_CHECKING:
    import pandas as pd

SamplingMethod = Literal["latin", "sobol"]
USUAL_REPLICATIONS = 10
NORMAL = 1.959963984540054
"""97.5 % point of the normal distribution."""


def grid_design(
    scenario: Scenario,
    over: Mapping[str, Sequence[object]] | Sequence[tuple[str, Sequence[object]]],
    *,
    replications: int = USUAL_REPLICATIONS,
    seed: int = 0,
    firm: str | None = None,
) -> Design:
    """Return the design of a grid: all combinations of the values, each with ``replications`` runs.

    Args:
        scenario: the market.
        over: values by path, for instance ``{"firm.Focal.price": [80, 90, 100]}``, or pairs.
        replications: runs a point, with the same luck at every point.
        seed: seed of the first replication.
        firm: name of the measured firm; None measures all firms.
    """
    axes = list(over.items()) if isinstance(over, Mapping) else list(over)
    measured = FirmMeasures(None if firm is None else known_firm(scenario, firm))
    return Design(scenario, grid(axes) if axes else [], measured, replications, seed)


def sample_design(
    scenario: Scenario,
    points: int,
    ranges: Sequence[Range] = (),
    *,
    method: SamplingMethod = "latin",
    replications: int = 1,
    seed: int = 0,
    firm: str | None = None,
) -> Design:
    """Return the design of a sample from ranges; without any, from all plausible ranges of world and firm.

    ``sobol`` takes the next power of two of points. The sample depends on ``seed`` too.
    """
    if points < 1:
        raise InputError("sweep.error.points", given=points)
    chosen = ranges or (*world_ranges(scenario), *lever_ranges(scenario, firm))
    draw = latin_hypercube if method == "latin" else sobol_points
    drawn = draw(chosen, points, seed)
    return Design(
        scenario,
        drawn,
        FirmMeasures(None if firm is None else known_firm(scenario, firm)),
        replications,
        seed,
    )


def summary_of(frame: pd.DataFrame, paths: Sequence[str], measures: Sequence[str] = MEASURES) -> pd.DataFrame:
    """Return means over replications with 95 % intervals.

    A row a point, firm and measure: ``point``, the paths, ``firm measure mean low high runs``.
    """
    import pandas as pd

    keys = ["point", "firm"]
    firsts = frame.drop_duplicates(keys)
    settings = firsts[list(paths)].to_dict("records")
    places = dict(zip(zip(firsts["point"], firsts["firm"], strict=True), settings, strict=True))
    rows = []
    for (point, firm), runs in frame.groupby(keys, sort=True)[list(measures)]:
        place: dict[Any, Any] = {"point": point, **places[point, firm], "firm": firm}
        for measure in measures:
            values = runs[measure].to_numpy(dtype=np.float64)
            known = int((~np.isnan(values)).sum())
            rows.append({**place, "measure": measure, **mean_interval(values)._asdict(), "runs": known})
    return pd.DataFrame(rows)


def differences_to_first(frame: pd.DataFrame, measure: str) -> dict[int, Interval]:
    """Return by point the paired difference of one firm's measure to the first point, with 95 % interval.

    ``frame`` holds one firm's rows. Runs that only one of the two points has are left out.
    """
    values = frame.pivot(index="replication", columns="point", values=measure)
    first = values.iloc[:, 0]
    return {int(point): paired_interval(values[point], first) for point in values.columns}


def extremes(frame: pd.DataFrame, measure: str) -> tuple[int, int, Interval]:
    """Return the points where one firm's measure is highest and lowest on average, and how they differ."""
    values = frame.pivot(index="replication", columns="point", values=measure)
    means = values.mean()
    known = means.dropna()
    high, low = (int(known.index[int(place)]) for place in (known.argmax(), known.argmin()))
    return high, low, paired_interval(values[high], values[low])


def without_effect(frame: pd.DataFrame, measure: str) -> bool:
    """Whether one firm's measure is the same at every point, run by run."""
    values = frame.pivot(index="replication", columns="point", values=measure)
    return bool(values.eq(values.iloc[:, 0], axis=0).to_numpy().all())


def rank_correlations(frame: pd.DataFrame, paths: Sequence[str], measure: str) -> dict[str, Interval]:
    """Return Spearman's rank correlation of each parameter with one firm's measure, the strongest first.

    The 95 % intervals are Fisher's, with the variance of Fieller, Hartley and Pearson (1957), over points.
    Parameters that are no numbers are left out.
    """
    means = frame.groupby("point")[[measure]].mean()
    settings = frame.groupby("point")[list(paths)].first()
    numbers = [path for path in paths if settings[path].dtype.kind in "biuf"]
    found = {path: settings[path].rank().corr(means[measure].rank()) for path in numbers}
    ordered = sorted(found.items(), key=lambda item: -abs(item[1]) if item[1] == item[1] else 1.0)
    return {path: _fisher(float(value), int(means[measure].count())) for path, value in ordered}


def _fisher(correlation: float, count: int) -> Interval:
    if count < 5 or not abs(correlation) < 1.0:
        return Interval(correlation, np.nan, np.nan)
    middle, half = np.arctanh(correlation), NORMAL * np.sqrt(1.06 / (count - 3))
    return Interval(correlation, float(np.tanh(middle - half)), float(np.tanh(middle + half)))
