"""P25: at constant quality, disconfirmation decays, because expectations adapt."""

from __future__ import annotations

import numpy as np

from simulation.schema import Grade
from simulation.validation.markets import equals
from simulation.validation.measurement_conditions import MeasurementConditions
from simulation.validation.observing import everywhere, ratio, twin
from simulation.validation.pattern import Figures, Pattern, Target, Worth

STEP = 0.25
"""How much better than expected all firms are from month 1 on, in reference prices a month."""
MONTHS = 36
YEAR = 12


def measure(conditions: MeasurementConditions) -> Figures:
    """Return how much of the mean disconfirmation of the first month is left after a year, and its half-life.

    Measured net of the twin whose quality never changed, so that failures and lost customers do not count.
    """
    usual = conditions.start(equals())
    better = twin(usual)
    everywhere(better, quality=STEP)
    surprise = []
    for _ in range(MONTHS):
        better.advance()
        usual.advance()
        surprise.append(float(better.state.disconfirmation.mean() - usual.state.disconfirmation.mean()))
    below = np.flatnonzero(np.array(surprise) < 0.5 * surprise[0])
    return {
        "left_after_a_year": ratio(surprise[YEAR], surprise[0]),
        "half_life": float(below[0]) if below.size else float(MONTHS),
    }


PATTERN = Pattern(
    "P25",
    measure,
    (Target("left_after_a_year", 0.0, 0.5, 1.0),),
    Worth.SEEN,
    Grade.MEASURED,
    ("mcquitty-finn-wiley-2000",),
)
