"""Switching cost by type: procedural, financial, relational (Burnham, Frels & Mahajan 2003).

Each is what a customer would lose once by leaving, in reference prices.
"""

from __future__ import annotations

from simulation.kernel.arithmetic import Values, where
from simulation.kernel.columns import NOT_NEGATIVE, PRICE, monthly
from simulation.kernel.offers import Offers
from simulation.kernel.views import She, Supplier, World
from simulation.mechanisms.points_and_tiers import progress_felt


class State:
    """What leaving would cost each customer."""

    cost_procedural = monthly(PRICE, NOT_NEGATIVE, "procedural switching cost, exit fee included")
    cost_financial = monthly(PRICE, NOT_NEGATIVE, "financial switching cost")
    cost_relational = monthly(PRICE, NOT_NEGATIVE, "relational switching cost")


def firm_numbers(offers: Offers) -> dict[str, Values]:
    """Return the exit fee, in reference prices."""
    unit = offers.reference_price
    fee = offers.each(lambda firm: firm.exit_fee / unit)
    return {"exit_fee": fee * float(offers.rules.switching_costs)}


def procedural(effort: float, integration: Values, cost_of_integration: float, exit_fee: Values) -> Values:
    """Return the cost of finding, learning and setting up a new supplier, and of the contract's exit fee."""
    return effort + cost_of_integration * integration + exit_fee


def financial(points: Values, felt: Values, reward: Values, status: Values) -> Values:
    """Return the worth of what is forfeited: points, at ``reward`` each as far as felt, and tier status."""
    return reward * points * felt + status


def relational(
    stakes: Values, commitment: Values, brand: float, social_bond: Values, people: Values
) -> Values:
    """Return the worth of the relationship with the brand and with its people."""
    return stakes * (brand * commitment + people * social_bond)


def price_leaving(she: She, supplier: Supplier, world: World) -> None:
    """Work out what leaving would cost each customer once, by type."""
    she.cost_procedural = procedural(
        world.switching_cost.procedural,
        she.integration,
        world.switching_cost.integration,
        supplier.exit_fee,
    )
    reward = supplier.reward * world.points_forfeited
    has_status = she.purchases >= supplier.tier_threshold
    tier = reward * supplier.tier_bonus * supplier.tier_threshold
    felt = progress_felt(she.points, supplier.threshold, world.switching_cost.goal_gradient)
    she.cost_financial = financial(she.points, felt, reward, where(has_status, tier, 0.0))
    people = world.switching_cost.people * (1.0 + supplier.club)
    she.cost_relational = relational(
        she.stakes, she.commitment, world.switching_cost.brand, she.social_bond, people
    )


def leaving_cost(she: She) -> Values:
    """Return what leaving would cost the customer once, in reference prices."""
    return she.cost_procedural + she.cost_financial + she.cost_relational
