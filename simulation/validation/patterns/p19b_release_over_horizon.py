"""P19B: as P19, with fees that weigh the same in a month's comparison at every horizon.

Seen: the figures of P19 were known at several horizons when this variant was written.
"""

from __future__ import annotations

from simulation.schema import Grade
from simulation.validation.measurement_conditions import MeasurementConditions
from simulation.validation.pattern import Figures, Pattern, Target, Worth
from simulation.validation.patterns.p19_release import FEES, released


def measure(conditions: MeasurementConditions) -> Figures:
    """Return by how much leaving multiplies when a fee is removed that is spread over the horizon."""
    return {name: value for fee in FEES for name, value in released(conditions, fee, spread=True).items()}


TARGETS = tuple(
    target
    for fee in FEES
    for target in (Target(f"constrained_{fee:g}", 3.0, 1e6, 1.0), Target(f"dedicated_{fee:g}", 0.0, 1.3))
)
PATTERN = Pattern(
    "P19B", measure, TARGETS, Worth.SEEN, Grade.FROM_MEMORY, ("bendapudi-berry-1997",), fixed="e8ed1e1"
)
