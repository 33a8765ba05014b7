"""Departure and return: memory of the firm that a customer leaves, and of the firm to which she comes.

Her memory of the firm that she leaves is stored. Her memory of the firm to which she comes is restored, and
has faded by the months in between if she was its customer before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from simulation.kernel.arithmetic import Values, Whole, taken
from simulation.kernel.columns import COUNT, INDEX, NOT_NEGATIVE, SHORT, flag, memory, monthly
from simulation.kernel.views import Luck, Relation, She, World

if TYPE_CHECKING:
    from simulation.scenario import world as scenario

NEVER = -32768
"""``last_contact`` with a firm that the customer has never left."""
FADING = {
    "satisfaction": "feeling_kept",
    "commitment": "feeling_kept",
    "social_bond": "bond_kept",
    "integration": "bond_kept",
}
"""What fades while a customer is elsewhere, and the name of the world's numbers that hold the shares left."""


class State:
    """Whose customer each one is, and when she left the others."""

    firm = memory("number", NOT_NEGATIVE, "the supplier (repeat purchase: bought last)", dtype=INDEX)
    last_contact = memory(
        "month",
        (NEVER, 32767),
        "month in which the customer last left the firm; -32768 is never",
        shape="dyads",
        dtype=SHORT,
    )
    departures = memory("number", NOT_NEGATIVE, "departures so far", dtype=COUNT)
    forfeited = monthly(
        "purchases", NOT_NEGATIVE, "points lost by leaving, when the customer last left (contractual)"
    )
    won_back = flag("came this month to a firm whose customer she was before")


def world_numbers(world: scenario.World) -> dict[str, Values]:  # noqa: ARG001
    """Return the shares of feelings and bonds that are left after 0 months away from a firm: 1."""
    return {"feeling_kept": np.ones(1), "bond_kept": np.ones(1)}


def one_month_later(world: World) -> dict[str, Values]:
    """Return the shares of feelings and bonds left after 0, 1, ... months away, extended by one month."""
    now = np.ones(1)
    return {
        "feeling_kept": np.concatenate((now, (1.0 - world.satisfaction.fading) * world.feeling_kept)),
        "bond_kept": np.concatenate((now, (1.0 - world.bonds.social_decay) * world.bond_kept)),
    }


def kept(shares: Values, months: Whole) -> Values:
    """Return the share left after so many months, given the shares left after 0, 1, ... months.

    For a customer who was never with the firm the last share stands; her memory of it is 0 in any case.
    """
    return taken(shares, np.minimum(months, shares.size - 1))


def put_aside(she: She, own_relation: Relation, luck: Luck) -> None:
    """Store the memory of the firm that a customer leaves."""
    own_relation.expectation = she.expectation
    own_relation.trust = she.trust
    own_relation.satisfaction = she.satisfaction
    own_relation.commitment = she.commitment
    own_relation.social_bond = she.social_bond
    own_relation.integration = she.integration
    own_relation.last_contact = luck.month


def keep_account(she: She, own_relation: Relation) -> None:
    """Store points and status at the firm that a customer leaves: at the shelf they stay on the account."""
    own_relation.points = she.points
    own_relation.purchases = she.purchases


def move(she: She) -> None:
    """Move customers who chose another firm to it."""
    she.departures += 1
    she.firm = she.chosen


def take_up(she: She, own_relation: Relation, world: World, luck: Luck) -> None:
    """Restore the memory of the firm to which a customer comes; feelings and bonds have faded."""
    away = luck.month - own_relation.last_contact
    feeling, bond = kept(world.feeling_kept, away), kept(world.bond_kept, away)
    she.expectation = own_relation.expectation
    she.trust = own_relation.trust
    she.prospect = own_relation.prospect
    she.satisfaction = own_relation.satisfaction * feeling
    she.commitment = own_relation.commitment * feeling
    she.social_bond = own_relation.social_bond * bond
    she.integration = own_relation.integration * bond


def open_account(she: She) -> None:
    """Begin the new contract without points and status, which ended with the old one."""
    she.forfeited = she.points
    she.points = 0.0
    she.purchases = 0.0


def use_account(she: She, own_relation: Relation) -> None:
    """Restore the points and status that the customer has with the firm: at the shelf they do not end."""
    she.points = own_relation.points
    she.purchases = own_relation.purchases


def recognise(she: She, own_relation: Relation) -> None:
    """Mark customers who have come back to a firm that they had left."""
    she.won_back = (she.firm != she.origin) & (own_relation.last_contact != NEVER)
