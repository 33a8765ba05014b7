"""What a fitted market predicts, with the luck of the market and the uncertainty of its parameters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from simulation.experiments.compare import TwinRun, kept_twins, run_twin
from simulation.experiments.execution import execute
from simulation.experiments.intervals import Interval
from simulation.experiments.summary import measures_of_runs
from simulation.fitting.fitted_market import FittedMarket

if TYPE_CHECKING:
    import pandas as pd

SIMULATED_MEASURES = ("retention_rate", "market_share", "profit_cumulative", "npv", "clv")


@dataclass(frozen=True)
class SimulatedMeasure:
    """A measure of the first firm over simulated markets: the mean and the range of 95 % of the runs.

    ``luck``: parameters at their estimate, the luck differs from run to run; ``both``: each run also has
    plausible parameters of its own.
    """

    measure: str
    luck: Interval
    both: Interval


def simulate(
    fitted: FittedMarket,
    count: int,
    seed: int = 0,
    workers: int | None = None,
    progress: Callable[[int, int], None] | None = None,
    folder: Path | None = None,
) -> tuple[SimulatedMeasure, ...]:
    """Run the market ``count`` times at the estimate and ``count`` times under plausible parameters.

    The n-th run of either has the same luck, so that what differs is the parameters alone. ``InputError``
    for fewer than one run. Finished runs are kept in ``folder``, in which the same work continues.
    """
    import pandas as pd

    plausible = fitted.scenarios(count, seed)
    twins = [
        TwinRun(kind, scenario, n, seed + n, "auto", f"{kind}-{n}-{seed + n}", worth=False)
        for kind, scenarios in (("luck", [fitted.scenario] * count), ("both", plausible))
        for n, scenario in enumerate(scenarios)
    ]
    months = []
    kept = None if folder is None else kept_twins(folder, {twin.piece: twin.scenario for twin in twins})
    for result in execute(run_twin, twins, workers, kept=kept):
        months.append(result.market)
        if progress is not None:
            progress(len(months), len(twins))
    runs = measures_of_runs(pd.concat(months, ignore_index=True), fitted.scenario.focal)
    return tuple(
        SimulatedMeasure(name, _range(runs.loc["luck"][name]), _range(runs.loc["both"][name]))
        for name in SIMULATED_MEASURES
    )


def _range(values: pd.Series[float]) -> Interval:
    """Mean of the runs and the bounds of 95 % of them."""
    known = values.to_numpy(dtype=np.float64)
    known = known[~np.isnan(known)]
    if not known.size:
        return Interval(np.nan, np.nan, np.nan)
    low, high = np.quantile(known, [0.025, 0.975])
    return Interval(float(known.mean()), float(low), float(high))
