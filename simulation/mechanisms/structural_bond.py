"""The structural bond: use ties a customer to the supplier's equipment, data and know-how (level 3)."""

from __future__ import annotations

from simulation.kernel.arithmetic import Values
from simulation.kernel.columns import SHARE, memory, monthly
from simulation.kernel.offers import Offers
from simulation.kernel.views import She, Supplier, World
from simulation.mechanisms.bonds import bond_growth, grown


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
    """Return what is worth integrating with, as far as rivals have not copied it, and its costs (level 3)."""
    each, three, unit = offers.each, offers.structural, offers.reference_price
    bonds = offers.world.bonds
    structural = three * each(lambda firm: firm.structural.uniqueness) * _not_copied(offers)
    return {
        "structural": structural,
        "visible": bonds.visible * bonds.structural_benefit * structural,
        "cost_structural": three * each(lambda firm: firm.structural.service_cost / unit),
        "cost_setup": three * each(lambda firm: firm.structural.setup_cost / unit),
    }


def _not_copied(offers: Offers) -> Values:
    """Return what is left of each firm's uniqueness, given how many of its rivals run level 3 too."""
    rivals = max(offers.count - 1, 1)
    copied = offers.each(lambda firm: firm.structural.copied)
    return 1.0 - copied * (float(offers.structural.sum()) - offers.structural) / rivals


def structural_benefit(she: She, supplier: Supplier, world: World) -> Values:
    """Return what equipment, data and know-how are worth to the customer a month, as far as she uses them."""
    return world.bonds.structural_benefit * she.usage * (she.integration * supplier.structural)


def fade_structural_bond(she: She, world: World) -> None:
    """Integration with the supplier fades, more slowly than the social bond."""
    she.integration *= 1.0 - world.bonds.integration_decay


def build_structural_bond(she: She, supplier: Supplier, world: World) -> None:
    """Use builds the structural bond."""
    growth = bond_growth(world.bonds.integration_growth, she.usage, supplier.structural)
    integrated = grown(she.integration, growth)
    she.integration_gain = integrated - she.integration
    she.integration = integrated
