"""P31: later usage rises with satisfaction, also under contracts."""

from __future__ import annotations

from simulation.schema import Grade
from simulation.validation.markets import equals
from simulation.validation.measurement_conditions import MeasurementConditions
from simulation.validation.observing import advance, correlation, satisfaction
from simulation.validation.pattern import Figures, Pattern, Target, Worth

YEAR = 12


def measure(conditions: MeasurementConditions) -> Figures:
    """Return how usage moves with the satisfaction of a year ago, of those who stayed, and how much of it."""
    process = conditions.start(equals(4, 8000))
    advance(process, YEAR)
    state = process.state
    felt, firm, left = satisfaction(process), state.firm.copy(), state.departures.copy()
    advance(process, YEAR)
    stayed = (state.firm == firm) & (state.departures == left)
    usual, later = state.purchase_rate[stayed], state.quantity[stayed]
    explained = correlation(felt[stayed], later)
    return {
        "usage_by_satisfaction": _zero_if_constant(correlation(felt[stayed], later / usual)),
        "share_explained": explained * explained,
    }


def _zero_if_constant(found: float) -> float:
    """Return a correlation, 0 where usage does not move at all."""
    return 0.0 if found != found else found


PATTERN = Pattern(
    "P31",
    measure,
    (
        Target("usage_by_satisfaction", 0.01, 1.0, 0.0),
        Target("share_explained", 0.0, 0.1),
    ),
    Worth.BUILT_IN,
    Grade.REPORTED,
    ("bolton-lemon-1999",),
    "e8ed1e1",
)
