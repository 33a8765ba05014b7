"""What a fit found, number by number: value, range, and where it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from simulation.fitting.cohort import CohortFit
from simulation.fitting.cohort.cohort_market import PARAMETERS, settings
from simulation.fitting.panel_market import PanelFit

if TYPE_CHECKING:
    import pandas as pd

ParameterOrigin = Literal["fitted", "observed", "assumed", "given"]


@dataclass(frozen=True)
class FittedParameter:
    """A number of the fit.

    ``name`` is the key of its words (``fit.quantity.<name>``), ``paths`` where it stands in the scenario;
    ``low`` and ``high`` bound 95 % of its plausible values, NaN where there is no such range.
    """

    name: str
    paths: tuple[str, ...]
    value: float
    low: float
    high: float
    grade: ParameterOrigin
    brand: str = ""


def cohort_parameters(fit: CohortFit) -> tuple[FittedParameter, ...]:
    """The calibrated numbers of a cohort's market."""
    low, high = np.quantile(fit.final.draws, [0.025, 0.975], axis=0)
    paths = list(settings(fit.final.place))
    places = ((paths[0],), (paths[1],), tuple(paths[2:]))
    found = []
    for number, parameter in enumerate(PARAMETERS):
        free = number < 2 or fit.final.exits_fitted
        value = float(fit.final.place[number])
        ends = (float(low[number]), float(high[number])) if free else (np.nan, np.nan)
        found.append(
            FittedParameter(parameter.name, places[number], value, *ends, "fitted" if free else "assumed")
        )
    return tuple(found)


def panel_parameters(fit: PanelFit) -> tuple[FittedParameter, ...]:
    """The numbers that a panel gives a market."""
    parameters, draws = fit.parameters, fit.draws

    def quantity(name: str, path: str, value: float, grade: ParameterOrigin = "fitted") -> FittedParameter:
        low, high = np.quantile([getattr(draw, name) for draw in draws], [0.025, 0.975])
        return FittedParameter(name, (path,), value, float(low), float(high), grade)

    found = [
        quantity("elasticity", "world.price_elasticity", parameters.elasticity),
        quantity("persistence", "world.taste_persistence", parameters.persistence),
        quantity("habit", "world.switching_cost.procedural", fit.habit),
        quantity(
            "rate",
            "world.population.purchase_rate",
            parameters.rate,
            "assumed" if fit.months_assumed else "observed",
        ),
        quantity("variation", "world.population.purchase_rate_variation", parameters.variation, "observed"),
    ]
    shares = np.quantile([draw.share for draw in draws], [0.025, 0.975], axis=0)
    for j, name in enumerate(fit.names):
        share = (float(parameters.share[j]), float(shares[0, j]), float(shares[1, j]))
        found.append(FittedParameter("share", (f"firm.{name}.market_share",), *share, "observed", name))
    for name, price in zip(fit.names, parameters.price.tolist(), strict=True):
        found.append(
            FittedParameter("price", (f"firm.{name}.price",), price, np.nan, np.nan, "observed", name)
        )
    return tuple(found)


def draws_of(fit: CohortFit | PanelFit) -> pd.DataFrame:
    """Plausible values: a row a draw, a column a path of the scenario."""
    import pandas as pd

    if isinstance(fit, CohortFit):
        return pd.DataFrame([settings(place) for place in fit.final.draws])
    return pd.DataFrame([draw.settings(fit.names) for draw in fit.draws])
