"""P34: in the default market nobody gains much by another price for good."""

from __future__ import annotations

from simulation.schema import Grade
from simulation.validation.firm_value import value_of_first_firm
from simulation.validation.markets import FOCAL, equals
from simulation.validation.measurement_conditions import MeasurementConditions
from simulation.validation.observing import ratio, twin
from simulation.validation.pattern import Figures, Pattern, Target, Worth

CHANGES = {"cheaper": 0.85, "dearer": 1.15}
"""The new price over the old one, from month 1 on."""
MOST = 5.0
"""Percent of value that nobody gains more than."""


def measure(conditions: MeasurementConditions) -> Figures:
    """Return what one of four equal firms gains by another price for good, in percent of its value."""
    before = conditions.start(equals(4, 8000, way_out=True))
    usual = value_of_first_firm(twin(before))
    figures = {}
    for name, factor in CHANGES.items():
        process = twin(before)
        price = factor * float(process.scenario.get(f"firm.{FOCAL}.price"))
        process.change(**{f"firm.{FOCAL}.price": price})
        figures[f"gain_{name}"] = 100.0 * ratio(value_of_first_firm(process) - usual, abs(usual))
    return figures


PATTERN = Pattern(
    "P34",
    measure,
    tuple(Target(f"gain_{name}", -1e6, MOST) for name in CHANGES),
    Worth.SEEN,
    Grade.ASSUMED,
    ("nash-1950",),
    fixed="e8ed1e1",
)
