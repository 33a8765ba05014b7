"""Serving: what a customer's activities cost her supplier, and what integration saves it.

Contacts, orders and complaints cause costs beside those that are drawn; electronic links save some of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulation.kernel.arithmetic import Values, where
from simulation.kernel.columns import NOT_NEGATIVE, WORTH, monthly
from simulation.kernel.distributions import Draw
from simulation.kernel.views import Luck, Relation, She, Supplier, World
from simulation.mechanisms.failure_and_recovery import complains
from simulation.schema import Grade, Table, Unit, parameter, switch

if TYPE_CHECKING:
    from simulation.scenario import world as scenario


class ServingParameters(Table, from_start=True):
    """What causes and what saves costs of serving a customer, beside what is drawn for her."""

    contact: float = parameter(
        0.0, Unit.PRICE_SHARE, bounds=(0, 5), plausible=(0, 0.1), grade=Grade.ASSUMED,
        name="Cost of contacts",
        meaning="What a month of ordinary contact with a customer costs her supplier.",
        needs="caused_costs",
    )
    order: float = parameter(
        0.0, Unit.PRICE_SHARE, bounds=(0, 5), plausible=(0, 0.1), grade=Grade.ASSUMED,
        name="Cost of an order",
        meaning="What handling a purchase costs the customer's supplier, beside the goods.",
        needs="caused_costs",
    )
    complaint: float = parameter(
        0.0, Unit.PRICE_SHARE, bounds=(0, 20), plausible=(0, 1), grade=Grade.ASSUMED,
        name="Cost of a complaint",
        meaning="What handling a complaint costs the customer's supplier, beside what is made good.",
        needs="caused_costs",
    )
    saving: float = parameter(
        0.2, Unit.SHARE, bounds=(0, 1), plausible=(0, 0.5), grade=Grade.ASSUMED,
        name="Saving by integration",
        meaning="What share of the cost of serving a customer is saved when she is fully integrated.",
        needs="caused_costs",
    )


class Switches(Table):
    """Switches of this mechanism."""

    caused_costs: bool = switch(
        name="Caused costs of serving",
        meaning="What customers do causes costs of serving them, and integration saves some.",
        neutral=True,
        from_start=True,
    )


class State:
    """What serving each customer costs this month."""

    serving = monthly(WORTH, NOT_NEGATIVE, "what serving the customer has cost her supplier this month")


def world_numbers(world: scenario.World) -> dict[str, float]:
    """Return whether costs of serving are caused or saved at all: more than 0 if they are."""
    costs = world.serving
    caused = costs.contact + costs.order + costs.complaint + costs.saving
    return {"serving_moves": caused if world.rules.caused_costs else 0.0}


def cost_of_serving(
    drawn: Values, contact: Values, orders: Values, integration: Values, of_contact: float, of_order: float,
    saving: float,
) -> Values:  # fmt: skip
    """Return what serving a customer costs a month: what is drawn and what she causes, less what is saved."""
    return (drawn + of_contact * contact + of_order * orders) * (1.0 - saving * integration)


def draw_customers(she: She, world: scenario.World, draw: Draw) -> None:  # noqa: ARG001
    """Begin with the cost that is drawn, which stands while nothing is caused or saved."""
    she.serving = she.cost_to_serve


def serve_contract(she: She, world: World) -> None:
    """Work out the month's cost of serving a customer under a contract."""
    she.serving = cost_of_serving(
        she.cost_to_serve, she.contact, she.quantity, she.integration,
        world.serving.contact, world.serving.order, world.serving.saving,
    )  # fmt: skip


def serve_orders(she: She, own_relation: Relation, world: World) -> None:
    """Work out the month's cost of serving a customer whose supplier delivers what she bought last month."""
    she.serving = cost_of_serving(
        she.cost_to_serve, she.contact, own_relation.bought, she.integration,
        world.serving.contact, world.serving.order, world.serving.saving,
    )  # fmt: skip


def handle_complaint(she: She, supplier: Supplier, world: World, luck: Luck) -> None:
    """Add what handling the complaint of a customer with a failure costs."""
    she.serving += where(complains(she, supplier, world, luck), world.serving.complaint, 0.0)
