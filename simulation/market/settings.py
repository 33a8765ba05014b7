"""A scenario's numbers as the rules want them: money in reference prices, switched-off rules neutral.

Switching a mechanism off (``[world.rules]``) sets the numbers that drive it to the value at which its
formula does nothing. The rules themselves know no switches.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from simulation.rules.arithmetic import Values

if TYPE_CHECKING:  # the kernel reads scenarios, but needs no schema (and no pydantic) to run
    from simulation.scenario.firm import Firm
    from simulation.scenario.world import World

ALWAYS = 1.0e9
"""A search rate so high that everybody looks around every month."""

# What the five levels of contact do: personal tie that contact alone builds (share of a full level-2
# programme), readiness to complain (a channel has to exist), and cost in reference prices a month.
CONTACT = {
    "basic": (0.0, 0.5, 0.0),
    "reactive": (0.0, 1.0, 0.0),
    "accountable": (0.15, 1.5, 0.02),
    "proactive": (0.4, 2.0, 0.05),
    "partnership": (0.8, 2.5, 0.1),
}
RECOMMENDED_ACCOUNTS = 300.0
"""Accounts that one person can look after well (insurance course case)."""


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


class Firms(NamedTuple):
    """The firms' numbers, one array of length firms each; programmes count only from their level on."""

    price: Values
    margin: Values
    quality: Values
    quality_spread: Values
    claimed_quality: Values
    claimed_money: Values
    visible: Values
    brand: Values
    effort: Values
    exit_fee: Values
    advertising: Values
    failure_minor: Values
    failure_major: Values
    complaint_factor: Values
    recovery_satisfied: Values
    recovery_quick: Values
    compensation_unsatisfied: Values
    compensation_satisfied: Values
    compensation_quick: Values
    compensation_cost: Values
    reward: Values
    threshold: Values
    reward_worth: Values
    rebate: Values
    tier_threshold: Values
    tier_bonus: Values
    guarantee_months: Values
    guarantee_relief: Values
    opportunists: Values
    tie: Values
    accounts: Values
    staff_turnover: Values
    personal_share: Values
    personal_fit: Values
    club: Values
    structural: Values
    cost_contact: Values
    cost_member: Values
    cost_social: Values
    cost_structural: Values
    cost_setup: Values
    cost_acquisition: Values


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


def firms(offers: Iterable[Firm], world: World, brands: Values) -> Firms:
    """Translate the firms as they stand now; ``brands`` is the brand strength of each.

    What a level does not contain is set to zero, so that level 3 contains 2 contains 1 by construction.
    """
    offers = tuple(offers)
    columns = _Columns(offers, world)
    parts = (columns.offer(), columns.service(), columns.financial(), columns.social(), columns.structural())
    numbers = {name: values for part in parts for name, values in part.items()}
    return Firms(
        brand=brands,
        claimed_money=numbers["rebate"] + numbers["reward"],
        visible=world.bonds.visible * world.bonds.structural_benefit * numbers["structural"],
        **numbers,
    )


class _Columns:
    """One array a number, of length firms; money in reference prices."""

    def __init__(self, offers: tuple[Firm, ...], world: World) -> None:
        self._offers, self._world, self._price = offers, world, world.reference_price
        rules = world.rules
        self._one = self._each(lambda firm: float(firm.level >= 1 and rules.financial_bonds))
        self._two = self._each(lambda firm: float(firm.level >= 2 and rules.social_bonds))
        self._three = self._each(lambda firm: float(firm.level >= 3 and rules.structural_bonds))

    def _each(self, value: Callable[[Firm], float]) -> Values:
        return np.array([value(firm) for firm in self._offers], dtype=np.float64)

    def offer(self) -> dict[str, Values]:
        each, price, rules = self._each, self._price, self._world.rules
        return {
            "price": each(lambda firm: firm.price / price),
            "margin": each(lambda firm: (firm.price - firm.unit_cost) / price),
            "quality": each(lambda firm: firm.quality),
            "quality_spread": float(rules.noise) * each(lambda firm: firm.quality_spread),
            "claimed_quality": each(lambda firm: firm.quality + (firm.promise - 1.0)),
            "effort": each(lambda firm: firm.effort),
            "exit_fee": each(lambda firm: firm.exit_fee / price) * float(rules.switching_costs),
            "advertising": each(lambda firm: firm.advertising),
            "cost_acquisition": each(lambda firm: firm.acquisition_cost / price),
        }

    def service(self) -> dict[str, Values]:
        each, failures = self._each, float(self._world.rules.failures)
        return {
            "failure_minor": failures * each(lambda firm: firm.service.failure_minor),
            "failure_major": failures * each(lambda firm: firm.service.failure_major),
            "complaint_factor": each(lambda firm: CONTACT[firm.service.contact][1]),
            "recovery_satisfied": each(lambda firm: firm.service.recovery_satisfied),
            "recovery_quick": each(lambda firm: firm.service.recovery_quick),
            "compensation_unsatisfied": each(lambda firm: firm.service.compensation_unsatisfied),
            "compensation_satisfied": each(lambda firm: firm.service.compensation_satisfied),
            "compensation_quick": each(lambda firm: firm.service.compensation_quick),
            "compensation_cost": each(lambda firm: firm.service.compensation_cost),
            "cost_contact": each(lambda firm: CONTACT[firm.service.contact][2]),
        }

    def financial(self) -> dict[str, Values]:
        each, one, price = self._each, self._one, self._price
        relief = self._world.trust.guarantee_relief
        reward = one * each(lambda firm: firm.financial.reward * firm.price / price)
        threshold = each(lambda firm: firm.financial.threshold)
        return {
            "reward": reward,
            "threshold": threshold,
            "reward_worth": reward * threshold,
            "rebate": one * each(lambda firm: firm.financial.rebate * firm.price / price),
            "tier_threshold": each(lambda firm: firm.financial.tier_threshold),
            "tier_bonus": one * each(lambda firm: firm.financial.tier_bonus),
            "guarantee_months": one * each(lambda firm: firm.financial.guarantee_months),
            "guarantee_relief": one * each(lambda firm: relief if firm.financial.guarantee_months else 0.0),
            "opportunists": one * each(lambda firm: firm.financial.opportunists),
            "cost_member": one * each(lambda firm: firm.financial.member_cost / price),
        }

    def social(self) -> dict[str, Values]:
        each, two, price = self._each, self._two, self._price
        contact = each(lambda firm: CONTACT[firm.service.contact][0]) * float(self._world.rules.social_bonds)
        capacity = each(lambda firm: min(1.0, RECOMMENDED_ACCOUNTS / firm.social.accounts_per_person))
        club = two * each(lambda firm: firm.social.club)
        person = each(lambda firm: firm.social.person_cost / firm.social.accounts_per_person / price)
        return {
            "tie": np.maximum(two, contact) * capacity,
            "accounts": np.round(each(lambda firm: firm.social.accounts_per_person)),
            "staff_turnover": two * each(lambda firm: firm.social.staff_turnover),
            "personal_share": each(lambda firm: firm.social.personal_share),
            "personal_fit": each(lambda firm: firm.social.personal_fit),
            "club": club,
            "cost_social": two * person + club * each(lambda firm: firm.social.club_cost / price),
        }

    def structural(self) -> dict[str, Values]:
        each, three, price = self._each, self._three, self._price
        return {
            "structural": three * each(lambda firm: firm.structural.uniqueness) * self._not_copied(),
            "cost_structural": three * each(lambda firm: firm.structural.service_cost / price),
            "cost_setup": three * each(lambda firm: firm.structural.setup_cost / price),
        }

    def _not_copied(self) -> Values:
        """Return what is left of each firm's uniqueness, given how many of its rivals run level 3 too."""
        rivals = max(len(self._offers) - 1, 1)
        copied = self._each(lambda firm: firm.structural.copied)
        return 1.0 - copied * (float(self._three.sum()) - self._three) / rivals
