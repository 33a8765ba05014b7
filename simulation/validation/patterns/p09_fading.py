"""P9: the effect of a level-1 programme fades, and is gone when all rivals have copied it."""

from __future__ import annotations

import numpy as np

from simulation.kernel.arithmetic import Values
from simulation.market import MarketProcess
from simulation.schema import Grade
from simulation.validation.markets import FOCAL, RIVALS, equals
from simulation.validation.measurement_conditions import MeasurementConditions
from simulation.validation.observing import ratio, twin
from simulation.validation.pattern import Figures, Pattern, Target, Worth

COPIED_AFTER = 6
EARLY, YEAR, COPIED = slice(0, 6), slice(9, 15), slice(18, 24)


def measure(conditions: MeasurementConditions) -> Figures:
    """Return the leader's excess retention in the first half year (points), and how much is left later.

    Excess is retention beyond the rivals' in the same month, net of the twin in which nobody has a programme.
    """
    changes: dict[str, object] = {}
    for rival in RIVALS[:3]:
        changes[f"firm.{rival}.policy.kind"] = "imitating"
        changes[f"firm.{rival}.policy.lag_level_1"] = COPIED_AFTER
    before = conditions.start(equals(4, 32_000).built_with(**changes))
    plain, programme = twin(before), before
    programme.change(**{f"firm.{FOCAL}.level": 1})
    excess = _lead(programme, 24) - _lead(plain, 24)
    early = float(excess[EARLY].mean())
    return {
        "early_excess": 100.0 * early,
        "left_after_a_year": ratio(float(excess[YEAR].mean()), early),
        "left_when_copied": ratio(float(excess[COPIED].mean()), early),
    }


def _lead(process: MarketProcess, months: int) -> Values:
    """Return by how much the firm keeps more of its customers than its rivals, month by month."""
    lead = np.empty(months)
    for month in range(months):
        process.advance()
        kept = process.state.firm == process.state.origin
        members = process.state.origin == 0
        lead[month] = kept[members].mean() - kept[~members].mean()
    return lead


PATTERN = Pattern(
    "P9",
    measure,
    (
        Target("early_excess", 0.0, 100.0, 0.0),
        Target("left_after_a_year", -1.0, 0.5, 1.0),
        Target("left_when_copied", -1.0, 0.1, 1.0),
    ),
    Worth.SEEN,
    Grade.FROM_MEMORY,
    ("meyer-waarden-benavent-2009",),
)
