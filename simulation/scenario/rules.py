"""The rules of a market: every mechanism can be switched off."""

from __future__ import annotations

from simulation.mechanisms import (
    advertising,
    commitment,
    expectation,
    failure_and_recovery,
    involvement,
    offer,
    points_and_tiers,
    satisfaction,
    search,
    social_bond,
    structural_bond,
    switching_cost,
    taste_and_brand,
    trust,
    word_of_mouth,
)
from simulation.schema import switch


class Rules(
    involvement.Switches,
    offer.Switches,
    failure_and_recovery.Switches,
    satisfaction.Switches,
    trust.Switches,
    commitment.Switches,
    expectation.Switches,
    advertising.Switches,
    word_of_mouth.Switches,
    points_and_tiers.Switches,
    social_bond.Switches,
    structural_bond.Switches,
    switching_cost.Switches,
    search.Switches,
    taste_and_brand.Switches,
):
    """Every mechanism can be switched off alone: for a first lesson, and for ablations."""

    imitation: bool = switch(
        name="Imitation",
        meaning="Firms with an imitating policy copy the levels of their rivals.",
    )
