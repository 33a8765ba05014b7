"""P5: a shortfall moves satisfaction more than an excess of the same size."""

from __future__ import annotations

import numpy as np

from simulation.schema import Grade
from simulation.validation.markets import equals
from simulation.validation.measurement_conditions import MeasurementConditions
from simulation.validation.observing import coefficients, ratio, satisfaction
from simulation.validation.pattern import Figures, Pattern, Target, Worth


def measure(conditions: MeasurementConditions) -> Figures:
    """Return how much steeper satisfaction answers to shortfalls than to excesses in one month."""
    process = conditions.start(equals())
    before = satisfaction(process)
    firm = process.state.firm.copy()
    process.advance()
    after, surprise = process.remembered("satisfaction", firm), process.state.disconfirmation
    stayed = process.state.firm == process.state.origin
    slopes = coefficients(
        after[stayed], before[stayed], np.minimum(surprise, 0.0)[stayed], np.maximum(surprise, 0.0)[stayed]
    )
    return {"slope_ratio": ratio(float(slopes[1]), float(slopes[2]))}


PATTERN = Pattern(
    "P5",
    measure,
    (Target("slope_ratio", 1.3, 3.0, 1.0),),
    Worth.SEEN,
    Grade.MEASURED,
    ("anderson-sullivan-1993",),
)
