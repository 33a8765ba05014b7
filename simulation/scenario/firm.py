"""A firm: its offer, its level of relationship marketing with the nested programmes, and its policy."""

from __future__ import annotations

from typing import Annotated

from simulation.mechanisms import (
    accounts,
    advertising,
    contact_levels,
    contracts,
    failure_and_recovery,
    offer,
    points_and_tiers,
    points_expiry,
    rebates,
    refund_guarantee,
    taste_and_brand,
    treatments,
)
from simulation.mechanisms.social_bond import SocialParameters
from simulation.mechanisms.structural_bond import StructuralParameters
from simulation.scenario.policy import Level, Policy
from simulation.schema import Number, Role, String, Table, choice, field

NAME = r"[^\s.=\[\]\"'][^.=\[\]\"'\x00-\x1f\x7f-\x9f\u2028\u2029]*"
"""What a firm may be called: its name is a part of paths."""


class Service(contact_levels.ServiceParameters, failure_and_recovery.ServiceParameters):
    """How much contact a customer gets, how often things go wrong, and how complaints are answered."""


class Financial(
    points_and_tiers.FinancialParameters,
    points_expiry.FinancialParameters,
    rebates.FinancialParameters,
    refund_guarantee.FinancialParameters,
):
    """Level 1, financial bonds: points, rewards, tiers, rebates, refund guarantee."""


class Offer(Table, from_start=True, role=Role.GIVEN):
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


class Identity(Table):
    """What a firm is called, and how far its bonds go."""

    name: Annotated[str, String(1, 40, NAME)] = field(
        name="Name",
        meaning="What the firm is called; it is also the firm's place in a path such as `firm.Focal.price`.",
        role=Role.GIVEN,
        from_start=True,
    )
    name_zh: Annotated[str, String(1, 40, line=True)] | None = field(
        default=None,
        name="Chinese name",
        meaning="What the firm is called in Chinese.",
        from_start=True,
        role=Role.GIVEN,
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
        role=Role.LEVER,
    )


class Firm(
    Identity,
    offer.FirmParameters,
    accounts.FirmParameters,
    advertising.FirmParameters,
    taste_and_brand.FirmParameters,
    contracts.FirmParameters,
    treatments.FirmParameters,
):
    """One supplier of the market."""

    market_share: Annotated[float, Number(0, 1, strictly=True)] | None = field(
        default=None,
        name="Market share at the beginning",
        meaning="The firm's share of customers at the beginning, for its price, quality and effort as the "
        "scenario has them; given for all firms or for none (then nothing but their offers "
        "decides). The strength of the brands follows from the shares. An alternative with another "
        "price, quality or effort keeps the brand, not the share.",
        role=Role.GIVEN,
        from_start=True,
    )
    market_share_at: Offer = Offer()
    service: Service = Service()
    financial: Financial = Financial()
    social: SocialParameters = SocialParameters()
    structural: StructuralParameters = StructuralParameters()
    policy: Policy = Policy()
