"""Satisfaction from desires congruency and expectations congruency (Spreng, MacKenzie & Olshavsky 1996)."""

from __future__ import annotations

from simulation.rules.arithmetic import Values, loss_averse, squashed


def of_month(
    felt: Values,
    expected: Values,
    desired: Values,
    weight_performance: float,
    weight_expectation: float,
    weight_disconfirmation: float,
    loss_aversion: float,
) -> Values:
    """Return a month's satisfaction, in reference prices a month.

    Desires congruency compares what was felt, and what is expected, with what is desired; expectations
    congruency (disconfirmation) compares what was felt with what was expected, and a shortfall weighs
    more than an excess (Anderson & Sullivan 1993).
    """
    desires = weight_performance * (felt - desired) + weight_expectation * (expected - desired)
    return desires + weight_disconfirmation * loss_averse(felt - expected, loss_aversion)


def of_recovery(surprise: Values, weight_disconfirmation: float, loss_aversion: float) -> Values:
    """Return what the surprise of a recovery adds to the month's satisfaction; a bad one weighs more."""
    return weight_disconfirmation * loss_averse(surprise, loss_aversion)


def speed_at(speed: float, tenure: Values, memory: float) -> Values:
    """Return how fast satisfaction moves after ``tenure`` months: half as fast at ``memory`` months.

    The longer a relationship has lasted, the more the past weighs against a new experience (Bolton 1998):
    as the weight of one month in a mean over ``memory + tenure`` months.
    """
    return speed * memory / (memory + tenure)


def moved(current: Values, target: Values, speed: Values | float) -> Values:
    """Move a share ``speed`` of the way from the current value to the target (a leaky integrator)."""
    return current + speed * (target - current)


INDEX_SCALE = 0.1
"""Satisfaction, in reference prices a month, that moves the index from 50 well towards its ends."""


def index(satisfaction: Values) -> Values:
    """Return satisfaction on a scale from 0 to 100, with 50 for neutral: how it is shown."""
    return 100.0 * squashed(satisfaction / INDEX_SCALE)
