"""Switching cost by type: procedural, financial, relational (Burnham, Frels & Mahajan 2003).

Each type is what a customer would lose once by leaving, in reference prices. What she would pay in money or
work is weighed over the months that she looks ahead; what she would feel has no such price.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from simulation.kernel.arithmetic import Values, where
from simulation.kernel.columns import NOT_NEGATIVE, PRICE, monthly, trait
from simulation.kernel.distributions import Draw, lognormal
from simulation.kernel.views import She, Supplier, World
from simulation.mechanisms.points_and_tiers import progress_felt
from simulation.schema import Grade, Table, Unit, parameter, switch

if TYPE_CHECKING:
    from simulation.scenario import world as scenario


class SwitchingCostParameters(Table):
    """What leaving costs once, by type (Burnham, Frels & Mahajan 2003)."""

    procedural: float = parameter(
        0.08,
        Unit.PRICE_SHARE,
        bounds=(0, 20),
        plausible=(0, 0.3),
        grade=Grade.ASSUMED,
        source="higher figures: Dube, Hitsch & Rossi (packaged goods, from memory); Kim, Kliger & Vale 2003 "
        "(bank loans, a third of a yearly interest rate)",
        name="Procedural switching cost",
        meaning="What finding, trying out and learning a new supplier costs once.",
        needs="switching_costs",
        sources=("dube-hitsch-rossi-2009", "kim-kliger-vale-2003"),
    )
    integration: float = parameter(
        0.36,
        Unit.PRICE_SHARE,
        bounds=(0, 20),
        plausible=(0.1, 1),
        grade=Grade.ASSUMED,
        name="Switching cost of integration",
        meaning="What giving up a full structural bond costs once.",
        needs="switching_costs",
    )
    people: float = parameter(
        0.20,
        Unit.PRICE_SHARE,
        bounds=(0, 20),
        plausible=(0, 0.5),
        grade=Grade.ASSUMED,
        name="Switching cost of people",
        meaning="What giving up a full social bond costs once a customer of mean involvement.",
        needs="switching_costs",
    )
    brand: float = parameter(
        0.15,
        Unit.PRICE_SHARE,
        bounds=(0, 20),
        plausible=(0, 0.5),
        grade=Grade.ASSUMED,
        name="Switching cost of the brand",
        meaning="What leaving a brand to which she is fully committed costs once a customer of mean "
        "involvement.",
        needs="switching_costs",
    )
    horizon: int = parameter(
        3,
        Unit.MONTHS,
        bounds=(1, 60),
        plausible=(1, 12),
        grade=Grade.ASSUMED,
        name="Horizon of the comparison",
        meaning="Over how many months a customer spreads what leaving costs her once in money or work (exit "
        "fee, points and status lost, giving up an integration); learning, people and brand count in full.",
        neutral=1,
    )


class PopulationParameters(Table, from_start=True):
    """How the trouble of finding and learning a new supplier is distributed."""

    procedural_spread: float = parameter(
        0.6,
        Unit.RATIO,
        bounds=(0, 3),
        plausible=(0, 1.2),
        grade=Grade.ASSUMED,
        name="Procedural switching cost, spread",
        meaning="How much customers differ in what finding, trying out and learning a new supplier costs "
        "them (standard deviation of the logarithm).",
        neutral=0.0,
    )


class Switches(Table):
    """Switches of this mechanism."""

    switching_costs: bool = switch(
        name="Switching costs",
        meaning="Leaving a supplier costs something; switched off, it is free.",
    )


class State:
    """What leaving would cost each customer."""

    trouble = trait("ratio", NOT_NEGATIVE, "what a new supplier's procedures cost her, relative to others")
    cost_procedural = monthly(PRICE, NOT_NEGATIVE, "procedural switching cost, exit fee included")
    cost_financial = monthly(PRICE, NOT_NEGATIVE, "financial switching cost")
    cost_relational = monthly(PRICE, NOT_NEGATIVE, "relational switching cost")


def draw_customers(she: She, world: scenario.World, draw: Draw) -> None:
    """Draw how much trouble a new supplier is to each customer (lognormal)."""
    she.trouble = lognormal(draw("procedural cost"), world.population.procedural_spread)


def procedural(
    effort: Values | float, integration: Values, cost_of_integration: float, exit_fee: Values
) -> Values:
    """Return the cost of finding, learning and setting up a new supplier, and of the contract's exit fee."""
    return effort + cost_of_integration * integration + exit_fee


def financial(points: Values, felt: Values, reward: Values, status: Values) -> Values:
    """Return the worth of what is lost: points at ``reward`` each, as far as felt, and tier status."""
    return reward * points * felt + status


def purchases_with_status(threshold: Values, rate: Values, horizon: float, foresight: Values) -> Values:
    """Return for how many purchases a customer counts the bonus that she loses with her status.

    At face value (no ``foresight``) until she would have it again with another supplier; with foresight no
    further ahead than the horizon of the comparison.
    """
    return where(foresight > 0.0, np.minimum(threshold, rate * horizon), threshold)


def relational(
    stakes: Values, commitment: Values, brand: float, social_bond: Values, people: Values
) -> Values:
    """Return the worth of the relationship with the brand and with its people."""
    return stakes * (brand * commitment + people * social_bond)


def price_leaving(she: She, supplier: Supplier, world: World) -> None:
    """Compute what leaving would cost each customer once, by type."""
    she.cost_procedural = procedural(
        world.switching_cost.procedural * she.trouble,
        she.integration,
        world.switching_cost.integration,
        she.fee_owed,
    )
    reward = supplier.reward * world.points_forfeited * she.prospect
    has_status = she.purchases >= supplier.tier_threshold
    counted = purchases_with_status(
        supplier.tier_threshold, she.purchase_rate, world.switching_cost.horizon, world.foresight
    )
    tier = reward * supplier.tier_bonus * counted
    felt = progress_felt(she.points, supplier.threshold, world.switching_cost.goal_gradient)
    she.cost_financial = financial(she.points, felt, reward, where(has_status, tier, 0.0))
    people = world.switching_cost.people * (1.0 + supplier.club)
    she.cost_relational = relational(
        she.stakes, she.commitment, world.switching_cost.brand, she.social_bond, people
    )


def leaving_cost(she: She) -> Values:
    """Return what leaving would cost the customer once, in reference prices."""
    return she.cost_procedural + she.cost_financial + she.cost_relational


def weighed(cost: Values, paid_once: Values, horizon: float) -> Values:
    """Return what a cost counts for in a month: the part ``paid_once`` is spread over ``horizon`` months."""
    return cost - paid_once * (1.0 - 1.0 / horizon)


def procedural_work(she: She, world: World) -> Values:
    """Return the procedural cost that is money or work: the integration given up, and the exit fee."""
    return world.switching_cost.integration * she.integration + she.fee_owed


def barrier(she: She, world: World) -> Values:
    """Return what holds the customer when she compares suppliers, in reference prices a month."""
    paid_once = procedural_work(she, world) + she.cost_financial
    return weighed(leaving_cost(she), paid_once, world.switching_cost.horizon)
