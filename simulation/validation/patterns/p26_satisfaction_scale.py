"""P26: satisfaction in a normal market is high, and skewed to the satisfied."""

from __future__ import annotations

from simulation.schema import Grade
from simulation.validation.markets import equals
from simulation.validation.measurement_conditions import MeasurementConditions
from simulation.validation.observing import advance, mean, skewness
from simulation.validation.pattern import FAR, Figures, Pattern, Target, Worth

MONTHS = 12
TOP_BOX = 80.0
"""From this index on, an answer is in the top fifth of the scale."""


def measure(conditions: MeasurementConditions) -> Figures:
    """Return mean, skewness, spread and top box of the satisfaction index after a year."""
    process = conditions.start(equals(4, 8000))
    advance(process, MONTHS)
    answers = process.state.satisfaction_index
    return {
        "mean": mean(answers),
        "skewness": skewness(answers),
        "standard_deviation": float(answers.std()),
        "percent_in_top_box": 100.0 * float((answers >= TOP_BOX).mean()),
    }


PATTERN = Pattern(
    "P26",
    measure,
    (Target("mean", 65.0, 85.0, 50.0), Target("skewness", -FAR, 0.0, 0.0)),
    Worth.FITTED,
    Grade.MEASURED,
    ("peterson-wilson-1992",),
    fixed="e8ed1e1",
)
