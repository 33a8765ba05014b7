"""The programmes of the three levels of relationship marketing."""

from __future__ import annotations

from simulation.schema import Grade, Table, Unit, money, parameter


class Financial(Table):
    """Level 1, financial bonds: points, rewards, tiers, rebates, refund guarantee."""

    reward: float = parameter(
        0.03, Unit.SHARE, bounds=(0, 0.9), plausible=(0.01, 0.1), grade=Grade.ASSUMED,
        name="Reward",
        meaning="What points are worth, as a share of spending.",
    )
    threshold: float = parameter(
        20.0, Unit.PURCHASES, bounds=(1, 1000), plausible=(10, 20), grade=Grade.QUOTED,
        source="Wangfu hotel case (20 stays)",
        name="Reward threshold",
        meaning="After how many purchases points turn into a reward; points below it are lost when a "
        "contract ends.",
    )
    rebate: float = parameter(
        0.0, Unit.SHARE, bounds=(0, 0.9), plausible=(0, 0.1), grade=Grade.ASSUMED,
        name="Rebate",
        meaning="What share of spending is given back at once.",
    )
    tier_threshold: float = parameter(
        60.0, Unit.PURCHASES, bounds=(1, 10_000), plausible=(12, 120), grade=Grade.ASSUMED,
        name="Tier threshold",
        meaning="After how many purchases a customer reaches the higher tier.",
    )
    tier_bonus: float = parameter(
        0.0, Unit.RATIO, bounds=(0, 10), plausible=(0, 1), grade=Grade.ASSUMED,
        name="Tier bonus",
        meaning="How many more points the higher tier earns, relative to the ordinary one.",
    )
    guarantee_months: int = parameter(
        0, Unit.MONTHS, bounds=(0, 120), plausible=(0, 24), grade=Grade.ASSUMED,
        source="Audi Singapore case: one year",
        name="Refund guarantee",
        meaning="For how many months after arrival a dissatisfied customer gets the price back; 0: no "
        "guarantee.",
    )
    opportunists: float = parameter(
        0.02, Unit.SHARE, bounds=(0, 1), plausible=(0, 0.1), grade=Grade.ASSUMED,
        name="Opportunists",
        meaning="The share of customers who claim the refund without a cause.",
    )
    member_cost: float = money(
        0.003, Unit.MONEY_PER_MONTH, plausible=(0.0015, 0.009), grade=Grade.ASSUMED,
        name="Cost of a member",
        meaning="What running the programme costs a month for each customer.",
    )


class Social(Table):
    """Level 2, social bonds: known customers, personal fit, dedicated staff, club."""

    person_cost: float = money(
        3.0, Unit.MONEY_PER_MONTH, plausible=(1.5, 9), grade=Grade.ASSUMED,
        name="Cost of a contact person",
        meaning="What one person who looks after customers costs a month.",
    )
    accounts_per_person: float = parameter(
        300.0, Unit.PEOPLE, bounds=(1, 100_000), plausible=(50, 1000), grade=Grade.QUOTED,
        source="insurance course case: 300 accounts",
        name="Accounts per person",
        meaning="How many customers one person looks after; beyond 300 she cannot keep up with all of them.",
    )
    staff_turnover: float = parameter(
        0.01, Unit.PER_MONTH, bounds=(0, 1), plausible=(0, 0.05), grade=Grade.ASSUMED,
        name="Staff turnover",
        meaning="Probability a month that a contact person leaves the firm.",
    )
    personal_share: float = parameter(
        0.5, Unit.SHARE, bounds=(0, 1), plausible=(0, 1), grade=Grade.ASSUMED,
        name="Bond with the person",
        meaning="What share of a social bond is with the person, and is lost when she leaves the firm.",
    )
    personal_fit: float = parameter(
        1.0, Unit.RATIO, bounds=(0, 5), plausible=(0, 2), grade=Grade.ASSUMED,
        name="Personal fit",
        meaning="How well the offer is fitted to the single customer; it multiplies the benefit of the "
        "social bond.",
    )
    club: float = parameter(
        0.0, Unit.SHARE, bounds=(0, 1), plausible=(0, 1), grade=Grade.ASSUMED,
        name="Customer club",
        meaning="The share of customers who belong to the firm's club.",
    )
    club_cost: float = money(
        0.005, Unit.MONEY_PER_MONTH, plausible=(0, 0.02), grade=Grade.ASSUMED,
        name="Cost of the club",
        meaning="What the club costs a month for each member.",
    )


class Structural(Table):
    """Level 3, structural bonds: equipment, data links, know-how."""

    service_cost: float = money(
        0.03, Unit.MONEY_PER_MONTH, plausible=(0.015, 0.09), grade=Grade.ASSUMED,
        name="Cost of the structural service",
        meaning="What equipment, data links and training cost a month for each customer.",
    )
    setup_cost: float = money(
        0.40, Unit.MONEY, plausible=(0.2, 1.2), grade=Grade.ASSUMED,
        name="Set-up cost",
        meaning="What integrating one customer fully costs the firm.",
    )
    uniqueness: float = parameter(
        1.0, Unit.SHARE, bounds=(0, 1), plausible=(0, 1), grade=Grade.ASSUMED,
        name="Uniqueness",
        meaning="How valuable the structural service is and how hard to get elsewhere; at 0 it is worth "
        "nothing.",
    )
    copied: float = parameter(
        0.5, Unit.SHARE, bounds=(0, 1), plausible=(0, 1), grade=Grade.ASSUMED,
        name="Loss when copied",
        meaning="What share of its uniqueness the service loses when all rivals offer level 3 too.",
    )
