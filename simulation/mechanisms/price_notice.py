"""A month's notice of a price: under contracts a changed price is told this month and charged from the next.

Customers decide by the price that they are told; accounts and refunds go by the price that is charged. Nobody
can therefore raise a price and have it paid before anybody could leave. At the shelf a price is read where it
is paid, so there is no notice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulation.kernel.arithmetic import Values
from simulation.kernel.offers import Offers
from simulation.schema import Table, switch

if TYPE_CHECKING:
    from simulation.scenario.world import World

BILLED = ("charged", "rebate_given", "reward_worth")
"""The firms' numbers that follow the price charged, not the price told: it, and what is a share of it."""


class Switches(Table):
    """Switches of this mechanism."""

    price_notice: bool = switch(
        name="Notice of a price",
        meaning="Under contracts a changed price is told a month before it is charged, so that customers can "
        "leave first; switched off, it is charged at once.",
        neutral=False,
    )


def gives_notice(world: World) -> bool:
    """Return whether a changed price is charged a month after it is told."""
    return world.rules.price_notice and world.kind == "contractual"


def firm_numbers(offers: Offers) -> dict[str, Values]:
    """Return the price that is charged: the one that is told, unless it has just changed (`billed`)."""
    return {"charged": offers.each(lambda firm: firm.price / offers.reference_price)}


def billed(told: Any, paid: Any) -> Any:
    """Return the firms' numbers at the prices told, with what is billed from those at the prices paid."""
    return told._replace(**{name: getattr(paid, name) for name in BILLED})
