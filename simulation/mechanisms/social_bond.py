"""The social bond: contact with the supplier's people builds it, staff turnover breaks it (level 2)."""

from __future__ import annotations

import numpy as np

from simulation.kernel.arithmetic import Values, as_identity, as_number, where
from simulation.kernel.columns import SHARE, memory
from simulation.kernel.draws import uniform
from simulation.kernel.offers import Numbers, Offers
from simulation.kernel.views import She, Supplier, World
from simulation.mechanisms.bonds import bond_growth, grown
from simulation.mechanisms.lever_prices import attention, dearer_people
from simulation.schema import Grade, Role, Table, Unit, money, parameter, switch


class BondParameters(Table):
    """How the social bond grows, fades and is felt."""

    social_growth: float = parameter(
        0.10, Unit.PER_MONTH, bounds=(0, 2), plausible=(0.03, 0.3), grade=Grade.ASSUMED,
        name="Growth of the social bond",
        meaning="How fast the bond with a firm's people grows by contact, in a month of ordinary contact.",
    )
    social_decay: float = parameter(
        0.03, Unit.PER_MONTH, bounds=(0, 1), plausible=(0, 0.15), grade=Grade.ASSUMED,
        name="Fading of bonds without contact",
        meaning="What share of a social bond, and of a structural bond with a firm not used, is lost a "
        "month.",
    )
    recommended_accounts: float = parameter(
        300.0, Unit.PEOPLE, bounds=(1, 100_000), plausible=(50, 1000), grade=Grade.FROM_MEMORY, neutral=300.0,
        source="insurance course case: 300 accounts",
        name="Accounts that a person can look after",
        meaning="How many customers one person can look after well; with more she cannot keep up with all of "
        "them.",
        sources=("insurance-course-case",),
    )
    social_benefit: float = parameter(
        0.05, Unit.PRICE_SHARE, bounds=(0, 2), plausible=(0, 0.1), grade=Grade.ASSUMED,
        name="Benefit of the social bond",
        meaning="What a full social bond is worth a month to a customer of mean involvement.",
    )


class SocialParameters(Table):
    """Level 2, social bonds: known customers, personal fit, dedicated staff, club."""

    person_cost: float = money(
        3.0, Unit.MONEY_PER_MONTH, plausible=(1.5, 9), grade=Grade.ASSUMED,
        role=Role.COST,
        name="Cost of a contact person",
        meaning="What one person who looks after customers costs a month.",
    )
    accounts_per_person: float = parameter(
        300.0, Unit.PEOPLE, bounds=(1, 100_000), plausible=(50, 1000), grade=Grade.FROM_MEMORY,
        source="insurance course case: 300 accounts",
        role=Role.LEVER,
        name="Accounts per person",
        meaning="How many customers one person looks after; with more than she can look after well she falls "
        "behind.",
        sources=("insurance-course-case",),
    )
    staff_turnover: float = parameter(
        0.01, Unit.PER_MONTH, bounds=(0, 1), plausible=(0, 0.05), grade=Grade.ASSUMED,
        role=Role.GIVEN,
        name="Staff turnover",
        meaning="Probability a month that a contact person leaves the firm.",
    )
    personal_share: float = parameter(
        0.5, Unit.SHARE, bounds=(0, 1), plausible=(0, 1), grade=Grade.ASSUMED,
        role=Role.GIVEN,
        name="Bond with the person",
        meaning="What share of a social bond is with the person, and is lost when she leaves the firm.",
    )
    personal_fit: float = parameter(
        1.0, Unit.RATIO, bounds=(0, 5), plausible=(0, 2), grade=Grade.ASSUMED,
        role=Role.LEVER,
        name="Personal fit",
        meaning="How well the offer is fitted to the single customer; it multiplies the benefit of the "
        "social bond.",
    )
    club: float = parameter(
        0.0, Unit.SHARE, bounds=(0, 1), plausible=(0, 1), grade=Grade.ASSUMED,
        role=Role.LEVER,
        name="Customer club",
        meaning="The share of customers who belong to the firm's club.",
    )
    club_cost: float = money(
        0.005, Unit.MONEY_PER_MONTH, plausible=(0, 0.02), grade=Grade.ASSUMED,
        role=Role.COST,
        name="Cost of the club",
        meaning="What the club costs a month for each member.",
    )


class Switches(Table):
    """Switches of this mechanism."""

    social_bonds: bool = switch(
        name="Social bonds",
        meaning="Level 2 works: people who know the customer, a club.",
    )


class State:
    """How close each customer is to each firm's people."""

    social_bond = memory(
        "0-1",
        SHARE,
        "personal bond with the supplier's people",
        elsewhere="personal bond with another firm's people when the customer left it",
    )


def firm_numbers(offers: Offers, numbers: Numbers) -> dict[str, Values]:
    """Return the numbers of people and club (level 2); contact alone builds a part of the tie."""
    each, two, unit = offers.each, offers.social, offers.reference_price
    club = two * each(lambda firm: firm.social.club)
    person = each(lambda firm: firm.social.person_cost / firm.social.accounts_per_person / unit)
    return {
        "tie": np.maximum(two, numbers["contact_tie"]) * attention(offers),
        "accounts": np.round(each(lambda firm: firm.social.accounts_per_person)),
        "staff_turnover": two * each(lambda firm: firm.social.staff_turnover),
        "personal_share": each(lambda firm: firm.social.personal_share),
        "personal_fit": each(lambda firm: firm.social.personal_fit),
        "club": club,
        "cost_social": two * (person + dearer_people(offers))
        + club * each(lambda firm: firm.social.club_cost / unit),
    }


def social_benefit(she: She, supplier: Supplier, world: World) -> Values:
    """Return the monthly worth of the supplier's people, in proportion to the customer's stakes."""
    return world.bonds.social_benefit * she.stakes * (she.social_bond * supplier.personal_fit)


def fade_social_bond(she: She, world: World) -> None:
    """Let the bond with the supplier's people fade (with other firms' people: see ``departure``)."""
    she.social_bond *= 1.0 - world.bonds.social_decay


def build_social_bond(she: She, supplier: Supplier, world: World) -> None:
    """Build the social bond by contact."""
    growth = bond_growth(world.bonds.social_growth, she.contact, supplier.tie)
    she.social_bond = grown(she.social_bond, growth)


def lose_staff(she: She, supplier: Supplier) -> None:
    """Reduce the social bond by its personal share if the customer's contact person leaves the firm."""
    person = as_identity(np.floor(as_number(she.identity) / supplier.accounts))
    leaves = uniform(supplier.staff_key, person) < supplier.staff_turnover
    she.social_bond *= 1.0 - where(leaves, supplier.personal_share, 0.0)
