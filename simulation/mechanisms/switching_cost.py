"""Switching cost by type: procedural, financial, relational (Burnham, Frels & Mahajan 2003).

Each type is what a customer would lose once by leaving, in reference prices.
"""

from __future__ import annotations

from simulation.kernel.arithmetic import Values, where
from simulation.kernel.columns import NOT_NEGATIVE, PRICE, monthly
from simulation.kernel.offers import Offers
from simulation.kernel.views import She, Supplier, World
from simulation.mechanisms.points_and_tiers import progress_felt
from simulation.schema import Grade, Table, Unit, money, parameter, switch


class SwitchingCostParameters(Table):
    """What leaving costs once, by type (Burnham, Frels & Mahajan 2003)."""

    procedural: float = parameter(
        0.08, Unit.PRICE_SHARE, bounds=(0, 20), plausible=(0, 0.3), grade=Grade.ASSUMED,
        source="higher figures: Dube, Hitsch & Rossi (packaged goods, from memory); Kim, Kliger & Vale 2003 "
        "(bank loans, a third of a yearly interest rate)",
        name="Procedural switching cost",
        meaning="What finding, trying out and learning a new supplier costs once.",
        needs="switching_costs",
        sources=("dube-hitsch-rossi-2009", "kim-kliger-vale-2003"),
    )
    integration: float = parameter(
        0.36, Unit.PRICE_SHARE, bounds=(0, 20), plausible=(0.1, 1), grade=Grade.ASSUMED,
        name="Switching cost of integration",
        meaning="What giving up a full structural bond costs once.",
        needs="switching_costs",
    )
    people: float = parameter(
        0.20, Unit.PRICE_SHARE, bounds=(0, 20), plausible=(0, 0.5), grade=Grade.ASSUMED,
        name="Switching cost of people",
        meaning="What giving up a full social bond costs once a customer of mean involvement.",
        needs="switching_costs",
    )
    brand: float = parameter(
        0.15, Unit.PRICE_SHARE, bounds=(0, 20), plausible=(0, 0.5), grade=Grade.ASSUMED,
        name="Switching cost of the brand",
        meaning="What leaving a brand to which she is fully committed costs once a customer of mean "
        "involvement.",
        needs="switching_costs",
    )
    horizon: int = parameter(
        1, Unit.MONTHS, bounds=(1, 60), plausible=(1, 12), grade=Grade.ASSUMED,
        name="Horizon of the comparison",
        meaning="Over how many months a customer spreads the cost of switching when she compares suppliers.",
    )


class FirmParameters(Table):
    """What a contract makes leaving cost."""

    exit_fee: float = money(
        0.0, Unit.MONEY, plausible=(0, 1), grade=Grade.ASSUMED,
        name="Exit fee",
        meaning="What a customer has to pay when she leaves.",
    )


class Switches(Table):
    """Switches of this mechanism."""

    switching_costs: bool = switch(
        name="Switching costs",
        meaning="Leaving a supplier costs something; switched off, it is free.",
    )


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
    """Return the worth of what is lost: points at ``reward`` each, as far as felt, and tier status."""
    return reward * points * felt + status


def relational(
    stakes: Values, commitment: Values, brand: float, social_bond: Values, people: Values
) -> Values:
    """Return the worth of the relationship with the brand and with its people."""
    return stakes * (brand * commitment + people * social_bond)


def price_leaving(she: She, supplier: Supplier, world: World) -> None:
    """Compute what leaving would cost each customer once, by type."""
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
