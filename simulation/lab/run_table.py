"""Measures of runs that are one row each, as `simulation.experiments.summary` has them of months.

Grouping hundreds of runs takes pandas half a second after every replication; here is nothing to group.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from simulation.experiments.summary import MEASURES

if TYPE_CHECKING:
    import pandas as pd


def runs_of(market: pd.DataFrame) -> pd.DataFrame:
    """Return what `measures_of_runs` returns of a firm whose runs are one row each."""
    return market.set_index(["alternative", "replication"])[list(MEASURES)].astype(np.float64)
