"""P16: the best fifth of the customers earns more than the whole profit, the worst fifth loses money."""

from __future__ import annotations

import numpy as np

from simulation.schema import Grade
from simulation.validation.markets import equals
from simulation.validation.measurement_conditions import MeasurementConditions
from simulation.validation.observing import stayers
from simulation.validation.pattern import Figures, Pattern, Target, Worth

MONTHS = 24


def measure(conditions: MeasurementConditions) -> Figures:
    """Return the shares (in percent) of the best and the worst fifth in the profit with those who stayed.

    The firms are alike, so their customers are ranked together.
    """
    process = conditions.start(equals(4, 8000))
    stayed = stayers(process, MONTHS)
    ranked = np.sort(process.state.profit[stayed])[::-1]
    fifth = ranked.size // 5
    total = float(ranked.sum())
    return {
        "best_fifth": 100.0 * float(ranked[:fifth].sum()) / total,
        "worst_fifth": 100.0 * float(ranked[-fifth:].sum()) / total,
    }


PATTERN = Pattern(
    "P16",
    measure,
    (Target("best_fifth", 105.0, 230.0, 100.0), Target("worst_fifth", -1000.0, 0.0, 0.0)),
    Worth.SEEN,
    Grade.FROM_MEMORY,
    ("kaplan",),
)
