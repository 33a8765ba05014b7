"""A firm: its offer, its level of relationship marketing with the nested programmes, and its policy."""

from __future__ import annotations

from typing import Annotated, Literal

from simulation.scenario.policy import Level, Policy
from simulation.scenario.programmes import Financial, Social, Structural
from simulation.schema import Grade, Number, String, Table, Unit, choice, field, money, parameter

ContactLevel = Literal["basic", "reactive", "accountable", "proactive", "partnership"]
NAME = r"[^\s.=\[\]\"'][^.=\[\]\"'\x00-\x1f\x7f]*"
"""What a firm may be called: its name is a part of paths."""


class Service(Table):
    """How often things go wrong, how complaints are answered, how much contact a customer gets."""

    contact: ContactLevel = choice(
        "reactive",
        {
            "basic": "basic",
            "reactive": "reactive",
            "accountable": "accountable",
            "proactive": "proactive",
            "partnership": "partnership",
        },
        name="Level of contact",
        meaning="How the firm keeps in touch after the sale, from basic to partnership; more contact builds "
        "ties, invites complaints and costs more.",
    )
    failure_minor: float = parameter(
        0.004, Unit.PER_MONTH, bounds=(0, 1), plausible=(0, 0.03), grade=Grade.ASSUMED,
        source="fitted to cohort survival",
        name="Minor failures",
        meaning="Probability a month that the firm fails a customer in something small.",
    )
    failure_major: float = parameter(
        0.001, Unit.PER_MONTH, bounds=(0, 1), plausible=(0, 0.01), grade=Grade.ASSUMED,
        source="fitted to cohort survival",
        name="Major failures",
        meaning="Probability a month that the firm fails a customer in something that matters.",
    )
    recovery_satisfied: float = parameter(
        0.35, Unit.SHARE, bounds=(0, 1), plausible=(0, 0.6), grade=Grade.ASSUMED,
        name="Complaints settled",
        meaning="The share of complaints that is settled to the customer's satisfaction, but slowly.",
    )
    recovery_quick: float = parameter(
        0.25, Unit.SHARE, bounds=(0, 1), plausible=(0, 0.6), grade=Grade.ASSUMED,
        name="Complaints settled quickly",
        meaning="The share of complaints that is settled to the customer's satisfaction and quickly.",
    )
    compensation_unsatisfied: float = parameter(
        0.37, Unit.SHARE, bounds=(0, 3), plausible=(0, 0.6), grade=Grade.ASSUMED,
        source="fitted to the TARP table",
        name="Made good, unsatisfied",
        meaning="What share of the loss a complaint makes good when it is not settled to her satisfaction.",
    )
    compensation_satisfied: float = parameter(
        0.75, Unit.SHARE, bounds=(0, 3), plausible=(0.4, 1), grade=Grade.ASSUMED,
        source="fitted to the TARP table",
        name="Made good, satisfied",
        meaning="What share of the loss a complaint makes good when it is settled, but slowly.",
    )
    compensation_quick: float = parameter(
        0.95, Unit.SHARE, bounds=(0, 3), plausible=(0.7, 1.4), grade=Grade.ASSUMED,
        source="fitted to the TARP table",
        name="Made good, quickly",
        meaning="What share of the loss a complaint makes good when it is settled quickly; above 1 is "
        "over-compensation.",
    )
    compensation_cost: float = parameter(
        0.5, Unit.RATIO, bounds=(0, 5), plausible=(0.2, 1), grade=Grade.ASSUMED,
        name="Cost of making good",
        meaning="What it costs the firm to make good a loss, per unit of loss made good.",
    )


class Offer(Table, from_start=True):
    """What a firm offers at its stated market share, where that is not what it offers now."""

    price: Annotated[float, Number(0, 1e12)] | None = field(
        default=None,
        name="Price behind the market share",
        meaning="The price at which the firm has its market share, if it is not the firm's price. Noted by "
        "itself when an alternative or a setting changes the price.",
    )
    quality: Annotated[float, Number(-5, 5)] | None = field(
        default=None,
        name="Quality behind the market share",
        meaning="The quality at which the firm has its market share, if it is not the firm's quality. Noted "
        "by itself when an alternative or a setting changes the quality.",
    )
    effort: Annotated[float, Number(-5, 5)] | None = field(
        default=None,
        name="Effort behind the market share",
        meaning="The effort at which the firm has its market share, if it is not the firm's effort. Noted "
        "by itself when an alternative or a setting changes the effort.",
    )


class Firm(Table):
    """One supplier of the market."""

    name: Annotated[str, String(1, 40, NAME)] = field(
        name="Name",
        meaning="What the firm is called; it is also the firm's place in a path such as `firm.Focal.price`.",
        from_start=True,
    )
    name_zh: Annotated[str, String(1, 40)] | None = field(
        default=None,
        name="Chinese name",
        meaning="What the firm is called in Chinese.",
    )
    level: Level = choice(
        0,
        {
            0: "No programme: a good product at a price",
            1: "Level 1: money (rebates, points, refunds)",
            2: "Level 2: people (also: known by name, a club)",
            3: "Level 3: structure (also: equipment, data links, training)",
        },
        name="Level of relationship marketing",
        meaning="How far the firm's bonds go; each level contains those below.",
    )
    price: float = money(
        1.0, Unit.MONEY_PER_PURCHASE, plausible=(0.7, 1.3), grade=Grade.ASSUMED,
        name="Price",
        meaning="What a purchase costs the customer.",
    )
    unit_cost: float = money(
        0.65, Unit.MONEY_PER_PURCHASE, plausible=(0.4, 0.9), grade=Grade.ASSUMED,
        name="Unit cost",
        meaning="What a purchase costs the firm in goods or in service delivered.",
    )
    fixed_cost: float = money(
        0.0, Unit.MONEY_PER_MONTH, plausible=(0, 100), grade=Grade.ASSUMED,
        name="Fixed cost",
        meaning="What the firm pays a month, whatever it sells.",
    )
    acquisition_cost: float = money(
        0.30, Unit.MONEY, plausible=(0.1, 1), grade=Grade.ASSUMED,
        source="five times a month's retention spend is folklore",
        name="Acquisition cost",
        meaning="What winning one customer costs the firm.",
    )
    advertising: float = parameter(
        1.0, Unit.RATIO, bounds=(0, 5), plausible=(0, 2), grade=Grade.ASSUMED,
        name="Advertising",
        meaning="How much the firm advertises, relative to an ordinary firm; its claims pull that much more.",
    )
    advertising_cost: float = money(
        0.002, Unit.MONEY_PER_MONTH, plausible=(0, 0.01), grade=Grade.ASSUMED,
        name="Cost of advertising",
        meaning="What ordinary advertising costs a month for each customer of the market.",
    )
    quality: float = parameter(
        0.0, Unit.PRICE_SHARE, bounds=(-5, 5), plausible=(-0.25, 0.25), grade=Grade.ASSUMED,
        name="Quality",
        meaning="What the firm's performance is worth a month above or below the norm of the category.",
    )
    quality_spread: float = parameter(
        0.15, Unit.PRICE_SHARE, bounds=(0, 5), plausible=(0.05, 0.3), grade=Grade.ASSUMED,
        name="Variation of performance",
        meaning="How much the performance that a customer meets varies from month to month (standard "
        "deviation).",
    )
    promise: float = parameter(
        1.0, Unit.RATIO, bounds=(0, 5), plausible=(0.6, 1.6), grade=Grade.ASSUMED,
        name="Promise",
        meaning="Promised over delivered performance: above 1 the firm promises more than it keeps.",
    )
    brand: float = parameter(
        0.0, Unit.PRICE_SHARE, bounds=(-5, 5), plausible=(-0.5, 0.5), grade=Grade.ASSUMED,
        name="Brand strength",
        meaning="What the brand itself is worth a month to a customer of mean involvement, apart from any "
        "experience.",
    )
    market_share: Annotated[float, Number(0, 1, strictly=True)] | None = field(
        default=None,
        name="Market share at the beginning",
        meaning="The firm's share of customers at the beginning, for its price, quality and effort as the "
        "scenario has them; given for all firms or for none (then nothing but their offers "
        "decides). The strength of the brands follows from the shares. An alternative with another "
        "price, quality or effort keeps the brand, not the share.",
        from_start=True,
    )
    market_share_at: Offer = Offer()
    effort: float = parameter(
        0.0, Unit.PRICE_SHARE, bounds=(-5, 5), plausible=(-0.2, 0.2), grade=Grade.ASSUMED,
        name="Effort",
        meaning="How much more trouble than usual it is to deal with the firm, at what that trouble is "
        "worth.",
    )
    exit_fee: float = money(
        0.0, Unit.MONEY, plausible=(0, 1), grade=Grade.ASSUMED,
        name="Exit fee",
        meaning="What a customer has to pay when she leaves.",
    )
    service: Service = Service()
    financial: Financial = Financial()
    social: Social = Social()
    structural: Structural = Structural()
    policy: Policy = Policy()
