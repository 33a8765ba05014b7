"""Rebates: money back on every purchase of a member (level 1, financial bonds)."""

from __future__ import annotations

from simulation.kernel.arithmetic import Values
from simulation.kernel.offers import Offers
from simulation.schema import Grade, Role, Table, Unit, money, parameter


class FinancialParameters(Table):
    """Rebates, and what running the programme costs."""

    rebate: float = parameter(
        0.0, Unit.SHARE, bounds=(0, 0.9), plausible=(0, 0.1), grade=Grade.ASSUMED,
        role=Role.LEVER,
        name="Rebate",
        meaning="What share of spending is given back at once.",
    )
    member_cost: float = money(
        0.003, Unit.MONEY_PER_MONTH, plausible=(0.0015, 0.009), grade=Grade.ASSUMED,
        role=Role.COST,
        name="Cost of a member",
        meaning="What running the programme costs a month for each customer.",
    )


def firm_numbers(offers: Offers) -> dict[str, Values]:
    """Return the rebate on a purchase, told and given, and the cost of a member, in reference prices."""
    each, one, unit = offers.each, offers.financial, offers.reference_price
    rebate = one * each(lambda firm: firm.financial.rebate * firm.price / unit)
    return {
        "rebate": rebate,
        "rebate_given": rebate,
        "cost_member": one * each(lambda firm: firm.financial.member_cost / unit),
    }
