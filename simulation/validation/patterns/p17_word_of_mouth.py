"""P17: word of mouth is an asymmetric U in satisfaction; commitment is its strongest antecedent."""

from __future__ import annotations

import numpy as np

from simulation.mechanisms.word_of_mouth import people_told
from simulation.schema import Grade
from simulation.validation.markets import equals
from simulation.validation.measurement_conditions import MeasurementConditions
from simulation.validation.observing import advance, correlation, satisfaction
from simulation.validation.pattern import Figures, Pattern, Target, Worth

MONTHS = 12
EXTREME = 0.01


def measure(conditions: MeasurementConditions) -> Figures:
    """Return how many people the least and the most satisfied tell, and what telling goes with."""
    process = conditions.start(equals(4, 8000))
    advance(process, MONTHS)
    state, world = process.state, process.world
    content, committed = satisfaction(process), state.commitment.copy()
    told = people_told(
        np.ones(process.customers),
        content,
        committed,
        world.word_of_mouth.base,
        world.word_of_mouth.dissatisfied,
        world.word_of_mouth.satisfied,
        world.word_of_mouth.committed,
    )
    order = np.argsort(content, kind="stable")
    few = max(1, round(EXTREME * order.size))
    middle = order[int(0.4 * order.size) : int(0.6 * order.size)]
    low, medium, high = (float(told[who].mean()) for who in (order[:few], middle, order[-few:]))
    praising = content >= 0.0
    candidates = {
        "commitment": committed,
        "satisfaction": content,
        "trust": state.trust,
        "performance": state.felt,
    }
    antecedents = {name: correlation(told[praising], each[praising]) for name, each in candidates.items()}
    rest = max(antecedents["satisfaction"], antecedents["trust"], antecedents["performance"])
    return {
        "told_by_least_satisfied": low,
        "told_by_middling": medium,
        "told_by_most_satisfied": high,
        "depth_of_the_u": min(low, high) - medium,
        "asymmetry": low - high,
        **antecedents,
        "lead_of_commitment": antecedents["commitment"] - rest,
    }


PATTERN = Pattern(
    "P17",
    measure,
    (
        Target("depth_of_the_u", 0.0, 100.0, 0.0),
        Target("asymmetry", 0.0, 100.0, 0.0),
        Target("lead_of_commitment", 0.0, 2.0, 0.0),
    ),
    Worth.SEEN,
    Grade.MEASURED,
    ("anderson-1998", "de-matos-rossi-2008"),
)
