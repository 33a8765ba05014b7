"""Affective commitment, which needs trust (the key mediating variables of Morgan & Hunt 1994)."""

from __future__ import annotations

from simulation.kernel.arithmetic import Values, moved, squashed
from simulation.kernel.columns import SHARE, memory
from simulation.kernel.views import She, World
from simulation.schema import Grade, Table, Unit, parameter, switch


class CommitmentParameters(Table):
    """How trust, involvement and people become affective commitment."""

    speed: float = parameter(
        0.06, Unit.PER_MONTH, bounds=(0, 1), plausible=(0.02, 0.2), grade=Grade.ASSUMED,
        name="Speed of commitment",
        meaning="What share of the way to its target commitment moves in a month.",
        needs="commitment",
    )
    softness: float = parameter(
        0.10, Unit.PRICE_SHARE, bounds=(0.01, 2), plausible=(0.05, 0.3), grade=Grade.ASSUMED,
        name="Softness of commitment",
        meaning="How much satisfaction it takes to carry commitment from half to nearly full.",
    )
    involvement_share: float = parameter(
        0.6, Unit.SHARE, bounds=(0, 1), plausible=(0.2, 0.9), grade=Grade.ASSUMED,
        name="Share from involvement",
        meaning="How much of commitment comes from involvement with the product; the rest comes from the "
        "social bond with people.",
    )


class Switches(Table):
    """Switches of this mechanism."""

    commitment: bool = switch(
        name="Commitment",
        meaning="Commitment grows out of trust, involvement and people.",
    )


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
    """Return the commitment (0-1) towards which the present relationship moves.

    A product, not a sum: commitment needs trust, and either involvement in the product or a bond with a
    person.
    """
    product = involvement_share * involvement * squashed(satisfaction / softness)
    return trust * (product + (1.0 - involvement_share) * social_bond)


def target_now(she: She, world: World) -> Values:
    """Return the commitment that trust, involvement, satisfaction and people support."""
    return commitment_target(
        she.trust,
        she.involvement,
        she.satisfaction,
        she.social_bond,
        world.commitment.involvement_share,
        world.commitment.softness,
    )


def commit(she: She, world: World) -> None:
    """Move commitment towards what trust, involvement, satisfaction and people support."""
    she.commitment = moved(she.commitment, target_now(she, world), world.commitment.speed)
