"""Births and deaths: customers who leave the category for good, and newcomers who take their places.

Every month a share of customers is replaced. A newcomer has the traits of the one before, and no memory at
all: no firm has disappointed or bound her. She compares all firms at once, and nothing holds her anywhere.
The firm whose customer went has lost one, whatever the newcomer chooses; who wins the newcomer has won one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulation.kernel.arithmetic import where_whole
from simulation.kernel.columns import flag
from simulation.kernel.draws import uniform
from simulation.kernel.views import Firms, Luck, She, World
from simulation.mechanisms.departure import NEVER
from simulation.mechanisms.search import REPLACED
from simulation.schema import Grade, Table, Unit, parameter

if TYPE_CHECKING:
    from simulation.scenario import world as scenario

NOBODY = -1
"""The supplier of a newcomer before she has chosen one."""
NOT_THERE = -1
"""``first_firm`` of a customer who was not yet there in month 1."""


class WorldParameters(Table):
    """How fast customers of the category are replaced."""

    replacement: float = parameter(
        0.0, Unit.PER_MONTH, bounds=(0, 1), plausible=(0, 0.01), grade=Grade.ASSUMED,
        name="Births and deaths",
        meaning="The share of customers who leave the category for good in a month (they die, grow out of "
        "it, close down); newcomers without any memory take their places.",
        neutral=0.0,
        from_start=True,
    )


class State:
    """Who has just come into the category."""

    newcomer = flag("has taken the place of a customer who left the category this month")


def world_numbers(world: scenario.World) -> dict[str, float]:
    """Return the share of customers who are replaced in a month."""
    return {"replacement": world.replacement}


def replace(she: She, world: World, luck: Luck) -> None:
    """Draw who leaves the category for good; a newcomer looks around at once."""
    she.newcomer = uniform(luck.replacement, she.identity) < world.replacement


def begin_anew(she: She, firms: Firms, world: World) -> None:
    """Give a newcomer no supplier, no memory, and nothing that holds her; she looks around at once."""
    she.firm = NOBODY
    she.forfeited = she.points
    she.points = 0.0
    she.purchases = 0.0
    she.loss = 0.0
    she.eagerness = 0.0
    she.grievance = 0.0
    for firm, relation in firms:
        relation.expectation = she.stakes * firm.quality
        relation.trust = world.trust.initial
        relation.satisfaction = 0.0
        relation.commitment = 0.0
        relation.social_bond = 0.0
        relation.integration = 0.0
        relation.points = 0.0
        relation.purchases = 0.0
        relation.rewarded = False
        relation.last_contact = NEVER
    she.cost_procedural = 0.0
    she.cost_financial = 0.0
    she.cost_relational = 0.0
    she.looked = True
    she.forced = False


def settle(she: She) -> None:
    """Make the firm that a newcomer has chosen her supplier; she has left nobody and waits for nothing."""
    she.firm = she.chosen
    she.waiting = False
    she.leaves = False


def enter(she: She) -> None:
    """Begin a newcomer's record, and note why the customer before her left."""
    she.cause = REPLACED
    she.gap = 0.0
    she.overcome = 0.0
    she.fee_paid = 0.0
    she.tenure = 0
    she.departures = 0
    she.won_back = False
    she.first_firm = where_whole(she.newcomer, NOT_THERE, she.first_firm)
