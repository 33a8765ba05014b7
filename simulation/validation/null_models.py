"""Simpler models that the full one has to beat: the same market with rules switched off, refitted.

Their free numbers are fitted to the figures to which the full model is fitted, as far as they say anything of
them: the price elasticity (P3), monthly churn, and repurchase after failures (P6).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from simulation.validation.estimate import Unknown

NULL_FITS = Path(__file__).parent / "data" / "nulls.toml"
RELATIONSHIP_RULES = (
    "involvement", "noise", "failures", "complaints", "satisfaction", "information", "trust", "commitment",
    "learning", "advertising", "word_of_mouth", "financial_bonds", "social_bonds", "structural_bonds",
    "switching_costs",
)  # fmt: skip
"""All rules but those of a market without relationships: tastes, inattention, and copying what there is."""

ELASTICITY = Unknown("world.price_elasticity", 0.5, 20.0)
TASTE = Unknown("world.taste_persistence", 0.0, 0.99)
ROUTINE = Unknown("world.search.routine", 0.001, 0.5)
HABIT = Unknown("world.switching_cost.procedural", 0.01, 10.0)


class MarketNull(NamedTuple):
    """A market with fewer rules.

    Attributes:
        changes: what it sets in every market, whatever a pattern says.
        refitted: its free numbers, with wide ranges: it may go where the full model would not be plausible.
        speaks: the patterns of which it predicts anything. Of a pattern about something that it has not
            (satisfaction, a programme, involvement) it says nothing.
    """

    changes: Mapping[str, object]
    refitted: tuple[Unknown, ...]
    speaks: tuple[str, ...]


def _off(*rules: str) -> dict[str, object]:
    return {f"world.rules.{rule}": False for rule in rules}


MARKET_NULLS: Mapping[str, MarketNull] = {
    "constant_churn": MarketNull(
        {**_off(*RELATIONSHIP_RULES, "tastes"), "world.search.offer_gap": 5.0},
        (ELASTICITY, ROUTINE),
        ("P2", "P7", "P14", "P15", "P16", "P32", "P34"),
    ),
    "dirichlet": MarketNull(
        _off(*RELATIONSHIP_RULES, "inattention"),
        (ELASTICITY, TASTE),
        ("P2", "P7", "P14", "P15", "P16", "P32", "P34"),
    ),
    "state_dependence": MarketNull(
        _off(*RELATIONSHIP_RULES[:-1], "inattention"),
        (ELASTICITY, TASTE, HABIT),
        ("P2", "P7", "P14", "P15", "P16", "P28", "P32", "P34"),
    ),
    "switching_cost": MarketNull(
        _off("satisfaction", "trust", "commitment", "learning", "advertising", "word_of_mouth"),
        (
            ELASTICITY,
            TASTE,
            ROUTINE,
            Unknown("world.search.incident", 0.2, 5.0),
            Unknown("world.experience.minor_loss", 0.2, 10.0),
            Unknown("world.experience.major_loss", 0.2, 20.0),
            Unknown("firm.*.service.compensation_unsatisfied", 0.05, 0.9),
            Unknown("firm.*.service.compensation_satisfied", 0.2, 1.2),
            Unknown("firm.*.service.compensation_quick", 0.4, 1.6),
        ),
        ("P2", "P7", "P8", "P9", "P10", "P11", "P14", "P15", "P16", "P19", "P19B", "P20", "P21", "P23",
         "P24", "P28", "P29", "P32", "P34"),
    ),
}  # fmt: skip
"""The null models that are run as markets.

``constant_churn``: customers differ in how often they think of leaving, and then choose by luck and price
(heterogeneous constant churn, Fader & Hardie 2007). ``dirichlet``: every customer chooses again each month by
lasting taste, luck and price. ``state_dependence``: the same with a habit, a reward for staying (a logit with
state dependence). ``switching_cost``: a logit with inattention, failures, tastes, bonds and switching costs,
but without satisfaction, trust, learning and word of mouth.
"""


@cache
def null_fits() -> Mapping[str, Mapping[str, Any]]:
    """Return by null model its refitted ``values``, and by how much it ``missed`` the figures."""
    return tomllib.loads(NULL_FITS.read_text(encoding="utf-8"))
