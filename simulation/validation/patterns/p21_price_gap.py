"""P21: the price gap at which half of the customers leave within a year grows with the level of the bond."""

from __future__ import annotations

from simulation.market import MarketProcess
from simulation.schema import Grade
from simulation.validation.markets import FOCAL, equals
from simulation.validation.measurement_conditions import MeasurementConditions
from simulation.validation.observing import advance, share, stayers, twin
from simulation.validation.pattern import Figures, Pattern, Target, Worth

MONTHS_BEFORE = 36
MONTHS = 12
WIDEST = 1.5
HALVINGS = 7


def measure(conditions: MeasurementConditions) -> Figures:
    """Return the gap at each level, as a share of the price, and the steps between the levels."""
    gaps = {}
    for level in (0, 1, 2, 3):
        process = conditions.start(equals(4, 4000).built_with(**{f"firm.{FOCAL}.level": level}))
        advance(process, MONTHS_BEFORE)
        gaps[level] = _gap(process)
    figures = {f"gap_{level}": gap for level, gap in gaps.items()}
    return figures | {f"step_to_{level}": gaps[level] - gaps[level - 1] for level in (2, 3)}


def _gap(process: MarketProcess) -> float:
    """Return by how much more expensive than its rivals the firm may be until half of its customers leave."""
    low, high = 0.0, WIDEST
    members = process.state.firm == 0
    for _ in range(HALVINGS):
        middle = 0.5 * (low + high)
        dearer = twin(process)
        dearer.change(**{f"firm.{FOCAL}.price": (1.0 + middle) * process.scenario.world.reference_price})
        stayed = share(stayers(dearer, MONTHS), members)
        low, high = (middle, high) if stayed > 0.5 else (low, middle)
    return 0.5 * (low + high)


PATTERN = Pattern(
    "P21",
    measure,
    (Target("step_to_2", 0.03, 10.0, 0.0), Target("step_to_3", 0.03, 10.0, 0.0)),
    Worth.BUILT_IN,
    Grade.FROM_MEMORY,
    ("berry-parasuraman-1991",),
)
