"""Simpler models that the full one has to beat: the same market with rules switched off."""

from __future__ import annotations

from collections.abc import Mapping

RELATIONSHIP_RULES = (
    "involvement", "noise", "failures", "complaints", "satisfaction", "information", "trust", "commitment",
    "learning", "advertising", "word_of_mouth", "financial_bonds", "social_bonds", "structural_bonds",
    "switching_costs",
)  # fmt: skip
"""All rules but those of a market without relationships: tastes, inattention, and copying what there is."""


def _off(*rules: str) -> dict[str, object]:
    return {f"world.rules.{rule}": False for rule in rules}


NULLS: Mapping[str, Mapping[str, object]] = {
    "constant_churn": {**_off(*RELATIONSHIP_RULES, "tastes"), "world.search.offer_gap": 5.0},
    "dirichlet": _off(*RELATIONSHIP_RULES, "inattention"),
    "switching_cost": _off("satisfaction", "trust", "commitment", "learning", "advertising", "word_of_mouth"),
}
"""What each null model sets.

``constant_churn``: customers differ in how often they think of leaving, and then choose by luck and price
(heterogeneous constant churn, Fader & Hardie 2007). ``dirichlet``: every customer chooses again each month by
lasting taste, luck and price (the behaviour that the NBD-Dirichlet describes). ``switching_cost``: a logit
with tastes, bonds and switching costs, but without satisfaction, trust, learning and word of mouth.
"""
