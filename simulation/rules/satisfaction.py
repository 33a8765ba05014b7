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


def moved(current: Values, target: Values, speed: Values | float) -> Values:
    """Move a share ``speed`` of the way from the current value to the target (a leaky integrator)."""
    return current + speed * (target - current)


INDEX_SCALE = 0.1
"""Satisfaction, in reference prices a month, that moves the index from 50 well towards its ends."""


def index(satisfaction: Values) -> Values:
    """Return satisfaction on a scale from 0 to 100, with 50 for neutral: how it is shown."""
    return 100.0 * squashed(satisfaction / INDEX_SCALE)
