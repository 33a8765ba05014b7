"""Purchases: customers under a contract buy from their supplier; in repeat-purchase markets people shop."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from simulation.kernel.arithmetic import Values, as_number, exponential, logarithm
from simulation.kernel.columns import NOT_NEGATIVE, SHARE, flag, memory, monthly, trait
from simulation.kernel.distributions import Draw, gamma, lognormal
from simulation.kernel.draws import uniform
from simulation.kernel.views import Luck, Relation, She
from simulation.schema import Grade, Table, Unit, parameter

if TYPE_CHECKING:
    from simulation.scenario.world import World

TRIPS = 4
"""Shopping trips that a month of a repeat-purchase market is divided into (about one a week)."""
TRIP_SHARE = 0.25
"""A trip's share of a month: 1 / ``TRIPS``."""
MOST_UNITS = 12
"""Most units that are bought on one trip (at a rate of 2 a trip, one trip in five million needs more)."""


class PopulationParameters(Table, from_start=True):
    """How much customers buy."""

    purchase_rate: float = parameter(
        1.0, Unit.PURCHASES_PER_MONTH, bounds=(0.01, 30), plausible=(0.2, 4), grade=Grade.ASSUMED,
        name="Purchase rate",
        meaning="How many purchases a customer makes a month on average.",
    )
    purchase_rate_variation: float = parameter(
        1.31, Unit.RATIO, bounds=(0, 4), plausible=(0.3, 2), grade=Grade.ASSUMED,
        name="Purchase rate, variation",
        meaning="How much customers differ in how often they buy (standard deviation over mean).",
    )


class State:
    """How much each customer buys."""

    purchase_rate = trait("purchases a month", NOT_NEGATIVE, "how much the customer buys")
    no_purchase = trait("0-1", SHARE, "probability of buying nothing on a trip")
    purchases = memory(
        "purchases",
        NOT_NEGATIVE,
        "purchases from the supplier (contractual: since the customer came)",
        elsewhere="purchases from the other firms (contractual: none)",
    )
    bought = monthly("purchases", NOT_NEGATIVE, "purchases this month (repeat purchase)", shape="dyads")
    used = flag("the customer had something of her supplier to use this month")
    shopping = flag("buys on this trip (contractual: always)")
    units = monthly("purchases", NOT_NEGATIVE, "purchases on this trip")


def draw_customers(she: She, world: World, draw: Draw) -> None:
    """Draw purchase rates: lognormal under contracts; Gamma (purchases then negative binomial) otherwise."""
    people = world.population
    luck, variation = draw("purchase rate"), people.purchase_rate_variation
    if world.kind == "repeat_purchase":
        relative = gamma(luck, variation)
        she.no_purchase = exponential(-people.purchase_rate * relative / TRIPS)
    else:
        log_variance = logarithm(np.array(1.0 + variation * variation))
        relative = lognormal(luck, float(np.sqrt(log_variance)))
    she.purchase_rate = people.purchase_rate * relative


def use_contract(she: She) -> None:
    """Give every customer her monthly quantity from her supplier, and so something to use."""
    she.purchases += she.quantity
    she.used = True
    she.shopping = True


def use_up(she: She) -> None:
    """Clear the mark that last month there was something to use."""
    she.used = False


def unpack(she: She, relation: Relation) -> None:
    """Use what was bought from a firm last month, and count this month's purchases from zero."""
    she.used |= relation.bought > 0.0
    relation.bought = 0.0


def units_bought(draw: Values, mean: Values, nothing: Values) -> Values:
    """Return a Poisson number with this mean; ``nothing`` is the probability of 0, exp(-mean)."""
    term = nothing
    total = term
    units = as_number(draw > total)
    for k in range(1, MOST_UNITS):
        term = term * mean / k
        total = total + term
        units = units + as_number(draw > total)
    return units


def shop(she: She, luck: Luck) -> None:
    """Draw how many units are bought on this trip (Poisson; over customers: negative binomial)."""
    draw = uniform(luck.shopping, she.identity)
    units = units_bought(draw, she.purchase_rate * TRIP_SHARE, she.no_purchase)
    she.units = units
    she.shopping = units > 0.0
    she.looked = False
    she.forced = False
    she.active = False
    she.leaves = False


def buy(she: She, own_relation: Relation) -> None:
    """Add the trip's units to the purchases from the supplier."""
    own_relation.bought += she.units
    she.purchases += she.units
