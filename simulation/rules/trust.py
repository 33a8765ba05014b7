"""Trust is about promises: did the firm deliver what it claims? (Morgan & Hunt 1994)."""

from __future__ import annotations

import numpy as np

from simulation.rules.arithmetic import Values, loss_averse, squashed


def claim(
    stakes: Values,
    quality: Values | float,
    money: Values | float,
    structural: Values | float,
    usage: Values,
) -> Values:
    """Return the worth that a firm promises a customer, in reference prices a month.

    ``quality`` is the promised one, ``money`` what programmes are worth a month, and ``structural`` the
    visible structural benefit at usage 1.
    """
    return stakes * quality + money + structural * usage


def promise_kept(
    learned: Values, claimed: Values, stakes: Values, tolerance: float, softness: float
) -> Values:
    """Return how far a month kept the promise, 0-1, with a soft zone of tolerance below the claim."""
    return squashed((learned - claimed + tolerance * stakes) / (softness * stakes))


def trust(current: Values, kept: Values, speed: float, loss_aversion: float) -> Values:
    """Return trust after a month: it is lost faster than it is won, and stays within 0 and 1.

    (At the fastest loss that the schema allows, all of it in one month, rounding would leave it below 0.)
    """
    return np.maximum(current + speed * loss_averse(kept - current, loss_aversion), 0.0)
