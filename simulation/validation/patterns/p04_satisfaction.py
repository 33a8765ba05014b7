"""P4: what satisfaction goes with: disconfirmation most, performance next, expectation least."""

from __future__ import annotations

import numpy as np

from simulation.mechanisms.satisfaction import speed_at
from simulation.schema import Grade
from simulation.validation.markets import equals
from simulation.validation.measurement_conditions import MeasurementConditions
from simulation.validation.observing import correlation, expectation, satisfaction
from simulation.validation.pattern import Figures, Pattern, Target, Worth

MONTHS = 12


def measure(conditions: MeasurementConditions) -> Figures:
    """Return what satisfaction with a month's service goes with, over customers who stayed.

    All answers concern the same month. Beside it stands cumulative satisfaction with the firm after a year,
    against the year's means.
    """
    process = conditions.start(equals(4, 16_000))
    state, world = process.state, process.world
    felt, surprise = np.zeros(process.customers), np.zeros(process.customers)
    stayed = np.ones(process.customers, dtype=np.bool_)
    for _ in range(MONTHS):
        expected, before = expectation(process), satisfaction(process)
        firm, tenure = state.firm.copy(), state.tenure.astype(np.float64)
        process.advance()
        felt += state.felt / MONTHS
        surprise += state.disconfirmation / MONTHS
        stayed &= state.firm == state.origin
    after = process.remembered("satisfaction", firm)
    speed = speed_at(world.satisfaction.speed, tenure, world.satisfaction.memory)
    with np.errstate(divide="ignore", invalid="ignore"):
        of_month = (before + (after - before) / speed)[stayed]
    correlations = {
        "disconfirmation": correlation(of_month, state.disconfirmation[stayed]),
        "performance": correlation(of_month, state.felt[stayed]),
        "expectation": correlation(of_month, expected[stayed]),
    }
    return {
        **correlations,
        "disconfirmation_over_performance": correlations["disconfirmation"] - correlations["performance"],
        "performance_over_expectation": correlations["performance"] - correlations["expectation"],
        "cumulative_disconfirmation": correlation(after[stayed], surprise[stayed]),
        "cumulative_performance": correlation(after[stayed], felt[stayed]),
    }


PATTERN = Pattern(
    "P4",
    measure,
    (
        Target("disconfirmation_over_performance", 0.0, 2.0, 0.0, published=0.12),
        Target("performance_over_expectation", 0.0, 2.0, 0.0, published=0.07),
    ),
    Worth.FITTED,
    Grade.FROM_MEMORY,
    ("szymanski-henard-2001",),
)
