"""The world's numbers: what all customers have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from simulation.rules.arithmetic import Values

if TYPE_CHECKING:  # the kernel reads scenarios, but needs no schema to run
    from simulation.scenario.world import World

ALWAYS = 1.0e9
"""A search rate so high that everybody looks around every month."""

NOT_YET = np.ones(1)
"""Nothing has faded yet of what was left behind this month."""


class Psychology(NamedTuple):
    """The world's numbers, shared by all customers; see the scenario's schema for their meaning.

    ``feeling_kept`` and ``bond_kept`` are the shares that are left, after 0, 1, ... months, of what a
    customer felt for a firm that she has left (satisfaction and commitment) and of her bonds with it.
    """

    minor_loss: float
    major_loss: float
    complaint_minor: float
    complaint_major: float
    healing: float
    recovery_expected: float
    weight_performance: float
    weight_expectation: float
    weight_disconfirmation: float
    weight_information: float
    loss_aversion: float
    satisfaction_speed: float
    satisfaction_memory: float
    fading: float
    trust_initial: float
    trust_speed: float
    tolerance: float
    trust_softness: float
    risk: float
    commitment_speed: float
    commitment_softness: float
    involvement_share: float
    learning: float
    advertising: float
    talk_base: float
    talk_dissatisfied: float
    talk_satisfied: float
    talk_committed: float
    opinion_weight: float
    social_growth: float
    social_decay: float
    social_benefit: float
    integration_growth: float
    integration_decay: float
    structural_benefit: float
    visible: float
    cost_procedural: float
    cost_integration: float
    cost_people: float
    cost_brand: float
    cost_points: float
    goal_gradient: int
    horizon: float
    search_routine: float
    search_involvement: float
    search_satisfaction: float
    search_gap: float
    search_incident: float
    involuntary: float
    mean_involvement: float
    choice_scale: float
    month_discount: float
    feeling_kept: Values
    bond_kept: Values


def psychology(world: World, firm_count: int) -> Psychology:
    """Translate a world's parameters; ``firm_count`` scales the luck of choice to the price elasticity."""
    rules, on = world.rules, float
    price_share, talk, bonds = world.switching_cost, world.word_of_mouth, world.bonds
    return Psychology(
        minor_loss=world.experience.minor_loss,
        major_loss=world.experience.major_loss,
        complaint_minor=on(rules.complaints) * world.experience.complaint_minor,
        complaint_major=on(rules.complaints) * world.experience.complaint_major,
        healing=world.experience.healing,
        recovery_expected=world.experience.recovery_expected,
        weight_performance=world.satisfaction.performance,
        weight_expectation=world.satisfaction.expectation,
        weight_disconfirmation=world.satisfaction.disconfirmation,
        weight_information=on(rules.information) * world.satisfaction.information,
        loss_aversion=world.satisfaction.loss_aversion,
        satisfaction_speed=on(rules.satisfaction) * world.satisfaction.speed,
        satisfaction_memory=world.satisfaction.memory,
        fading=world.satisfaction.fading,
        trust_initial=world.trust.initial,
        trust_speed=on(rules.trust) * world.trust.speed,
        tolerance=world.trust.tolerance,
        trust_softness=world.trust.softness,
        risk=on(rules.trust) * world.trust.risk,
        commitment_speed=on(rules.commitment) * world.commitment.speed,
        commitment_softness=world.commitment.softness,
        involvement_share=world.commitment.involvement_share,
        learning=on(rules.learning) * world.learning.experience,
        advertising=on(rules.advertising) * world.learning.advertising,
        talk_base=on(rules.word_of_mouth) * talk.base,
        talk_dissatisfied=on(rules.word_of_mouth) * talk.dissatisfied,
        talk_satisfied=on(rules.word_of_mouth) * talk.satisfied,
        talk_committed=on(rules.word_of_mouth) * talk.committed,
        opinion_weight=talk.weight,
        social_growth=bonds.social_growth,
        social_decay=bonds.social_decay,
        social_benefit=bonds.social_benefit,
        integration_growth=bonds.integration_growth,
        integration_decay=bonds.integration_decay,
        structural_benefit=bonds.structural_benefit,
        visible=bonds.visible,
        cost_procedural=on(rules.switching_costs) * price_share.procedural,
        cost_integration=on(rules.switching_costs) * price_share.integration,
        cost_people=on(rules.switching_costs) * price_share.people,
        cost_brand=on(rules.switching_costs) * price_share.brand,
        # At the shelf points stay on the account when something is bought elsewhere: nothing is lost by it,
        # and how near the reward is makes no difference to those who buy often (Hartmann & Viard 2008).
        cost_points=on(rules.switching_costs and world.kind == "contractual"),
        goal_gradient=price_share.goal_gradient,
        horizon=float(price_share.horizon),
        search_routine=world.search.routine if rules.inattention else ALWAYS,
        search_involvement=world.search.involvement,
        search_satisfaction=world.search.satisfaction,
        search_gap=world.search.offer_gap,
        search_incident=world.search.incident,
        involuntary=world.search.involuntary,
        mean_involvement=(world.population.involvement_mean - 20.0) / 120.0,
        choice_scale=(1.0 - persistence(world)) ** 0.5 * total_scale(world, firm_count),
        month_discount=(1.0 + world.discount_rate) ** (1.0 / 12.0),
        feeling_kept=NOT_YET,
        bond_kept=NOT_YET,
    )


def a_month_older(world: Psychology) -> Psychology:
    """Return the world's numbers a month later: what was left behind has faded by another month."""
    return world._replace(
        feeling_kept=np.concatenate((NOT_YET, (1.0 - world.fading) * world.feeling_kept)),
        bond_kept=np.concatenate((NOT_YET, (1.0 - world.social_decay) * world.bond_kept)),
    )


def persistence(world: World) -> float:
    """Return the share of taste variance that persists."""
    return world.taste_persistence if world.rules.tastes else 0.0


def total_scale(world: World, firm_count: int) -> float:
    """Return the scale of all luck in choice, lasting and fresh, in reference prices.

    A logit's own-price elasticity at equal shares is ``-(1 - 1 / firms) * price / scale``; a single firm
    is given the scale of two.
    """
    return (1.0 - 1.0 / max(firm_count, 2)) / world.price_elasticity
