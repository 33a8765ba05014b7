"""Levels of contact: how closely a firm keeps in touch after the sale, from basic to partnership (Kotler)."""

from __future__ import annotations

from typing import Any, Literal

from simulation.kernel.arithmetic import Values
from simulation.kernel.offers import Offers
from simulation.mechanisms.lever_prices import dearer_service
from simulation.schema import Grade, Role, Table, Unit, choice, parameter

ContactLevel = Literal["basic", "reactive", "accountable", "proactive", "partnership"]


def _tie(level: str, share: float) -> Any:
    return parameter(
        share, Unit.SHARE, bounds=(0, 1), plausible=(0, 1), grade=Grade.ASSUMED, neutral=share,
        name=f"Tie by contact, {level}",
        meaning="The personal tie that contact of this level alone builds, as a share of a full level-2 "
        "programme.",
    )  # fmt: skip


def _complaints(level: str, factor: float) -> Any:
    return parameter(
        factor, Unit.RATIO, bounds=(0, 20), plausible=(0.3, 4), grade=Grade.ASSUMED, neutral=factor,
        name=f"Readiness to complain, {level}",
        meaning="How many times as readily customers complain at this level of contact: a channel has to "
        "exist.",
    )  # fmt: skip


def _cost(level: str, cost: float) -> Any:
    return parameter(
        cost, Unit.PRICE_SHARE, bounds=(0, 20), plausible=(0, 0.15), grade=Grade.ASSUMED, neutral=cost,
        name=f"Cost of contact, {level}",
        meaning="What contact of this level costs a month and customer, as a share of the price.",
    )  # fmt: skip


class ContactParameters(Table):
    """What the five levels of contact do, and what they cost."""

    basic_tie: float = _tie("basic", 0.0)
    basic_complaints: float = _complaints("basic", 0.5)
    basic_cost: float = _cost("basic", 0.0)
    reactive_tie: float = _tie("reactive", 0.0)
    reactive_complaints: float = _complaints("reactive", 1.0)
    reactive_cost: float = _cost("reactive", 0.0)
    accountable_tie: float = _tie("accountable", 0.15)
    accountable_complaints: float = _complaints("accountable", 1.5)
    accountable_cost: float = _cost("accountable", 0.02)
    proactive_tie: float = _tie("proactive", 0.4)
    proactive_complaints: float = _complaints("proactive", 2.0)
    proactive_cost: float = _cost("proactive", 0.05)
    partnership_tie: float = _tie("partnership", 0.8)
    partnership_complaints: float = _complaints("partnership", 2.5)
    partnership_cost: float = _cost("partnership", 0.1)


class ServiceParameters(Table):
    """How closely a firm keeps in touch after the sale."""

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
        role=Role.LEVER,
    )


def firm_numbers(offers: Offers) -> dict[str, Values]:
    """Return the tie that contact alone builds, readiness to complain, and what contact and service cost."""
    social = float(offers.rules.social_bonds)
    return {
        "contact_tie": _of_level(offers, "tie") * social,
        "complaint_factor": _of_level(offers, "complaints"),
        "cost_contact": _of_level(offers, "cost") + dearer_service(offers),
    }


def _of_level(offers: Offers, what: str) -> Values:
    """Return a number of each firm's level of contact."""
    levels = offers.world.contact
    return offers.each(lambda firm: getattr(levels, f"{firm.service.contact}_{what}"))
