"""The firms' numbers, an array each: offer, service and the programmes that their level contains."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from simulation.rules.arithmetic import Values

if TYPE_CHECKING:  # the kernel reads scenarios, but needs no schema to run
    from simulation.scenario.firm import Firm
    from simulation.scenario.world import World

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


def firm_numbers(offers: Iterable[Firm], world: World, brands: Values) -> Firms:
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
        """What everybody buys and sees, whatever the level."""
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
        """Failures, complaints, recovery, and how close the firm's contact is."""
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
        """Level 1: points, rebates, status, guarantee."""
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
        """Level 2: people and club; contact alone builds a part of the tie."""
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
        """Level 3: what is worth integrating with, as far as rivals have not copied it."""
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
