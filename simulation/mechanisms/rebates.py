"""Rebates: money back on every purchase of a member (level 1, financial bonds)."""

from __future__ import annotations

from simulation.kernel.arithmetic import Values
from simulation.kernel.offers import Offers


def firm_numbers(offers: Offers) -> dict[str, Values]:
    """Return the rebate on a purchase and what a member costs; reference prices."""
    each, one, unit = offers.each, offers.financial, offers.reference_price
    return {
        "rebate": one * each(lambda firm: firm.financial.rebate * firm.price / unit),
        "cost_member": one * each(lambda firm: firm.financial.member_cost / unit),
    }
