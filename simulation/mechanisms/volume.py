"""Volume: a customer under a contract buys the more of her supplier, the better the relationship.

At the shelf her share of wallet follows from her choices already. Sign of commitment: Verhoef 2003 (a small
effect); of satisfaction: Bolton & Lemon 1999.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulation.kernel.arithmetic import Values, squashed
from simulation.kernel.columns import NOT_NEGATIVE, monthly
from simulation.kernel.distributions import Draw
from simulation.kernel.views import She, World
from simulation.schema import Grade, Table, Unit, parameter, switch

if TYPE_CHECKING:
    from simulation.scenario import world as scenario

MOOD_SCALE = 0.1
"""Satisfaction, in reference prices a month, at which nearly half of its effect on volume is reached."""


class VolumeParameters(Table, from_start=True):
    """How much more customers buy of a supplier that they like or are tied to (under contracts)."""

    satisfaction: float = parameter(
        0.0, Unit.SHARE, bounds=(0, 0.5), plausible=(0, 0.2), grade=Grade.ASSUMED,
        source="sign measured: Bolton & Lemon 1999",
        name="Volume by satisfaction",
        meaning="What share more the most satisfied customers buy than neutral ones, and the least satisfied "
        "less.",
        needs="volume",
        sources=("bolton-lemon-1999",),
    )
    commitment: float = parameter(
        0.1, Unit.SHARE, bounds=(0, 1), plausible=(0, 0.2), grade=Grade.ASSUMED,
        source="sign measured: Verhoef 2003",
        name="Volume by commitment",
        meaning="What share more a fully committed customer buys of her supplier.",
        needs="volume",
        sources=("verhoef-2003",),
    )
    integration: float = parameter(
        0.05, Unit.SHARE, bounds=(0, 1), plausible=(0, 0.2), grade=Grade.ASSUMED,
        name="Volume by integration",
        meaning="What share more a fully integrated customer buys of her supplier, which knows her needs.",
        needs="volume",
    )


class Switches(Table):
    """Switches of this mechanism."""

    volume: bool = switch(
        name="Volume",
        meaning="Under contracts customers buy the more of a supplier, the better the relationship.",
        neutral=True,
        from_start=True,
    )


class State:
    """How much each customer buys this month."""

    quantity = monthly("purchases a month", NOT_NEGATIVE, "what the customer buys a month (contractual)")


def world_numbers(world: scenario.World) -> dict[str, float]:
    """Return whether volume moves at all: more than 0 if it does."""
    moves = world.volume.satisfaction + world.volume.commitment + world.volume.integration
    return {"volume_moves": moves if world.rules.volume else 0.0}


def volume(
    satisfaction: Values, commitment: Values, integration: Values, by_satisfaction: float,
    by_commitment: float, by_integration: float,
) -> Values:  # fmt: skip
    """Return what a customer buys of her supplier, relative to what she would buy of a neutral one."""
    content = by_satisfaction * (2.0 * squashed(satisfaction / MOOD_SCALE) - 1.0)
    return 1.0 + content + by_commitment * commitment + by_integration * integration


def draw_customers(she: She, world: scenario.World, draw: Draw) -> None:  # noqa: ARG001
    """Begin with the usual quantity, which stands while volume does not move."""
    she.quantity = she.purchase_rate


def adjust_quantity(she: She, world: World) -> None:
    """Let what the customer buys this month follow the relationship with her supplier."""
    relative = volume(
        she.satisfaction,
        she.commitment,
        she.integration,
        world.volume.satisfaction,
        world.volume.commitment,
        world.volume.integration,
    )
    she.quantity = she.purchase_rate * relative
