"""Accounts: what firms earn with each customer, and what winning and keeping her costs.

A customer's account and a firm's ledger (``simulation.market.ledger``) are two sums over the same entries:
``sales``, ``care`` and ``winning``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulation.kernel.arithmetic import Values, Whole, as_number
from simulation.kernel.columns import ANY, NOT_NEGATIVE, PRICE, WORTH, memory, trait
from simulation.kernel.distributions import Draw, lognormal
from simulation.kernel.offers import Offers
from simulation.kernel.views import Firm, Relation, She, Supplier
from simulation.mechanisms.lever_prices import dearer_goods
from simulation.schema import Grade, Role, Table, Unit, money, parameter

if TYPE_CHECKING:
    from simulation.scenario.world import World


class WorldParameters(Table):
    """What later money is worth."""

    discount_rate: float = parameter(
        0.12, Unit.PER_YEAR, bounds=(0, 2), plausible=(0.08, 0.15), grade=Grade.FROM_MEMORY,
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
        role=Role.COST,
        name="Unit cost",
        meaning="What a purchase costs the firm in goods or in service delivered.",
    )
    fixed_cost: float = money(
        0.0, Unit.MONEY_PER_MONTH, plausible=(0, 100), grade=Grade.ASSUMED,
        role=Role.COST,
        name="Fixed cost",
        meaning="What the firm pays a month, whatever it sells.",
    )
    acquisition_cost: float = money(
        0.30, Unit.MONEY, plausible=(0.1, 1), grade=Grade.ASSUMED,
        source="that winning a customer costs five times as much as keeping one is a saying, not evidence",
        role=Role.COST,
        name="Acquisition cost",
        meaning="What winning one customer costs the firm.",
    )


class State:
    """What serving each customer costs, and what she has brought."""

    cost_to_serve = trait(WORTH, NOT_NEGATIVE, "what serving the customer costs")
    profit = memory(PRICE, ANY, "profit that all firms together have made with the customer")


def firm_numbers(offers: Offers) -> dict[str, Values]:
    """Return what goods and winning a customer cost, in reference prices."""
    unit = offers.reference_price
    return {
        "unit_cost": offers.each(lambda firm: firm.unit_cost / unit) + dearer_goods(offers),
        "cost_acquisition": offers.each(lambda firm: firm.acquisition_cost / unit),
    }


def world_numbers(world: World) -> dict[str, float]:
    """Return the factor by which money is worth less a month later."""
    return {"month_discount": (1.0 + world.discount_rate) ** (1.0 / 12.0)}


def draw_customers(she: She, world: World, draw: Draw) -> None:
    """Draw what serving each customer costs (lognormal)."""
    people = world.population
    serving = lognormal(draw("cost to serve"), people.cost_to_serve_spread)
    she.cost_to_serve = people.cost_to_serve / world.reference_price * serving


Prices = Any
"""Whatever has prices and costs: the view of one firm, or the terms of many months and firms."""


def sales(purchases: Values, rewards: Values, firm: Prices) -> tuple[Values, Values, Values]:
    """Return what purchases bring and cost: revenue, goods, rebates given and rewards redeemed.

    For one customer or, since every entry is proportional to its quantities, for the sums over a firm's
    customers.
    """
    given = firm.rebate_given * purchases + firm.reward_worth * rewards
    return firm.charged * purchases, firm.unit_cost * purchases, given


def care(
    members: Values | Whole | float, serving: Values, integrated: Values, firm: Prices
) -> tuple[Values, Values, Values, Values]:
    """Return what keeping relationships costs: serving and contact, membership, people, structure.

    For one customer (``members`` 1) or for the sums over a firm's customers.
    """
    structural = firm.cost_structural * members + firm.cost_setup * integrated
    return (
        serving + firm.cost_contact * members,
        firm.cost_member * members,
        firm.cost_social * members,
        structural,
    )


def winning(arrived: Values | Whole, firm: Prices) -> Values:
    """Return what winning customers costs."""
    return firm.cost_acquisition * arrived


def profit_of_sales(purchases: Values, rewards: Values, firm: Prices) -> Values:
    """Return revenue less goods, rebates and rewards."""
    revenue, goods, given = sales(purchases, rewards, firm)
    return revenue - goods - given


def book(she: She, supplier: Supplier, origin: Supplier) -> None:
    """Subtract what the customer has cost this month, and what winning her has, from her account."""
    serving = she.serving * origin.serves
    served, member, people, structure = care(1.0, serving, she.integration_gain, origin)
    arrived = (she.firm != she.origin) | she.newcomer
    won = winning(as_number(arrived), supplier)
    she.profit -= served + member + people + structure + she.recovery_cost + won


def book_contract(she: She, origin: Supplier) -> None:
    """Add what the month's supplier has earned with the customer to her account."""
    she.profit += profit_of_sales(she.quantity, as_number(she.redeemed), origin)


def book_fee(she: She) -> None:
    """Add the exit fee that the customer paid this month to her account."""
    she.profit += she.fee_paid


def book_sales(she: She, firm: Firm, relation: Relation) -> None:
    """Add what a firm has earned with the customer, whether or not it is her supplier, to her account."""
    she.profit += profit_of_sales(relation.bought, as_number(relation.rewards), firm)
