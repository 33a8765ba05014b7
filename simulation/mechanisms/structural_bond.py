"""The structural bond: use ties a customer to the supplier's equipment, data and know-how (level 3)."""

from __future__ import annotations

from simulation.kernel.arithmetic import Values
from simulation.kernel.columns import SHARE, memory, monthly
from simulation.kernel.offers import Offers
from simulation.kernel.views import She, Supplier, World
from simulation.mechanisms.bonds import bond_growth, grown
from simulation.mechanisms.lever_prices import worth_of_structure
from simulation.schema import Grade, Role, Table, Unit, money, parameter, switch


class BondParameters(Table):
    """How the structural bond grows, fades and is felt."""

    integration_growth: float = parameter(
        0.10, Unit.PER_MONTH, bounds=(0, 2), plausible=(0.03, 0.3), grade=Grade.ASSUMED,
        name="Growth of integration",
        meaning="How fast a customer integrates a firm's equipment, data links and know-how, in a month of "
        "ordinary use.",
    )
    integration_decay: float = parameter(
        0.01, Unit.PER_MONTH, bounds=(0, 1), plausible=(0, 0.05), grade=Grade.ASSUMED,
        name="Decay of integration",
        meaning="What share of the integration with one's own supplier is lost a month.",
    )
    structural_benefit: float = parameter(
        0.10, Unit.PRICE_SHARE, bounds=(0, 2), plausible=(0.05, 0.3), grade=Grade.ASSUMED,
        name="Benefit of integration",
        meaning="What a full structural bond is worth a month at ordinary use and full uniqueness.",
    )
    visible: float = parameter(
        0.5, Unit.SHARE, bounds=(0, 1), plausible=(0, 1), grade=Grade.ASSUMED,
        name="Visible from outside",
        meaning="What share of the structural benefit customers of other firms can see, so that it draws "
        "them in.",
    )


class StructuralParameters(Table):
    """Level 3, structural bonds: equipment, data links, know-how."""

    service_cost: float = money(
        0.03, Unit.MONEY_PER_MONTH, plausible=(0.015, 0.09), grade=Grade.ASSUMED,
        role=Role.LEVER,
        name="Cost of the structural service",
        meaning="What equipment, data links and training cost a month for each customer.",
    )
    setup_cost: float = money(
        0.40, Unit.MONEY, plausible=(0.2, 1.2), grade=Grade.ASSUMED,
        role=Role.COST,
        name="Set-up cost",
        meaning="What integrating one customer fully costs the firm.",
    )
    uniqueness: float = parameter(
        1.0, Unit.SHARE, bounds=(0, 1), plausible=(0, 1), grade=Grade.ASSUMED,
        role=Role.GIVEN,
        name="Uniqueness",
        meaning="How valuable the structural service is and how hard to get elsewhere; at 0 it is worth "
        "nothing.",
    )
    copied: float = parameter(
        0.5, Unit.SHARE, bounds=(0, 1), plausible=(0, 1), grade=Grade.ASSUMED,
        role=Role.GIVEN,
        name="Loss when copied",
        meaning="What share of its uniqueness the service loses when all rivals offer level 3 too.",
    )


class Switches(Table):
    """Switches of this mechanism."""

    structural_bonds: bool = switch(
        name="Structural bonds",
        meaning="Level 3 works: equipment, data links, know-how.",
    )


class State:
    """How far each customer is integrated with each firm."""

    integration = memory(
        "0-1",
        SHARE,
        "structural integration with the supplier",
        elsewhere="structural integration with another firm when the customer left it",
    )
    integration_gain = monthly("0-1", SHARE, "structural integration added")


def firm_numbers(offers: Offers) -> dict[str, Values]:
    """Return the strength of the structural service, as far as it is not copied, and its costs (level 3)."""
    each, three, unit = offers.each, offers.structural, offers.reference_price
    bonds = offers.world.bonds
    unique = each(lambda firm: firm.structural.uniqueness) * worth_of_structure(offers)
    structural = three * unique * _not_copied(offers)
    return {
        "structural": structural,
        "visible": bonds.visible * bonds.structural_benefit * structural,
        "cost_structural": three * each(lambda firm: firm.structural.service_cost / unit),
        "cost_setup": three * each(lambda firm: firm.structural.setup_cost / unit),
    }


def _not_copied(offers: Offers) -> Values:
    """Return the share of each firm's uniqueness that is left, given how many rivals run level 3 too."""
    rivals = max(offers.count - 1, 1)
    copied = offers.each(lambda firm: firm.structural.copied)
    runs = offers.most_of_firm(offers.structural)
    return 1.0 - copied * (float(runs[: offers.count].sum()) - runs) / rivals


def structural_benefit(she: She, supplier: Supplier, world: World) -> Values:
    """Return the monthly worth of equipment, data and know-how, as far as the customer uses them."""
    return world.bonds.structural_benefit * she.usage * (she.integration * supplier.structural)


def fade_structural_bond(she: She, world: World) -> None:
    """Let the integration with the supplier fade (with other firms: see ``departure``)."""
    she.integration *= 1.0 - world.bonds.integration_decay


def build_structural_bond(she: She, supplier: Supplier, world: World) -> None:
    """Build the structural bond by use, and record the gain."""
    growth = bond_growth(world.bonds.integration_growth, she.usage, supplier.structural)
    integrated = grown(she.integration, growth)
    she.integration_gain = integrated - she.integration
    she.integration = integrated
