"""P28: under a contract with a term, customers leave several times less often than without one."""

from __future__ import annotations

from simulation.schema import Grade
from simulation.validation.markets import equals
from simulation.validation.measurement_conditions import MeasurementConditions
from simulation.validation.observing import mean_churn, ratio
from simulation.validation.pattern import Figures, Pattern, Target, Worth

TERM = 24
"""Months of the contract."""
FEE = 12.0
"""Exit fee at its beginning, in reference prices: half of the bills that are still to come."""
MONTHS = 24
"""Months over which churn is measured: one term."""


def measure(conditions: MeasurementConditions) -> Figures:
    """Return monthly churn with and without a contract in markets otherwise alike, and their ratio."""
    plain = equals(4, 16_000)
    terms = {"exit_fee": FEE * plain.world.reference_price, "contract_term": TERM}
    bound = plain.built_with(
        **{f"firm.{firm.name}.{key}": value for firm in plain.firms for key, value in terms.items()}
    )
    free, held = (mean_churn(conditions.start(market), MONTHS) for market in (plain, bound))
    return {"ratio": ratio(free, held), "percent_without": 100.0 * free, "percent_with": 100.0 * held}


PATTERN = Pattern(
    "P28",
    measure,
    (Target("ratio", 2.5, 7.0, 1.0),),
    Worth.SEEN,
    Grade.MEASURED,
    ("company-reports-2017",),
    fixed="e8ed1e1",
)
