"""Accounts: what firms earn with each customer, and what winning and keeping her costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulation.kernel.arithmetic import Values, as_number
from simulation.kernel.columns import ANY, NOT_NEGATIVE, PRICE, WORTH, memory, trait
from simulation.kernel.distributions import Draw, lognormal
from simulation.kernel.views import Firm, Relation, She, Supplier
from simulation.schema import Grade, Table, Unit, money, parameter

if TYPE_CHECKING:
    from simulation.scenario.world import World


class WorldParameters(Table):
    """What later money is worth."""

    discount_rate: float = parameter(
        0.12, Unit.PER_YEAR, bounds=(0, 2), plausible=(0.08, 0.15), grade=Grade.QUOTED,
        source="Gupta & Lehmann",
        name="Discount rate",
        meaning="By how much a year later profit counts less in net present value and lifetime value.",
        from_start=True,
        sources=("gupta-lehmann-2003",),
    )


class PopulationParameters(Table, from_start=True):
    """What serving customers costs."""

    cost_to_serve: float = money(
        0.165, Unit.MONEY_PER_MONTH, plausible=(0, 0.4), grade=Grade.ASSUMED,
        name="Cost to serve",
        meaning="What serving a customer costs her supplier a month on average, whatever she buys.",
    )
    cost_to_serve_spread: float = parameter(
        1.0, Unit.RATIO, bounds=(0, 2), plausible=(0, 1.5), grade=Grade.ASSUMED,
        name="Cost to serve, spread",
        meaning="How much customers differ in what serving them costs (standard deviation of the logarithm).",
    )


class FirmParameters(Table):
    """What a firm pays."""

    unit_cost: float = money(
        0.65, Unit.MONEY_PER_PURCHASE, plausible=(0.4, 0.9), grade=Grade.ASSUMED,
        name="Unit cost",
        meaning="What a purchase costs the firm in goods or in service delivered.",
    )
    fixed_cost: float = money(
        0.0, Unit.MONEY_PER_MONTH, plausible=(0, 100), grade=Grade.ASSUMED,
        name="Fixed cost",
        meaning="What the firm pays a month, whatever it sells.",
    )
    acquisition_cost: float = money(
        0.30, Unit.MONEY, plausible=(0.1, 1), grade=Grade.ASSUMED,
        source="five times a month's retention spend is folklore",
        name="Acquisition cost",
        meaning="What winning one customer costs the firm.",
    )


class State:
    """What serving each customer costs, and what she has brought."""

    cost_to_serve = trait(WORTH, NOT_NEGATIVE, "what serving the customer costs")
    profit = memory(PRICE, ANY, "profit that all firms together have made with the customer")


def world_numbers(world: World) -> dict[str, float]:
    """Return the factor by which money is worth less a month later."""
    return {"month_discount": (1.0 + world.discount_rate) ** (1.0 / 12.0)}


def draw_customers(she: She, world: World, draw: Draw) -> None:
    """Draw what serving each customer costs (lognormal)."""
    people = world.population
    serving = lognormal(draw("cost to serve"), people.cost_to_serve_spread)
    she.cost_to_serve = people.cost_to_serve / world.reference_price * serving


def contribution(
    purchases: Values, margin: Values, rewards: Values, reward_worth: Values, rebate: Values
) -> Values:
    """Return the margin of the purchases less rebates given and rewards redeemed."""
    return purchases * (margin - rebate) - rewards * reward_worth


def relationship_cost(
    cost_to_serve: Values, contact: Values, member: Values, social: Values, structural: Values
) -> Values:
    """Return what keeping the relationship costs a month: serving, contact and the programmes."""
    return cost_to_serve + contact + member + social + structural


def book(she: She, supplier: Supplier, origin: Supplier) -> None:
    """Subtract what the customer has cost this month, and what winning her has, from her account."""
    arrived = she.firm != she.origin
    result = -relationship_cost(
        she.cost_to_serve,
        origin.cost_contact,
        origin.cost_member,
        origin.cost_social,
        origin.cost_structural + origin.cost_setup * she.integration_gain,
    )
    result = result - she.recovery_cost
    result = result - as_number(arrived) * supplier.cost_acquisition
    she.profit += result


def book_contract(she: She, origin: Supplier) -> None:
    """Add what the month's supplier has earned with the customer to her account."""
    she.profit += contribution(
        she.purchase_rate, origin.margin, as_number(she.redeemed), origin.reward_worth, origin.rebate
    )


def book_sales(she: She, firm: Firm, relation: Relation) -> None:
    """Add what a firm has earned with the customer, whether or not it is her supplier, to her account."""
    she.profit += contribution(
        relation.bought, firm.margin, as_number(relation.rewards), firm.reward_worth, firm.rebate
    )
