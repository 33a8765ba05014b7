"""P14: customer value is most elastic in retention, then in margin, then in the cost of acquisition."""

from __future__ import annotations

import numpy as np

from simulation.measures.monthly import MarketRecord
from simulation.schema import Grade
from simulation.validation.markets import FOCAL, equals
from simulation.validation.measurement_conditions import MeasurementConditions
from simulation.validation.pattern import Figures, Pattern, Target, Worth

MONTHS = 12
STEP = 0.01


def measure(conditions: MeasurementConditions) -> Figures:
    """Return by how many percent the value of present and future customers rises with 1 % of each."""
    process = conditions.start(equals())
    record = MarketRecord(process)
    stayed = process.state.firm == 0
    members = stayed.sum()
    for _ in range(MONTHS):
        process.advance()
        record.observe()
        stayed &= process.state.firm == process.state.origin
    table = record.frame()
    mine = table[table["firm"] == FOCAL]
    margin = float(mine["profit"].sum() + mine["cost_acquisition"].sum()) / float(mine["customers"].mean())
    retention = float(stayed.sum() / members)
    arrivals = float(mine["acquired"].sum()) / float(mine["customers"].mean())
    cost = float(process.scenario.get(f"firm.{FOCAL}.acquisition_cost"))
    rate = process.scenario.world.discount_rate

    return elasticities(margin, retention, arrivals, cost, rate)


def elasticities(margin: float, retention: float, arrivals: float, cost: float, rate: float) -> Figures:
    """Return the elasticities of value, by the formula of the source.

    Args:
        margin: of a customer in a year, before the cost of winning her.
        retention: share of customers who stay for a year.
        arrivals: customers won in a year, for each present one.
        cost: of winning a customer.
        rate: of discount a year.
    """

    def value(margin: float, retention: float, cost: float) -> float:
        lifetime = margin * (1.0 + rate) / (1.0 + rate - retention)
        return lifetime + arrivals / rate * (lifetime - cost)

    def elasticity(better: float) -> float:
        return (better / value(margin, retention, cost) - 1.0) / STEP

    by_retention = elasticity(value(margin, min(retention * (1.0 + STEP), 1.0), cost))
    by_margin = elasticity(value(margin * (1.0 + STEP), retention, cost))
    by_cost = elasticity(value(margin, retention, cost * (1.0 - STEP)))
    steps = np.diff([by_cost, by_margin, by_retention])
    return {
        "retention": by_retention,
        "margin": by_margin,
        "acquisition": by_cost,
        "least_step": float(steps.min()),
    }


PATTERN = Pattern(
    "P14",
    measure,
    (Target("retention", 3.0, 7.0, 1.0, published=5.0), Target("least_step", 0.0, 100.0, 0.0)),
    Worth.ARITHMETIC,
    Grade.MEASURED,
    ("gupta-lehmann-stuart-2004",),
)
