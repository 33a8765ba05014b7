"""Whether a fitted market keeps the churn and the shares of the data once it runs by itself."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulation.experiments.intervals import Interval, mean_interval
from simulation.experiments.run import run
from simulation.fitting.data import LifeTable
from simulation.scenario.document import Scenario

RUNS = 4
CUSTOMERS = 500
YEAR = 12


@dataclass(frozen=True)
class KeptFigures:
    """What runs of the fitted market have, with the 95 % interval of the mean, beside the data.

    ``churn`` is the mean share of a firm's customers who leave a month, ``churn_seen`` that of the data (NaN
    for purchases); ``shares`` are those of the last year by firm, ``shares_seen`` the ones of the data.
    """

    churn: Interval
    churn_seen: float
    shares: dict[str, Interval]
    shares_seen: dict[str, float]

    @property
    def drift(self) -> tuple[str, float]:
        """The firm whose share moves furthest from the data, and by how much."""
        gaps = {name: self.shares[name].mean - seen for name, seen in self.shares_seen.items()}
        return max(gaps.items(), key=lambda gap: abs(gap[1]))


def kept_figures(
    scenario: Scenario, table: LifeTable | None, months_of_period: int, shares: dict[str, float], seed: int
) -> KeptFigures:
    """Run the market a few times; ``table`` are the data of a cohort, ``shares`` those of a panel."""
    small = scenario.built_with(**{"world.customers": min(CUSTOMERS, scenario.world.customers)})
    churn: list[float] = []
    found: dict[str, list[float]] = {name: [] for name in shares}
    for number in range(RUNS):
        market = run(small, seed + number).market
        churn.append(1.0 - float(market.groupby("month")["retention_rate"].mean().mean()))
        last = market[market["month"] > market["month"].max() - YEAR].groupby("firm")["market_share"].mean()
        for name, values in found.items():
            values.append(float(last[name]))
    return KeptFigures(
        churn=mean_interval(np.array(churn)),
        churn_seen=np.nan if table is None else _monthly_churn(table, months_of_period),
        shares={name: mean_interval(np.array(values)) for name, values in found.items()},
        shares_seen=shares,
    )


def _monthly_churn(table: LifeTable, months_of_period: int) -> float:
    """Departures over customers at risk, a month."""
    return float(1.0 - (1.0 - table.churned.sum() / table.at_risk.sum()) ** (1.0 / months_of_period))
