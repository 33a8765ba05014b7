"""P33: satisfaction and calculative commitment each lower churn; affective commitment adds less."""

from __future__ import annotations

import numpy as np

from simulation.schema import Grade
from simulation.validation.markets import equals
from simulation.validation.measurement_conditions import MeasurementConditions
from simulation.validation.observing import advance, logit_coefficients, satisfaction, standardised, stayers
from simulation.validation.pattern import FAR, Figures, Pattern, Target, Worth

MONTHS_BEFORE, MONTHS = 36, 12


def measure(conditions: MeasurementConditions) -> Figures:
    """Return by how much each of the three moves the log odds of leaving within a year, per deviation.

    Nobody has a programme, and the logarithm of tenure is held. Calculative commitment is what leaving would
    cost in money and work, affective commitment is commitment to the brand. All three are not numbers where
    one does not vary between customers.
    """
    process = conditions.start(equals(4, 16_000))
    advance(process, MONTHS_BEFORE)
    state = process.state
    survey = {
        "satisfaction": satisfaction(process),
        "calculative": state.cost_procedural + state.cost_financial,
        "affective": state.commitment.copy(),
        "tenure": np.log1p(state.tenure),
    }
    left = ~stayers(process, MONTHS)
    found = logit_coefficients(left, *map(standardised, survey.values()))
    effect = dict(zip(survey, map(float, found), strict=True))
    return {
        **effect,
        "satisfaction_over_affective": abs(effect["satisfaction"]) - abs(effect["affective"]),
        "calculative_over_affective": abs(effect["calculative"]) - abs(effect["affective"]),
    }


PATTERN = Pattern(
    "P33",
    measure,
    (
        Target("satisfaction", -FAR, 0.0, 0.0),
        Target("calculative", -FAR, 0.0, 0.0),
        Target("satisfaction_over_affective", 0.0, FAR, 0.0),
        Target("calculative_over_affective", 0.0, FAR, 0.0),
    ),
    Worth.SEEN,
    Grade.MEASURED,
    ("gustafsson-johnson-roos-2005",),
    fixed="e8ed1e1",
)
