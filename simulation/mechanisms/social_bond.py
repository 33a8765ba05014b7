"""The social bond: contact with the supplier's people builds it, staff turnover breaks it (level 2)."""

from __future__ import annotations

import numpy as np

from simulation.kernel.arithmetic import Values, as_identity, as_number, where
from simulation.kernel.columns import SHARE, memory
from simulation.kernel.draws import uniform
from simulation.kernel.offers import Offers
from simulation.kernel.views import She, Supplier, World
from simulation.mechanisms.bonds import bond_growth, grown
from simulation.mechanisms.failure_and_recovery import CONTACT

RECOMMENDED_ACCOUNTS = 300.0
"""Accounts that one person can look after well (insurance course case)."""


class State:
    """How close each customer is to each firm's people."""

    social_bond = memory(
        "0-1",
        SHARE,
        "personal bond with the supplier's people",
        elsewhere="personal bond with another firm's people when the customer left it",
    )


def firm_numbers(offers: Offers) -> dict[str, Values]:
    """Return people and club (level 2); contact alone builds a part of the tie."""
    each, two, unit = offers.each, offers.social, offers.reference_price
    contact = each(lambda firm: CONTACT[firm.service.contact][0]) * float(offers.rules.social_bonds)
    capacity = each(lambda firm: min(1.0, RECOMMENDED_ACCOUNTS / firm.social.accounts_per_person))
    club = two * each(lambda firm: firm.social.club)
    person = each(lambda firm: firm.social.person_cost / firm.social.accounts_per_person / unit)
    return {
        "tie": np.maximum(two, contact) * capacity,
        "accounts": np.round(each(lambda firm: firm.social.accounts_per_person)),
        "staff_turnover": two * each(lambda firm: firm.social.staff_turnover),
        "personal_share": each(lambda firm: firm.social.personal_share),
        "personal_fit": each(lambda firm: firm.social.personal_fit),
        "club": club,
        "cost_social": two * person + club * each(lambda firm: firm.social.club_cost / unit),
    }


def social_benefit(she: She, supplier: Supplier, world: World) -> Values:
    """Return what the supplier's people are worth to the customer a month; felt by the stakes."""
    return world.bonds.social_benefit * she.stakes * (she.social_bond * supplier.personal_fit)


def fade_social_bond(she: She, world: World) -> None:
    """The bond with the supplier's people fades (with other firms' people: see ``departure``)."""
    she.social_bond *= 1.0 - world.bonds.social_decay


def build_social_bond(she: She, supplier: Supplier, world: World) -> None:
    """Contact builds the social bond."""
    growth = bond_growth(world.bonds.social_growth, she.contact, supplier.tie)
    she.social_bond = grown(she.social_bond, growth)


def lose_staff(she: She, supplier: Supplier) -> None:
    """When a person leaves the firm, all her customers lose the personal share of their social bond."""
    person = as_identity(np.floor(as_number(she.identity) / supplier.accounts))
    leaves = uniform(supplier.staff_key, person) < supplier.staff_turnover
    she.social_bond *= 1.0 - where(leaves, supplier.personal_share, 0.0)
