"""Affective commitment, with trust as its gate (the key mediating variables of Morgan & Hunt 1994)."""

from __future__ import annotations

from simulation.kernel.arithmetic import Values, moved, squashed
from simulation.kernel.columns import SHARE, memory
from simulation.kernel.views import She, World


class State:
    """How committed each customer is to each firm."""

    commitment = memory(
        "0-1",
        SHARE,
        "affective commitment to the supplier",
        elsewhere="commitment to another firm when the customer left it",
    )


def commitment_target(
    trust: Values,
    involvement: Values,
    satisfaction: Values,
    social_bond: Values,
    involvement_share: float,
    softness: float,
) -> Values:
    """Return the commitment (0-1) that a relationship as it is now would settle at.

    A product, not a sum: without trust there is none, and without involvement in the product or a person
    to be attached to there is nothing to commit to.
    """
    product = involvement_share * involvement * squashed(satisfaction / softness)
    return trust * (product + (1.0 - involvement_share) * social_bond)


def commit(she: She, world: World) -> None:
    """Commitment moves towards what trust, involvement, satisfaction and people support."""
    target = commitment_target(
        she.trust,
        she.involvement,
        she.satisfaction,
        she.social_bond,
        world.commitment.involvement_share,
        world.commitment.softness,
    )
    she.commitment = moved(she.commitment, target, world.commitment.speed)
