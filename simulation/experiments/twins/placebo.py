"""The placebo: alternatives that differ in nothing but luck show what chance alone does."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from simulation.errors import InputError
from simulation.experiments.campaign.campaign import Progress, run_campaign
from simulation.experiments.campaign.design import Design
from simulation.experiments.campaign.observations import FirmMeasures
from simulation.experiments.firm_names import known_firm
from simulation.experiments.intervals import paired_interval
from simulation.experiments.summary import MEASURES
from simulation.scenario.document import Scenario

if TYPE_CHECKING:
    import pandas as pd


def placebo(
    scenario: Scenario,
    alternatives: int = 4,
    replications: int | None = None,
    *,
    seed: int = 0,
    focal: str | None = None,
    workers: int | None = None,
    folder: Path | None = None,
    progress: Progress | None = None,
) -> pd.DataFrame:
    """Compare a market with itself under other luck: about one interval in twenty should exclude 0.

    Args:
        scenario: the market, as it stands.
        alternatives: how many alike alternatives to pretend, 2 at least.
        replications: runs each, 2 at least; None takes the scenario's number.
        seed: the first of ``alternatives * replications`` seeds.
        focal: the measured firm; None takes the first.
        workers, folder, progress: see `run_campaign`.

    Returns:
        A row a pretended alternative (from the second) and measure: ``alternative measure difference low high
        excludes_zero``. The half width is what a comparison without common luck could not see.
    """
    count = scenario.world.replications if replications is None else replications
    if alternatives < 2 or count < 2:
        raise InputError("experiments.error.placebo", alternatives=alternatives, replications=count)
    design = Design(scenario, [{}], FirmMeasures(known_firm(scenario, focal)), alternatives * count, seed)
    runs = run_campaign(design, folder, workers=workers, progress=progress).frame
    return _differences({name: runs[name].to_numpy().reshape(alternatives, count) for name in MEASURES})


def _differences(values: dict[str, np.ndarray]) -> pd.DataFrame:
    import pandas as pd

    rows = [
        (number + 1, measure, *(known := paired_interval(other, table[0])), known.excludes_zero)
        for measure, table in values.items()
        for number, other in enumerate(table[1:], 1)
    ]
    return pd.DataFrame(
        rows, columns=["alternative", "measure", "difference", "low", "high", "excludes_zero"]
    )
