"""Match: how well a firm suits a customer, found out only by being its customer.

A lasting part of what she experiences, apart from her taste. It is the same whenever she comes back to the
firm, and is drawn where it is needed, so that it takes no memory. A share of it may be common to neighbours:
what acquaintances tell of their experience then says something about one's own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from simulation.kernel.arithmetic import Values, as_identity, as_number
from simulation.kernel.draws import noise
from simulation.kernel.views import She, Supplier, World
from simulation.schema import Grade, Table, Unit, parameter, switch

if TYPE_CHECKING:
    from simulation.scenario import world as scenario

NEIGHBOURHOOD = 8
"""Customers who stand together on the ring of acquaintances and have a part of their match in common."""


class ExperienceParameters(Table):
    """How much customers differ in how well a firm suits them."""

    match_spread: float = parameter(
        0.16, Unit.PRICE_SHARE, bounds=(0, 1), plausible=(0.05, 0.2), grade=Grade.ASSUMED,
        source="fitted to how many are completely satisfied, and to Szymanski & Henard 2001",
        name="Match, spread",
        meaning="How much customers differ in how well the same firm suits them, which they find out only as "
        "its customers (standard deviation, at stakes of 1).",
        needs="match",
    )
    match_neighbours: float = parameter(
        0.0, Unit.SHARE, bounds=(0, 1), plausible=(0.2, 0.6), grade=Grade.ASSUMED,
        source="sign measured: Van den Bulte, Bayer, Skiera & Schmitt 2018",
        name="Match of neighbours",
        meaning="What share of the variance of the match eight neighbours have in common; acquaintances are "
        "mostly neighbours.",
        needs="match",
        sources=("van-den-bulte-bayer-skiera-schmitt-2018",),
    )


class Switches(Table):
    """Switches of this mechanism."""

    match: bool = switch(
        neutral=False,
        name="Match",
        meaning="The same firm suits some customers better than others, for good.",
    )


def world_numbers(world: scenario.World) -> dict[str, float]:
    """Return the spreads of the match: of a customer's own part, and of the part common to neighbours."""
    felt = world.experience if world.rules.match else None
    spread, common = (felt.match_spread, felt.match_neighbours) if felt else (0.0, 0.0)
    return {"match_own": spread * (1.0 - common) ** 0.5, "match_common": spread * common**0.5}


def match_worth(stakes: Values, draw: Values, spread: float) -> Values:
    """Return what the match with a firm is worth to a customer a month, given her bell-shaped draw for it."""
    return stakes * (spread * draw)


def suit(she: She, supplier: Supplier, world: World) -> None:
    """Add to the month how well the supplier suits the customer; she feels it and learns it."""
    draw = supplier.serves * noise(supplier.match_key, she.identity)
    suits = match_worth(she.stakes, draw, world.match_own)
    she.felt += suits
    she.learned += suits
    she.disconfirmation += suits


def suit_neighbours(she: She, supplier: Supplier, world: World) -> None:
    """Add to the month the part of the match that the customer has in common with her neighbours."""
    neighbourhood = as_identity(np.floor(as_number(she.identity) / NEIGHBOURHOOD))
    draw = supplier.serves * noise(supplier.common_key, neighbourhood)
    suits = match_worth(she.stakes, draw, world.match_common)
    she.felt += suits
    she.learned += suits
    she.disconfirmation += suits
