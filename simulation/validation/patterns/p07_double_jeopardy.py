"""P7: bigger brands lose a smaller share of their customers, with identical strategies."""

from __future__ import annotations

import numpy as np

from simulation.schema import Grade
from simulation.validation.markets import of_shares
from simulation.validation.measurement_conditions import MeasurementConditions
from simulation.validation.observing import rank_correlation
from simulation.validation.pattern import Figures, Pattern, Target, Worth

SHARES = (0.30, 0.22, 0.17, 0.13, 0.10, 0.08)
MONTHS = 24


def measure(conditions: MeasurementConditions) -> Figures:
    """Return the rank correlation of size and loss, and the loss of the smallest over that of the largest."""
    process = conditions.start(of_shares(SHARES, 12_000))
    count = len(SHARES)
    members, lost = np.zeros(count), np.zeros(count)
    for _ in range(MONTHS):
        process.advance()
        state = process.state
        members += np.bincount(state.origin, minlength=count)
        lost += np.bincount(state.origin[state.firm != state.origin], minlength=count)
    churn = lost / members
    return {
        "rank_correlation": rank_correlation(members, churn),
        "smallest_over_largest": float(churn[members.argmin()] / churn[members.argmax()]),
    }


PATTERN = Pattern(
    "P7",
    measure,
    (Target("rank_correlation", -1.0, -0.7, 0.0),),
    Worth.INDEPENDENT,
    Grade.MEASURED,
    ("wright-riebe-2010",),
)
