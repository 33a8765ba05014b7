"""Departure and return: what a customer leaves behind at one firm and finds again at another.

What she remembers of the firm that she leaves is stored, and what she remembers of the firm she comes to is
restored: faded by the months in between, if she was its customer before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from simulation.kernel.arithmetic import Values, Whole, taken
from simulation.kernel.columns import COUNT, INDEX, NOT_NEGATIVE, SHORT, flag, memory
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
"""What fades while a customer is elsewhere, and the world's numbers that say how fast."""


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
    won_back = flag("came this month to a firm whose customer she was before")


def world_numbers(world: scenario.World) -> dict[str, Values]:  # noqa: ARG001
    """Return the shares left, after 0 months, of feelings and bonds at a firm that was left: all."""
    return {"feeling_kept": np.ones(1), "bond_kept": np.ones(1)}


def one_month_later(world: World) -> dict[str, Values]:
    """Return the shares left after 0, 1, ... months of what a customer felt for a firm, one month later."""
    now = np.ones(1)
    return {
        "feeling_kept": np.concatenate((now, (1.0 - world.satisfaction.fading) * world.feeling_kept)),
        "bond_kept": np.concatenate((now, (1.0 - world.bonds.social_decay) * world.bond_kept)),
    }


def kept(shares: Values, months: Whole) -> Values:
    """Return the share that is left after so many months, out of one share for 0, 1, ... months.

    A customer who never was with the firm has been away for longer than any share is given for, and has
    nothing to lose.
    """
    return taken(shares, np.minimum(months, shares.size - 1))


def put_aside(she: She, relation: Relation, luck: Luck) -> None:
    """Store what a customer will remember of the firm that she leaves."""
    relation.expectation = she.expectation
    relation.trust = she.trust
    relation.satisfaction = she.satisfaction
    relation.commitment = she.commitment
    relation.social_bond = she.social_bond
    relation.integration = she.integration
    relation.last_contact = luck.month


def keep_account(she: She, relation: Relation) -> None:
    """At the shelf points and status stay on the account with the firm that she leaves."""
    relation.points = she.points
    relation.purchases = she.purchases


def move(she: She) -> None:
    """Customers who chose another firm go there."""
    she.departures += 1
    she.firm = she.chosen


def take_up(she: She, relation: Relation, world: World, luck: Luck) -> None:
    """Restore what a customer remembers of the firm she has come to; feelings and bonds have faded since."""
    away = luck.month - relation.last_contact
    feeling, bond = kept(world.feeling_kept, away), kept(world.bond_kept, away)
    she.expectation = relation.expectation
    she.trust = relation.trust
    she.satisfaction = relation.satisfaction * feeling
    she.commitment = relation.commitment * feeling
    she.social_bond = relation.social_bond * bond
    she.integration = relation.integration * bond


def open_account(she: She) -> None:
    """Points and status ended with the old contract; the new one begins with nothing."""
    she.points = 0.0
    she.purchases = 0.0


def use_account(she: She, relation: Relation) -> None:
    """At the shelf the points and the status that the customer once had with the firm are still there."""
    she.points = relation.points
    she.purchases = relation.purchases


def recognise(she: She, relation: Relation) -> None:
    """A firm recognises a former customer who has come back."""
    she.won_back = (she.firm != she.origin) & (relation.last_contact != NEVER)
