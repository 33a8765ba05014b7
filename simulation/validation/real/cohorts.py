"""The two published cohorts: a contractual market fitted to years 1 to 4 predicts years 5 to 7."""

from __future__ import annotations

import numpy as np

from simulation.fitting.cohort import fit_cohort
from simulation.fitting.cohort.calibration import CohortEffort
from simulation.fitting.data import SHARES_OF, LifeTable
from simulation.validation.patterns.p01_survival import PUBLISHED
from simulation.validation.real.study import Study

HELD_OUT = 3


def life_table(name: str) -> LifeTable:
    """Return a published cohort as a life table of a thousand customers."""
    alive = np.array([100.0, *PUBLISHED[name]]) / 100.0 * SHARES_OF
    return LifeTable(name, alive[:-1], -np.diff(alive), assumed_size=True)


def cohort(name: str, effort: float = 1.0) -> Study:
    """Return how the fitted market and two formulas predict the held-out years (survivors in percent)."""
    usual = CohortEffort(workers=1)
    found = fit_cohort(
        life_table(name),
        "years",
        HELD_OUT,
        CohortEffort(usual.customers, max(16, round(usual.runs * effort)), workers=1),
    )
    simple, formula = found.simple, found.simple.models["formula"]
    return Study(
        name,
        {
            "error_market": 100.0 * found.mean_absolute_error,
            "error_formula": 100.0 * simple.error("formula"),
            "error_geometric": 100.0 * simple.error("geometric"),
            "gain": found.market.predictive_log_likelihood - formula.predictive_log_likelihood,
            "routine": float(found.trained.place[0]),
            "restlessness_spread": float(found.trained.place[1]),
            "exits": float(found.trained.place[2]),
        },
        {
            "year": tuple(simple.periods),
            "observed": _percent(simple.observed),
            "market": _percent(found.market.predicted),
            "market_low": _percent(found.market.low),
            "market_high": _percent(found.market.high),
            "formula": _percent(formula.predicted),
            "geometric": _percent(simple.models["geometric"].predicted),
        },
    )


def _percent(shares: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> tuple[float, ...]:
    return tuple((100.0 * shares).tolist())
