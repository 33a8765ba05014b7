"""Affective commitment, with trust as its gate (the key mediating variables of Morgan & Hunt 1994)."""

from __future__ import annotations

from simulation.rules.arithmetic import Values, squashed


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
