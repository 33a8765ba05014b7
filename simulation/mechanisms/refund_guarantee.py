"""The refund guarantee: the price back within the first months, and customers who exploit it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulation.kernel.arithmetic import Values, where
from simulation.kernel.columns import SHARE, flag, trait
from simulation.kernel.distributions import Draw
from simulation.kernel.offers import Offers
from simulation.kernel.views import She, Supplier
from simulation.mechanisms.lever_prices import relief_by_guarantee
from simulation.schema import Grade, Role, Table, Unit, parameter

if TYPE_CHECKING:
    from simulation.scenario.world import World


class TrustParameters(Table):
    """What a guarantee does to the felt risk."""

    guarantee_relief: float = parameter(
        0.5, Unit.SHARE, bounds=(0, 1), plausible=(0, 1), grade=Grade.ASSUMED,
        name="Relief by a guarantee",
        meaning="What share of the felt risk a refund guarantee takes away.",
    )


class FinancialParameters(Table):
    """The refund guarantee."""

    guarantee_months: int = parameter(
        0, Unit.MONTHS, bounds=(0, 120), plausible=(0, 24), grade=Grade.ASSUMED,
        source="Audi Singapore case: one year",
        role=Role.LEVER,
        name="Refund guarantee",
        meaning="For how many months after arrival a customer who complains after a failure gets the price "
        "back; 0: no guarantee.",
        sources=("audi-singapore-case",),
    )
    opportunists: float = parameter(
        0.02, Unit.SHARE, bounds=(0, 1), plausible=(0, 0.1), grade=Grade.ASSUMED,
        role=Role.GIVEN,
        name="Opportunists",
        meaning="The share of customers who claim the refund without a cause.",
    )


class State:
    """Who may claim a refund, and who would do so without a cause."""

    opportunism = trait(
        "0-1", SHARE, "rank among customers; the lowest are the readiest to claim a refund without a cause"
    )
    guarantee_ends = flag("this is the last month of the customer's guarantee")


def firm_numbers(offers: Offers) -> dict[str, Values]:
    """Return the length of the guarantee, its relief of risk, and the share of opportunists (level 1)."""
    each, one = offers.each, offers.financial
    return {
        "guarantee_months": one * each(lambda firm: firm.financial.guarantee_months),
        "guarantee_relief": one * (offers.world.trust.guarantee_relief * relief_by_guarantee(offers)),
        "opportunists": one * each(lambda firm: firm.financial.opportunists),
    }


def draw_customers(she: She, world: World, draw: Draw) -> None:  # noqa: ARG001
    """Draw the rank of opportunism (uniform); the lowest ranks claim."""
    she.opportunism = draw("opportunism")


def forget_guarantee(she: She) -> None:
    """Clear the refunds of guarantees that ended last month."""
    she.guarantee_ends = False
    she.recovery_cost = 0.0


def end_guarantee(she: She, supplier: Supplier) -> None:
    """Find the customers whose guarantee is in its last month."""
    she.guarantee_ends = supplier.guarantee_months - 1.0 == she.tenure


def claim_refund(she: She, supplier: Supplier) -> None:
    """Refund the price to opportunists, who claim it without a cause in the last month of the guarantee."""
    claims = she.opportunism < supplier.opportunists
    she.recovery_cost += where(claims, supplier.charged, 0.0)
