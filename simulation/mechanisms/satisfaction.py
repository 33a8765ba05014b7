"""Satisfaction with what was delivered and with what was said of it (Spreng, MacKenzie & Olshavsky 1996)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from simulation.kernel.arithmetic import Values, as_number, loss_averse, moved, squashed
from simulation.kernel.columns import ANY, WORTH, memory, trait
from simulation.kernel.distributions import Draw, normal
from simulation.kernel.views import She, Supplier, World
from simulation.mechanisms.advertising import claim_of

if TYPE_CHECKING:
    from simulation.scenario import world as scenario

INDEX_SCALE = 0.1
"""Satisfaction, in reference prices a month, that moves the index from 50 well towards its ends."""


class State:
    """How satisfied each customer is, and what she desires."""

    desire = trait(WORTH, ANY, "what the customer desires beyond the norm")
    satisfaction = memory(
        WORTH,
        ANY,
        "cumulative satisfaction with the supplier, 0 is neutral",
        elsewhere="satisfaction with another firm when the customer left it",
    )


def draw_customers(she: She, world: scenario.World, draw: Draw) -> None:
    """Draw what each customer desires beyond the norm (normal)."""
    she.desire = world.population.desire_spread * normal(draw("desire"))


def of_month(
    felt: Values,
    expected: Values,
    desired: Values,
    weight_performance: float,
    weight_expectation: float,
    weight_disconfirmation: float,
    loss_aversion: float,
) -> Values:
    """Return a month's satisfaction, in reference prices a month.

    Desires congruency compares what was felt, and what is expected, with what is desired; expectations
    congruency (disconfirmation) compares what was felt with what was expected, and a shortfall weighs
    more than an excess (Anderson & Sullivan 1993).
    """
    desires = weight_performance * (felt - desired) + weight_expectation * (expected - desired)
    return desires + weight_disconfirmation * loss_averse(felt - expected, loss_aversion)


def of_information(
    felt: Values,
    claimed: Values,
    stakes: Values,
    tolerance: float,
    weight_information: float,
    loss_aversion: float,
) -> Values:
    """Return what the firm's claims take from the month's satisfaction, 0 or less.

    Expectations of what will happen adapt to experience; what the firm has said should happen does not, and
    customers hold both against it (Boulding, Kalra, Staelin & Zeithaml 1993; information satisfaction in
    Spreng, MacKenzie & Olshavsky 1996). Only a shortfall below the zone of tolerance, ``tolerance`` times the
    stakes wide, counts: nobody minds that a claim was modest.
    """
    shortfall = np.minimum(felt - claimed + tolerance * stakes, 0.0)
    return weight_information * loss_aversion * shortfall


def of_recovery(surprise: Values, weight_disconfirmation: float, loss_aversion: float) -> Values:
    """Return what the surprise of a recovery adds to the month's satisfaction; a bad one weighs more."""
    return weight_disconfirmation * loss_averse(surprise, loss_aversion)


def speed_at(speed: float, tenure: Values, memory: float) -> Values:
    """Return how fast satisfaction moves after ``tenure`` months: half as fast at ``memory`` months.

    The longer a relationship has lasted, the more the past weighs against a new experience (Bolton 1998):
    as the weight of one month in a mean over ``memory + tenure`` months.
    """
    return speed * memory / (memory + tenure)


def index(satisfaction: Values) -> Values:
    """Return satisfaction on a scale from 0 to 100, with 50 for neutral: how it is shown."""
    return 100.0 * squashed(satisfaction / INDEX_SCALE)


def speed_now(she: She, world: World) -> Values:
    """Return the share of the way that satisfaction moves this month."""
    return speed_at(world.satisfaction.speed, as_number(she.tenure), world.satisfaction.memory)


def satisfy(she: She, supplier: Supplier, world: World) -> None:
    """Satisfaction moves towards the month's satisfaction."""
    month = of_month(
        she.felt,
        she.expectation,
        she.desire,
        world.satisfaction.performance,
        world.satisfaction.expectation,
        world.satisfaction.disconfirmation,
        world.satisfaction.loss_aversion,
    )
    information = of_information(
        she.felt,
        claim_of(she, supplier),
        she.stakes,
        world.trust.tolerance,
        world.satisfaction.information,
        world.satisfaction.loss_aversion,
    )
    she.satisfaction = moved(she.satisfaction, month + information, speed_now(she, world))


def satisfy_by_recovery(she: She, world: World) -> None:
    """How a complaint was answered is part of the month's satisfaction, too."""
    recovery = of_recovery(
        she.recovery_surprise, world.satisfaction.disconfirmation, world.satisfaction.loss_aversion
    )
    she.satisfaction += speed_now(she, world) * recovery
