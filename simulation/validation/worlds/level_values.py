"""The main answer in one world: what each level of relationship marketing is worth at an unchanged price."""

from __future__ import annotations

from simulation.validation.firm_value import value_of_first_firm
from simulation.validation.markets import FOCAL, equals
from simulation.validation.measurement_conditions import MeasurementConditions
from simulation.validation.observing import twin
from simulation.validation.pattern import Figures

LEVELS = (0, 1, 2, 3)


def level_values(conditions: MeasurementConditions) -> Figures:
    """Return the firm's value by level, in monthly prices a customer of the market.

    The level is taken up in month 1, after a common warm-up without programmes; the luck is the same.
    """
    before = conditions.start(equals(4, 4000, way_out=True))
    values = {}
    for level in LEVELS:
        process = twin(before)
        process.change(**{f"firm.{FOCAL}.level": level})
        values[f"level_{level}"] = value_of_first_firm(process)
    return values
