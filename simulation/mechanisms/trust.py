"""Trust is about promises: did the firm deliver what it claims? (Morgan & Hunt 1994)."""

from __future__ import annotations

import numpy as np

from simulation.kernel.arithmetic import Values, loss_averse, squashed
from simulation.kernel.columns import SHARE, memory
from simulation.kernel.views import She, Supplier, World
from simulation.mechanisms.advertising import claim_of


class State:
    """How far each customer trusts each firm."""

    trust = memory(
        "0-1",
        SHARE,
        "belief that the supplier keeps its promises",
        elsewhere="belief that the other firms keep their promises",
    )


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


def judge_promise(she: She, supplier: Supplier, world: World) -> None:
    """Trust moves with the promise kept or broken."""
    kept = promise_kept(
        she.learned, claim_of(she, supplier), she.stakes, world.trust.tolerance, world.trust.softness
    )
    she.trust = trust(she.trust, kept, world.trust.speed, world.satisfaction.loss_aversion)
