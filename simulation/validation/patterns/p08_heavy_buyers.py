"""P8: a level-1 programme leaves heavy buyers' purchases as they were; light and moderate buyers buy more."""

from __future__ import annotations

import numpy as np

from simulation.schema import Grade
from simulation.validation.markets import FOCAL, equals
from simulation.validation.measurement_conditions import MeasurementConditions
from simulation.validation.observing import advance, twin
from simulation.validation.pattern import Figures, Pattern, Target, Worth

TERCILES = ("light", "moderate", "heavy")
MONTHS = 12
UNCHANGED = 5.0
"""Percent: a change within this is none."""


def measure(conditions: MeasurementConditions) -> Figures:
    """Return by how many percent the firm's buyers of the year before buy more of it with the programme."""
    scenario = equals(
        4,
        8000,
        world__kind="repeat_purchase",
        world__search__routine=10.0,
        world__population__purchase_rate=2.0,
        world__population__purchase_rate_variation=1.0,
    )
    before = conditions.start(scenario)
    advance(before, MONTHS)
    earlier = before.remembered("purchases", 0)
    buyers = np.flatnonzero(earlier > 0.0)
    order = buyers[np.argsort(earlier[buyers], kind="stable")]
    bought = []
    for level in (0, 1):
        process = twin(before)
        process.change(**{f"firm.{FOCAL}.level": level})
        start = process.remembered("purchases", 0)
        advance(process, MONTHS)
        bought.append(process.remembered("purchases", 0) - start)
    figures = {}
    for name, group in zip(TERCILES, np.array_split(order, 3), strict=True):
        without, with_programme = (float(amounts[group].sum()) for amounts in bought)
        figures[f"change_{name}"] = 100.0 * (with_programme / without - 1.0)
    return figures


PATTERN = Pattern(
    "P8",
    measure,
    (
        Target("change_light", 0.0, 1000.0, 0.0),
        Target("change_moderate", 0.0, 1000.0, 0.0),
        Target("change_heavy", -UNCHANGED, UNCHANGED),
    ),
    Worth.SEEN,
    Grade.MEASURED,
    ("liu-2007",),
)
