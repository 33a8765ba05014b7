"""Doing without: the way out of the market, open to everybody whenever she decides.

It is one more row beside the firms: it charges nothing, promises nothing and never fails, and each customer
has her own lasting taste for it. Its worth is given in reference prices: at -1.2 the usual purchase leaves
an ordinary customer .2 of its price better off than none. Those who do without feel nothing, talk to nobody
and are no firm's customers. What draws them back is an offer below the usual price.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulation.kernel.arithmetic import Values, where
from simulation.kernel.columns import flag
from simulation.kernel.offers import Numbers, Offers
from simulation.kernel.views import She, Supplier
from simulation.schema import Grade, Table, Unit, parameter

if TYPE_CHECKING:
    from simulation.scenario.world import World

NAME = "="
"""The name of the row, from which its luck is drawn; no firm can bear it."""
FAR_AWAY = -5.0
"""The worth of doing without at which nobody thinks of it, and there is no such row."""


class WorldParameters(Table):
    """What having no supplier is worth."""

    doing_without: float = parameter(
        -1.2, Unit.PRICE_SHARE, bounds=(FAR_AWAY, 5), plausible=(-1.4, -1.1), grade=Grade.ASSUMED,
        source="fitted to the share of a brand's price response that is demand of the category (Bell, Chiang "
        "& Padmanabhan 1999)",
        name="Worth of doing without",
        meaning="What buying nothing, or a substitute, is worth a month, as delivered value is counted: a "
        "usual firm is worth -1. At -5 nobody thinks of it.",
        neutral=FAR_AWAY,
        from_start=True,
        sources=("bell-chiang-padmanabhan-1999",),
    )


class State:
    """Who has no supplier."""

    without = flag("has no supplier")


def possible(world: World) -> bool:
    """Return whether anybody may do without."""
    return world.doing_without > FAR_AWAY


def world_numbers(world: World) -> dict[str, float]:
    """Return whether anybody may do without: 1 or 0."""
    return {"outside": float(possible(world))}


def firm_numbers(offers: Offers, numbers: Numbers) -> dict[str, Values]:
    """Return who serves customers (1; doing without 0), and what doing without is like: 0 in all else.

    Its worth counts as a price that nobody charges. What others are compared with is at most the usual price.
    Nothing can be disappointing in it, so its risk is relieved. Amounts that others are divided by are 1.
    """
    serves = offers.each(lambda firm: 1.0)  # noqa: ARG005
    worth = -offers.world.doing_without
    inside = serves > 0.0
    return {
        "serves": serves,
        "in_mind": where(inside, numbers["price"], min(worth, 1.0)),
        "price": where(inside, numbers["price"], worth),
        "guarantee_relief": where(inside, numbers["guarantee_relief"], 1.0),
        "threshold": where(inside, numbers["threshold"], 1.0),
        "accounts": where(inside, numbers["accounts"], 1.0),
    }


def have_nothing(she: She, supplier: Supplier) -> None:
    """Find who has no supplier, and so nothing to use."""
    she.without = supplier.serves == 0.0
    she.used = she.used & (supplier.serves > 0.0)


def feel_nothing(she: She) -> None:
    """Clear what those without a supplier would feel about one, and say."""
    she.satisfaction = 0.0
    she.trust = 0.0
    she.commitment = 0.0
    she.told = 0


def stay_out(she: She, supplier: Supplier) -> None:
    """Let nobody who does without have to leave: she has no supplier to move away from."""
    she.forced = she.forced & (supplier.serves > 0.0)
    she.active = she.forced | she.waiting
