"""Levels of contact: how closely a firm keeps in touch after the sale, from basic to partnership (Kotler)."""

from __future__ import annotations

from typing import Literal

from simulation.kernel.arithmetic import Values
from simulation.kernel.offers import Offers
from simulation.schema import Table, choice

ContactLevel = Literal["basic", "reactive", "accountable", "proactive", "partnership"]
# What the five levels of contact do: personal tie that contact alone builds (share of a full level-2
# programme), readiness to complain (a channel has to exist), and cost in reference prices a month.
CONTACT = {
    "basic": (0.0, 0.5, 0.0),
    "reactive": (0.0, 1.0, 0.0),
    "accountable": (0.15, 1.5, 0.02),
    "proactive": (0.4, 2.0, 0.05),
    "partnership": (0.8, 2.5, 0.1),
}


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
    )


def firm_numbers(offers: Offers) -> dict[str, Values]:
    """Return the tie that contact alone builds, readiness to complain, and what contact costs."""
    each, social = offers.each, float(offers.rules.social_bonds)
    return {
        "contact_tie": each(lambda firm: CONTACT[firm.service.contact][0]) * social,
        "complaint_factor": each(lambda firm: CONTACT[firm.service.contact][1]),
        "cost_contact": each(lambda firm: CONTACT[firm.service.contact][2]),
    }
