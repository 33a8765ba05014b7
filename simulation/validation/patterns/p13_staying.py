"""P13: switching costs explain more of staying than satisfaction does."""

from __future__ import annotations

import numpy as np

from simulation.market import switching_cost
from simulation.schema import Grade
from simulation.validation.markets import equals, with_levels
from simulation.validation.measurement_conditions import MeasurementConditions
from simulation.validation.observing import advance, explained, ratio, satisfaction, stayers
from simulation.validation.pattern import Figures, Pattern, Target, Worth
from simulation.validation.propensity import propensity

MONTHS_BEFORE = 36
MONTHS = 12


def measure(conditions: MeasurementConditions) -> Figures:
    """Return explained variance of a year's staying, and of the propensity to stay, by each alone."""
    process = conditions.start(with_levels(equals(4, 8000), (0, 1, 2, 3)))
    advance(process, MONTHS_BEFORE)
    cost, content = switching_cost(process).copy(), satisfaction(process).copy()
    intention = propensity(process)
    stayed = stayers(process, MONTHS).astype(np.float64)
    by_cost, by_satisfaction = explained(stayed, cost), explained(stayed, content)
    return {
        "by_switching_cost": by_cost,
        "by_satisfaction": by_satisfaction,
        "ratio": ratio(by_cost, by_satisfaction),
        "ratio_of_propensity": ratio(explained(intention, cost), explained(intention, content)),
    }


PATTERN = Pattern(
    "P13",
    measure,
    (Target("ratio", 1.0, 1000.0, 1.0, published=1.9),),
    Worth.SEEN,
    Grade.FROM_MEMORY,
    ("burnham-frels-mahajan-2003",),
)
