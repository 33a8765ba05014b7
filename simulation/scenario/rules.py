"""The rules of a market: every mechanism can be switched off."""

from __future__ import annotations

from simulation.mechanisms import (
    advertising,
    attainability,
    attention,
    attribution,
    broken_promises,
    commitment,
    contracts,
    dirichlet_tastes,
    expectation,
    failure_and_recovery,
    goal_gradient,
    grievance,
    involvement,
    lever_prices,
    match,
    offer,
    points_and_tiers,
    price_notice,
    redemption,
    referral,
    satisfaction,
    search,
    serving,
    social_bond,
    structural_bond,
    suspicion,
    switching_cost,
    taste_and_brand,
    trust,
    volume,
    word_of_mouth,
)
from simulation.schema import switch


class Rules(
    involvement.Switches,
    offer.Switches,
    price_notice.Switches,
    failure_and_recovery.Switches,
    match.Switches,
    attribution.Switches,
    satisfaction.Switches,
    trust.Switches,
    commitment.Switches,
    grievance.Switches,
    expectation.Switches,
    advertising.Switches,
    word_of_mouth.Switches,
    points_and_tiers.Switches,
    attainability.Switches,
    redemption.Switches,
    goal_gradient.Switches,
    social_bond.Switches,
    structural_bond.Switches,
    broken_promises.Switches,
    suspicion.Switches,
    switching_cost.Switches,
    referral.Switches,
    contracts.Switches,
    search.Switches,
    attention.Switches,
    taste_and_brand.Switches,
    dirichlet_tastes.Switches,
    volume.Switches,
    serving.Switches,
    lever_prices.Switches,
):
    """Every mechanism can be switched off alone: for a first lesson, and for ablations."""

    imitation: bool = switch(
        name="Imitation",
        meaning="Firms with an imitating policy copy the levels of their rivals.",
    )
