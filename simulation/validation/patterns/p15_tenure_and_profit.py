"""P15: long relationships are only weakly more profitable."""

from __future__ import annotations

import numpy as np

from simulation.schema import Grade
from simulation.validation.markets import FOCAL, equals
from simulation.validation.measurement_conditions import MeasurementConditions
from simulation.validation.observing import correlation
from simulation.validation.pattern import Figures, Pattern, Target, Worth

JOINING = 6
MONTHS = 36


def measure(conditions: MeasurementConditions) -> Figures:
    """Return the correlation of duration and profit in the cohort that joined in the first half year."""
    process = conditions.start(equals(4, 8000))
    state = process.state
    acquisition = (
        process.scenario.get(f"firm.{FOCAL}.acquisition_cost") / process.scenario.world.reference_price
    )
    firm = np.full(process.customers, -1)
    member = np.zeros(process.customers, dtype=np.bool_)
    duration, profit = np.zeros(process.customers), np.zeros(process.customers)
    for month in range(JOINING + MONTHS):
        earned = state.profit.copy() if month else np.zeros(process.customers)
        process.advance()
        arrived = state.firm != state.origin
        duration += member
        profit += np.where(member, state.profit - earned + arrived * acquisition, 0.0)
        member &= ~arrived
        joins = arrived & (firm < 0) & (month < JOINING)
        firm[joins] = state.firm[joins]
        member |= joins
    cohort = firm >= 0
    return {"correlation": correlation(duration[cohort], profit[cohort])}


PATTERN = Pattern(
    "P15",
    measure,
    (Target("correlation", 0.10, 0.55, 0.0),),
    Worth.SEEN,
    Grade.MEASURED,
    ("reinartz-kumar-2002",),
)
