"""A firm: its offer, its level of relationship marketing with the nested programmes, and its policy."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from simulation.scenario.parameter import Grade, Level, Unit, money, parameter
from simulation.scenario.table import Table

ContactLevel = Literal["basic", "reactive", "accountable", "proactive", "partnership"]


class Service(Table):
    """How often things go wrong, how complaints are answered, how much contact a customer gets."""

    contact: ContactLevel = "reactive"
    failure_minor: float = parameter(
        0.004, Unit.PER_MONTH, bounds=(0, 1), plausible=(0, 0.03), grade=Grade.ASSUMED,
        source="fitted to cohort survival",
    )
    failure_major: float = parameter(
        0.001, Unit.PER_MONTH, bounds=(0, 1), plausible=(0, 0.01), grade=Grade.ASSUMED,
        source="fitted to cohort survival",
    )
    recovery_satisfied: float = parameter(
        0.35, Unit.SHARE, bounds=(0, 1), plausible=(0, 0.6), grade=Grade.ASSUMED,
    )
    recovery_quick: float = parameter(
        0.25, Unit.SHARE, bounds=(0, 1), plausible=(0, 0.6), grade=Grade.ASSUMED,
    )
    compensation_unsatisfied: float = parameter(
        0.37, Unit.SHARE, bounds=(0, 3), plausible=(0, 0.6), grade=Grade.ASSUMED,
        source="fitted to the TARP table",
    )
    compensation_satisfied: float = parameter(
        0.75, Unit.SHARE, bounds=(0, 3), plausible=(0.4, 1), grade=Grade.ASSUMED,
        source="fitted to the TARP table",
    )
    compensation_quick: float = parameter(
        0.95, Unit.SHARE, bounds=(0, 3), plausible=(0.7, 1.4), grade=Grade.ASSUMED,
        source="fitted to the TARP table",
    )
    compensation_cost: float = parameter(
        0.5, Unit.RATIO, bounds=(0, 5), plausible=(0.2, 1), grade=Grade.ASSUMED,
    )


class Financial(Table):
    """Level 1, financial bonds: points, rewards, tiers, rebates, refund guarantee."""

    reward: float = parameter(
        0.03, Unit.SHARE, bounds=(0, 0.9), plausible=(0.01, 0.1), grade=Grade.ASSUMED,
    )
    threshold: float = parameter(
        20.0, Unit.PURCHASES, bounds=(1, 1000), plausible=(10, 20), grade=Grade.QUOTED,
        source="Wangfu hotel case (20 stays)",
    )
    rebate: float = parameter(
        0.0, Unit.SHARE, bounds=(0, 0.9), plausible=(0, 0.1), grade=Grade.ASSUMED,
    )
    tier_threshold: float = parameter(
        60.0, Unit.PURCHASES, bounds=(1, 10_000), plausible=(12, 120), grade=Grade.ASSUMED,
    )
    tier_bonus: float = parameter(
        0.0, Unit.RATIO, bounds=(0, 10), plausible=(0, 1), grade=Grade.ASSUMED,
    )
    guarantee_months: int = parameter(
        0, Unit.MONTHS, bounds=(0, 120), plausible=(0, 24), grade=Grade.ASSUMED,
        source="Audi Singapore case: one year",
    )
    opportunists: float = parameter(
        0.02, Unit.SHARE, bounds=(0, 1), plausible=(0, 0.1), grade=Grade.ASSUMED,
    )
    member_cost: float = money(
        0.003, Unit.MONEY_PER_MONTH, plausible=(0.0015, 0.009), grade=Grade.ASSUMED,
    )


class Social(Table):
    """Level 2, social bonds: known customers, personal fit, dedicated staff, club."""

    person_cost: float = money(
        3.0, Unit.MONEY_PER_MONTH, plausible=(1.5, 9), grade=Grade.ASSUMED,
    )
    accounts_per_person: float = parameter(
        300.0, Unit.PEOPLE, bounds=(1, 100_000), plausible=(50, 1000), grade=Grade.QUOTED,
        source="insurance course case: 300 accounts",
    )
    staff_turnover: float = parameter(
        0.01, Unit.PER_MONTH, bounds=(0, 1), plausible=(0, 0.05), grade=Grade.ASSUMED,
    )
    personal_share: float = parameter(
        0.5, Unit.SHARE, bounds=(0, 1), plausible=(0, 1), grade=Grade.ASSUMED,
    )
    personal_fit: float = parameter(
        1.0, Unit.RATIO, bounds=(0, 5), plausible=(0, 2), grade=Grade.ASSUMED,
    )
    club: float = parameter(
        0.0, Unit.SHARE, bounds=(0, 1), plausible=(0, 1), grade=Grade.ASSUMED,
    )
    club_cost: float = money(
        0.005, Unit.MONEY_PER_MONTH, plausible=(0, 0.02), grade=Grade.ASSUMED,
    )


class Structural(Table):
    """Level 3, structural bonds: equipment, data links, know-how."""

    service_cost: float = money(
        0.03, Unit.MONEY_PER_MONTH, plausible=(0.015, 0.09), grade=Grade.ASSUMED,
    )
    setup_cost: float = money(
        0.40, Unit.MONEY, plausible=(0.2, 1.2), grade=Grade.ASSUMED,
    )
    uniqueness: float = parameter(
        1.0, Unit.SHARE, bounds=(0, 1), plausible=(0, 1), grade=Grade.ASSUMED,
    )
    copied: float = parameter(
        0.5, Unit.SHARE, bounds=(0, 1), plausible=(0, 1), grade=Grade.ASSUMED,
    )


class Move(Table):
    """One step of a scheduled policy: from this month on, this level and/or this price."""

    month: int = Field(ge=1, le=1200, strict=True)
    level: Level | None = None
    price: float | None = Field(default=None, ge=0, le=1e12, strict=True, allow_inf_nan=False)


class Policy(Table):
    """How the firm decides: it keeps its course, follows a schedule, copies rivals, or learns by trying."""

    kind: Literal["fixed", "scheduled", "imitating", "adaptive"] = "fixed"
    schedule: tuple[Move, ...] = ()
    lag_level_1: int = parameter(
        6, Unit.MONTHS, bounds=(0, 1200), plausible=(3, 12), grade=Grade.ASSUMED,
    )
    lag_level_2: int = parameter(
        18, Unit.MONTHS, bounds=(0, 1200), plausible=(9, 36), grade=Grade.ASSUMED,
    )
    lag_level_3: int = parameter(
        36, Unit.MONTHS, bounds=(0, 1200), plausible=(18, 72), grade=Grade.ASSUMED,
    )
    adapts: Literal["level", "price", "both"] = "level"
    review_every: int = parameter(
        6, Unit.MONTHS, bounds=(1, 1200), plausible=(3, 12), grade=Grade.ASSUMED,
    )
    trial_months: int = parameter(
        12, Unit.MONTHS, bounds=(1, 1200), plausible=(3, 36), grade=Grade.ASSUMED,
    )
    patience: float = parameter(
        0.99, Unit.RATIO, bounds=(0, 1), plausible=(0.8, 1), grade=Grade.ASSUMED,
    )
    margin: float = parameter(
        0.02, Unit.SHARE, bounds=(0, 10), plausible=(0, 0.1), grade=Grade.ASSUMED,
    )
    exploration: float = parameter(
        0.5, Unit.SHARE, bounds=(0, 1), plausible=(0.1, 1), grade=Grade.ASSUMED,
    )
    memory: int = parameter(
        36, Unit.MONTHS, bounds=(0, 1200), plausible=(12, 60), grade=Grade.ASSUMED,
    )
    price_step: float = parameter(
        0.05, Unit.PRICE_SHARE, bounds=(0.001, 1), plausible=(0.02, 0.1), grade=Grade.ASSUMED,
    )


class Offer(Table):
    """What a firm offers at its stated market share, where that is not what it offers now."""

    price: float | None = Field(default=None, ge=0, le=1e12, strict=True, allow_inf_nan=False)
    quality: float | None = Field(default=None, ge=-5, le=5, strict=True, allow_inf_nan=False)
    effort: float | None = Field(default=None, ge=-5, le=5, strict=True, allow_inf_nan=False)


class Firm(Table):
    """One supplier of the market."""

    name: str = Field(min_length=1, max_length=40, pattern=r"^[^\s.=\[\]\"'][^.=\[\]\"'\x00-\x1f\x7f]*$")
    name_zh: str | None = Field(default=None, min_length=1, max_length=40)
    level: Level = 0
    price: float = money(1.0, Unit.MONEY_PER_PURCHASE, plausible=(0.7, 1.3), grade=Grade.ASSUMED)
    unit_cost: float = money(0.65, Unit.MONEY_PER_PURCHASE, plausible=(0.4, 0.9), grade=Grade.ASSUMED)
    fixed_cost: float = money(0.0, Unit.MONEY_PER_MONTH, plausible=(0, 100), grade=Grade.ASSUMED)
    acquisition_cost: float = money(
        0.30, Unit.MONEY, plausible=(0.1, 1), grade=Grade.ASSUMED,
        source="five times a month's retention spend is folklore",
    )
    advertising: float = parameter(
        1.0, Unit.RATIO, bounds=(0, 5), plausible=(0, 2), grade=Grade.ASSUMED,
    )
    advertising_cost: float = money(
        0.002, Unit.MONEY_PER_MONTH, plausible=(0, 0.01), grade=Grade.ASSUMED,
    )
    quality: float = parameter(
        0.0, Unit.PRICE_SHARE, bounds=(-5, 5), plausible=(-0.25, 0.25), grade=Grade.ASSUMED,
    )
    quality_spread: float = parameter(
        0.15, Unit.PRICE_SHARE, bounds=(0, 5), plausible=(0.05, 0.3), grade=Grade.ASSUMED,
    )
    promise: float = parameter(
        1.0, Unit.RATIO, bounds=(0, 5), plausible=(0.6, 1.6), grade=Grade.ASSUMED,
    )
    brand: float = parameter(
        0.0, Unit.PRICE_SHARE, bounds=(-5, 5), plausible=(-0.5, 0.5), grade=Grade.ASSUMED,
    )
    market_share: float | None = Field(default=None, gt=0, lt=1, strict=True)
    market_share_at: Offer = Offer()
    effort: float = parameter(
        0.0, Unit.PRICE_SHARE, bounds=(-5, 5), plausible=(-0.2, 0.2), grade=Grade.ASSUMED,
    )
    exit_fee: float = money(0.0, Unit.MONEY, plausible=(0, 1), grade=Grade.ASSUMED)
    service: Service = Service()
    financial: Financial = Financial()
    social: Social = Social()
    structural: Structural = Structural()
    policy: Policy = Policy()
