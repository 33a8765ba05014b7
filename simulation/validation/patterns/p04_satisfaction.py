"""P4: what satisfaction goes with: disconfirmation most, performance next, expectation least."""

from __future__ import annotations

import numpy as np

from simulation.scenario.parameter import Grade
from simulation.validation.conditions import Conditions
from simulation.validation.markets import equals
from simulation.validation.observing import correlation, expectation, satisfaction
from simulation.validation.pattern import Figures, Pattern, Role, Target

MONTHS = 12


def measure(conditions: Conditions) -> Figures:
    """Return a year's survey: correlations with satisfaction, over those who stayed the year."""
    process = conditions.start(equals())
    expected = expectation(process).copy()
    felt, disconfirmation = np.zeros(process.customers), np.zeros(process.customers)
    stayed = np.ones(process.customers, dtype=np.bool_)
    for _ in range(MONTHS):
        process.advance()
        felt += process.state.felt / MONTHS
        disconfirmation += process.state.disconfirmation / MONTHS
        stayed &= process.state.firm == process.state.origin
    answer = satisfaction(process)[stayed]
    correlations = {
        "disconfirmation": correlation(answer, disconfirmation[stayed]),
        "performance": correlation(answer, felt[stayed]),
        "expectation": correlation(answer, expected[stayed]),
    }
    return {
        **correlations,
        "disconfirmation_over_performance": correlations["disconfirmation"] - correlations["performance"],
        "performance_over_expectation": correlations["performance"] - correlations["expectation"],
    }


PATTERN = Pattern(
    "P4",
    measure,
    (
        Target("disconfirmation_over_performance", 0.0, 2.0, 0.0),
        Target("performance_over_expectation", 0.0, 2.0, 0.0),
    ),
    Role.CALIBRATION,
    Grade.QUOTED,
    "Szymanski & Henard 2001",
)
