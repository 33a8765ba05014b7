"""Satisfaction with what was delivered, and with the information (Spreng, MacKenzie & Olshavsky 1996)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from simulation.kernel.arithmetic import Values, as_number, loss_averse, moved, squashed
from simulation.kernel.columns import ANY, WORTH, memory, monthly, trait
from simulation.kernel.distributions import Draw, normal
from simulation.kernel.views import She, Supplier, World
from simulation.mechanisms.advertising import claim_of
from simulation.schema import Grade, Table, Unit, parameter, switch

if TYPE_CHECKING:
    from simulation.scenario import world as scenario

class SatisfactionParameters(Table):
    """How a month's experience becomes cumulative satisfaction."""

    performance: float = parameter(
        0.22, Unit.RATIO, bounds=(0, 2), plausible=(0.15, 0.39), grade=Grade.ASSUMED,
        source="order fitted to Szymanski & Henard 2001",
        name="Weight of performance",
        meaning="How much this month's performance, measured against desires, counts in satisfaction.",
        sources=("szymanski-henard-2001",),
    )
    expectation: float = parameter(
        0.15, Unit.RATIO, bounds=(0, 2), plausible=(0.09, 0.33), grade=Grade.ASSUMED,
        source="order fitted to Szymanski & Henard 2001",
        name="Weight of expectation",
        meaning="How much the expectation itself, measured against desires, counts in satisfaction.",
        sources=("szymanski-henard-2001",),
    )
    disconfirmation: float = parameter(
        0.58, Unit.RATIO, bounds=(0, 2), plausible=(0.4, 0.64), grade=Grade.ASSUMED,
        source="order fitted to Szymanski & Henard 2001",
        name="Weight of disconfirmation",
        meaning="How much the difference between what happened and what was expected counts in satisfaction.",
        sources=("szymanski-henard-2001",),
    )
    information: float = parameter(
        0.25, Unit.RATIO, bounds=(0, 2), plausible=(0, 0.5), grade=Grade.ASSUMED,
        source="form after Spreng, MacKenzie & Olshavsky 1996; sign measured: Boulding et al. 1993",
        name="Weight of information",
        meaning="How much it counts in satisfaction that less happened than the firm claims (below the zone "
        "of tolerance).",
        needs="information",
        sources=("boulding-kalra-staelin-zeithaml-1993", "spreng-mackenzie-olshavsky-1996"),
    )
    zone: float = parameter(
        0.05, Unit.PRICE_SHARE, bounds=(0, 2), plausible=(0.02, 0.1), grade=Grade.ASSUMED,
        source="form after Zeithaml, Berry & Parasuraman 1993",
        name="Zone of tolerance for surprises",
        meaning="By how much a month may differ from what was expected before it disappoints or delights a "
        "customer, at stakes of 1.",
        needs="tolerance",
        sources=("zeithaml-berry-parasuraman-1993",),
    )
    loss_aversion: float = parameter(
        2.0, Unit.RATIO, bounds=(1, 5), plausible=(1.3, 3), grade=Grade.ASSUMED,
        source="sign measured: Anderson & Sullivan 1993",
        name="Loss aversion",
        meaning="How many times as much a shortfall weighs as an equal excess, in satisfaction and in trust.",
        sources=("anderson-sullivan-1993",),
    )
    speed: float = parameter(
        0.15, Unit.PER_MONTH, bounds=(0, 1), plausible=(0.05, 0.3), grade=Grade.ASSUMED,
        source="sign measured: Bolton 1998",
        name="Speed of satisfaction",
        meaning="What share of the way to this month's impression cumulative satisfaction moves in a month.",
        needs="satisfaction",
        sources=("bolton-1998",),
    )
    memory: float = parameter(
        36.0, Unit.MONTHS, bounds=(1, 12_000), plausible=(12, 120), grade=Grade.ASSUMED,
        source="sign measured: Bolton 1998",
        name="Memory of satisfaction",
        meaning="After how many months with a supplier a new experience moves satisfaction half as much as "
        "in the beginning.",
        sources=("bolton-1998",),
    )
    index_centre: float = parameter(
        -0.144, Unit.PRICE_SHARE, bounds=(-1, 1), plausible=(-0.3, 0.1), grade=Grade.ASSUMED, neutral=0.0,
        source="fitted to a mean of 75 of 100 and to 42 % above 80",
        name="Middle of the index",
        meaning="The cumulative satisfaction that the index shows as 50 of 100 (0: neither satisfied nor "
        "dissatisfied); it changes no decision.",
    )
    index_scale: float = parameter(
        0.1, Unit.PRICE_SHARE, bounds=(0.01, 2), plausible=(0.05, 0.3), grade=Grade.ASSUMED, neutral=0.1,
        name="Scale of the index",
        meaning="How much more cumulative satisfaction moves the index from 50 to 72; it changes no "
        "decision.",
    )
    fading: float = parameter(
        0.03, Unit.PER_MONTH, bounds=(0, 1), plausible=(0, 0.15), grade=Grade.ASSUMED,
        name="Fading of memory",
        meaning="What share of satisfaction and commitment a customer loses a month towards firms she does "
        "not use.",
    )


class PopulationParameters(Table, from_start=True):
    """How desires are distributed."""

    desire_spread: float = parameter(
        0.1, Unit.PRICE_SHARE, bounds=(0, 1), plausible=(0, 0.2), grade=Grade.ASSUMED,
        name="Desires, spread",
        meaning="How much customers differ in what they desire of the product beyond the category's norm "
        "(standard deviation).",
    )


class Switches(Table):
    """Switches of this mechanism."""

    satisfaction: bool = switch(
        name="Satisfaction",
        meaning="Satisfaction moves with experience; switched off, it stays neutral.",
    )
    tolerance: bool = switch(
        neutral=False,
        name="Zone of tolerance",
        meaning="Small surprises neither disappoint nor delight.",
    )
    information: bool = switch(
        name="Information satisfaction",
        meaning="Customers are dissatisfied when less is delivered than the firm claims.",
    )


class State:
    """How satisfied each customer is, and what she desires."""

    desire = trait(WORTH, ANY, "what the customer desires beyond the norm")
    satisfaction = memory(
        WORTH,
        ANY,
        "cumulative satisfaction with the supplier, 0 is neutral",
        elsewhere="satisfaction with another firm when the customer left it",
    )
    satisfaction_index = monthly("0-100", (0.0, 100.0), "satisfaction as a survey would show it")


def draw_customers(she: She, world: scenario.World, draw: Draw) -> None:
    """Draw what each customer desires beyond the norm (normal)."""
    she.desire = world.population.desire_spread * normal(draw("desire"))


def beyond_zone(surprise: Values, zone: Values) -> Values:
    """Return the part of a surprise, good or bad, that lies outside the zone of tolerance."""
    return np.minimum(surprise + zone, 0.0) + np.maximum(surprise - zone, 0.0)


def of_month(
    felt: Values,
    expected: Values,
    desired: Values,
    zone: Values,
    weight_performance: float,
    weight_expectation: float,
    weight_disconfirmation: float,
    loss_aversion: float,
) -> Values:
    """Return a month's satisfaction, in reference prices a month.

    Desires congruency compares what was felt, and what is expected, with what is desired; expectations
    congruency (disconfirmation) compares what was felt with what was expected. Only what lies outside the
    zone of tolerance counts (Zeithaml, Berry & Parasuraman 1993), and a shortfall weighs more than an excess
    (Anderson & Sullivan 1993).
    """
    desires = weight_performance * (felt - desired) + weight_expectation * (expected - desired)
    surprise = beyond_zone(felt - expected, zone)
    return desires + weight_disconfirmation * loss_averse(surprise, loss_aversion)


def of_information(
    felt: Values,
    claimed: Values,
    stakes: Values,
    tolerance: float,
    weight_information: float,
    loss_aversion: float,
) -> Values:
    """Return by how much a shortfall from the firm's claims lowers the month's satisfaction (0 or less).

    Expectations of what will happen adapt to experience; what the firm says should happen does not. Customers
    compare the month with both (Boulding, Kalra, Staelin & Zeithaml 1993; information satisfaction in Spreng,
    MacKenzie & Olshavsky 1996). Only a shortfall below the zone of tolerance, ``tolerance`` times the stakes
    wide, counts; more than was claimed adds nothing.
    """
    shortfall = np.minimum(felt - claimed + tolerance * stakes, 0.0)
    return weight_information * loss_aversion * shortfall


def of_recovery(surprise: Values, weight_disconfirmation: float, loss_aversion: float) -> Values:
    """Return what the surprise of a recovery adds to the month's satisfaction; a bad surprise weighs more."""
    return weight_disconfirmation * loss_averse(surprise, loss_aversion)


def speed_at(speed: float, tenure: Values, memory: float) -> Values:
    """Return how fast satisfaction moves after ``tenure`` months: half as fast at ``memory`` months.

    The longer a relationship has lasted, the more the past weighs against a new experience (Bolton 1998). The
    form is the weight of one month in a mean over ``memory + tenure`` months.
    """
    return speed * memory / (memory + tenure)


def index(satisfaction: Values, centre: float, scale: float) -> Values:
    """Return satisfaction on a scale from 0 to 100, with 50 for ``centre``: how it is shown."""
    return 100.0 * squashed((satisfaction - centre) / scale)


def speed_now(she: She, world: World) -> Values:
    """Return what share of the way satisfaction moves this month."""
    return speed_at(world.satisfaction.speed, as_number(she.tenure), world.satisfaction.memory)


def satisfy(she: She, supplier: Supplier, world: World) -> None:
    """Move satisfaction towards the month's satisfaction."""
    month = of_month(
        she.felt,
        she.expectation,
        she.desire,
        world.satisfaction.zone * she.stakes,
        world.satisfaction.performance,
        world.satisfaction.expectation,
        world.satisfaction.disconfirmation,
        world.satisfaction.loss_aversion,
    )
    information = of_information(
        she.felt,
        claim_of(she, supplier, she.prospect),
        she.stakes,
        world.trust.tolerance,
        world.satisfaction.information,
        world.satisfaction.loss_aversion,
    )
    she.satisfaction = moved(she.satisfaction, month + information, speed_now(she, world))


def satisfy_by_recovery(she: She, world: World) -> None:
    """Add the surprise of a complaint's answer to the month's satisfaction."""
    recovery = of_recovery(
        she.recovery_surprise, world.satisfaction.disconfirmation, world.satisfaction.loss_aversion
    )
    she.satisfaction += speed_now(she, world) * recovery


def show_satisfaction(she: She, world: World) -> None:
    """Show satisfaction as a survey would."""
    she.satisfaction_index = index(
        she.satisfaction, world.satisfaction.index_centre, world.satisfaction.index_scale
    )
