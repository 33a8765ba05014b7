"""P2: retention rises with tenure, even where no relationship rule is at work."""

from __future__ import annotations

import numpy as np

from simulation.schema import Grade
from simulation.validation.measurement_conditions import MeasurementConditions
from simulation.validation.null_models import RELATIONSHIP_RULES
from simulation.validation.observing import rank_correlation
from simulation.validation.pattern import Figures, Pattern, Target, Worth
from simulation.validation.patterns.p01_survival import YEARS, market, segments, survival

CUSTOMERS = 12_000


def measure(conditions: MeasurementConditions) -> Figures:
    """Return the rank correlation of a year's retention with the year, with and without the rules."""
    usual = market(segments()["regular"], CUSTOMERS)
    bare = usual.built_with(**{f"world.rules.{rule}": False for rule in RELATIONSHIP_RULES})
    return {
        "rank_correlation": rise(survival(conditions, usual)),
        "rank_correlation_rules_off": rise(survival(conditions, bare)),
    }


def rise(percent: list[float]) -> float:
    """Return the rank correlation of yearly retention with the year of tenure."""
    curve = np.array([100.0, *percent])
    return rank_correlation(np.arange(YEARS), curve[1:] / curve[:-1])


PATTERN = Pattern(
    "P2",
    measure,
    (Target("rank_correlation", 0.9, 1.0, 0.0), Target("rank_correlation_rules_off", 0.9, 1.0, 0.0)),
    Worth.SEEN,
    Grade.MEASURED,
    ("fader-hardie-2007",),
)
