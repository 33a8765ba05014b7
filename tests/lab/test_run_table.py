"""Runs that are one row each are summarised as the experiments summarise the months of runs."""

import numpy as np
import pandas as pd

from simulation.experiments.summary import MEASURES, measures_of_runs, summarise, summary_of_runs
from simulation.lab.run_table import runs_of


def table():
    """Runs of three alternatives, with values missing here and there."""
    draw = np.random.default_rng(5)
    rows = []
    for replication in range(6):
        for name in ("c", "a", "b"):
            values = {measure: draw.normal() for measure in MEASURES}
            values[MEASURES[replication]] = float("nan")
            rows.append(
                {"alternative": name, "replication": replication, "month": 12, "firm": "Focal", **values}
            )
    return pd.DataFrame(rows)


def test_measures_are_those_of_runs_of_one_month():
    market = table()
    pd.testing.assert_frame_equal(runs_of(market), measures_of_runs(market, "Focal", market))


def test_the_summary_is_that_of_the_experiments():
    market = table()
    pd.testing.assert_frame_equal(summary_of_runs(runs_of(market)), summarise(market, "Focal", market))
