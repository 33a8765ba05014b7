"""One customer as a plain Mesa agent: what she lives through in a month.

Written from the model's description. Nothing here is shared with the kernel but the numbers of the settings,
the traits and the keys of luck: one object a customer, a list with one entry a firm for what she remembers
of each, ``if`` and ``for``.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import mesa

from tests.second_opinion import draws

if TYPE_CHECKING:
    from tests.second_opinion.market import PlainMarket


def squash(x: float) -> float:
    half = x / 2
    return (1 + half / math.sqrt(1 + half * half)) / 2


def worse_hurts_more(x: float, aversion: float) -> float:
    return aversion * x if x < 0 else x


class Living(mesa.Agent):
    """A customer's lasting traits, what she remembers of every firm, and the first half of her month."""

    model: PlainMarket

    def __init__(self, model: PlainMarket, number: int, traits: dict[str, Any]) -> None:
        super().__init__(model)
        self.number = number
        for trait in (
            "involvement", "stakes", "purchase_rate", "contact", "usage", "desire", "sociability",
            "restlessness", "cost_to_serve", "opportunism",
        ):  # fmt: skip
            setattr(self, trait, float(traits[trait][number]))
        self.taste = [float(taste) for taste in traits["taste"][:, number]]
        self.acquaintances = [int(person) for person in traits["acquaintances"][:, number]]
        everywhere = range(len(model.firms))
        self.expectation = [self.stakes * firm.quality for firm in model.firms]
        self.trust = [model.world.trust.initial for _ in everywhere]
        self.satisfaction = [0.0 for _ in everywhere]
        self.commitment = [0.0 for _ in everywhere]
        self.points = [0.0 for _ in everywhere]
        self.social_bond = [0.0 for _ in everywhere]
        self.integration = [0.0 for _ in everywhere]
        self.purchases = [0.0 for _ in everywhere]
        self.bought = [0.0 for _ in everywhere]
        self.rewards = [0.0 for _ in everywhere]
        self.has_left = [False for _ in everywhere]
        self.tenure = self.departures = 0
        self.profit = 0.0
        self.waiting = False
        self.cause = ""
        self.look_time = model.luck.time[0]
        self.firm = 0

    def live(self) -> None:
        self.origin = self.firm
        self.loss = self.made_good = self.recovery_cost = self.recovery_surprise = self.integrated = 0.0
        used = self.obtain()
        self.heard: list[tuple[int, float, float]] = []
        self.told = 0
        if used:
            self.suffer_failure()
            self.experience()
            self.become_satisfied()
            self.judge_the_promise()
            self.commit()
            self.learn()
        self.notice_advertising([self.firm])
        self.forget()
        if used:
            self.bond()
        self.lose_contact_person()
        if self.model.contractual:
            self.collect_points()
        if used:
            self.decide_how_many_to_tell()

    def obtain(self) -> bool:
        """Contracts deliver the month's quantity; else she uses what she took home last month."""
        if not self.model.contractual:
            used = any(self.bought)
            self.bought = [0.0] * len(self.bought)
            return used
        self.bought = [self.purchase_rate if j == self.firm else 0.0 for j in range(len(self.bought))]
        self.purchases[self.firm] += self.purchase_rate
        return True

    def suffer_failure(self) -> None:
        world, firm, luck = self.model.world, self.model.firms[self.firm], self.model.luck
        draw = draws.uniform(luck.failure, self.number)
        if draw < firm.failure_major + firm.failure_minor:
            major = draw < firm.failure_major
            self.loss = world.experience.major_loss if major else world.experience.minor_loss
            likely = world.experience.complaint_major if major else world.experience.complaint_minor
            likely *= 2 * self.involvement * firm.complaint_factor
            if draws.uniform(luck.complaint, self.number) < likely:
                self.complain()
        if self.tenure == firm.guarantee_months - 1 and self.opportunism < firm.opportunists:
            self.recovery_cost += firm.price

    def complain(self) -> None:
        firm, harm = self.model.firms[self.firm], self.stakes * self.loss
        draw = draws.uniform(self.model.luck.outcome, self.number)
        if draw < firm.recovery_quick:
            self.made_good = firm.compensation_quick
        elif draw < firm.recovery_quick + firm.recovery_satisfied:
            self.made_good = firm.compensation_satisfied
        else:
            self.made_good = firm.compensation_unsatisfied
        if self.tenure < firm.guarantee_months:  # the price is refunded, if that is more than the answer
            self.made_good = max(self.made_good, firm.price / max(harm, 0.01))
            self.recovery_cost = max(firm.price, firm.compensation_cost * harm * self.made_good)
        else:
            self.recovery_cost = firm.compensation_cost * harm * self.made_good
        self.recovery_surprise = harm * (self.made_good - self.model.world.experience.recovery_expected)

    def experience(self) -> None:
        world, j = self.model.world, self.firm
        firm = self.model.firms[j]
        has_status = self.purchases[j] >= firm.tier_threshold
        financial = firm.rebate + firm.reward * (1 + (firm.tier_bonus if has_status else 0))
        social = world.bonds.social_benefit * self.stakes * self.social_bond[j] * firm.personal_fit
        structural = world.bonds.structural_benefit * self.usage * self.integration[j] * firm.structural
        performance = firm.quality + firm.quality_spread * draws.noise(
            self.model.luck.performance, self.number
        )
        happened = self.stakes * (performance - self.loss) + financial + social + structural
        repair = self.stakes * self.loss * self.made_good
        self.felt = happened + repair
        self.learned = happened + world.experience.healing * repair

    def become_satisfied(self) -> None:
        world, j = self.model.world, self.firm
        expected = self.expectation[j]
        of_month = (
            world.satisfaction.performance * (self.felt - self.desire)
            + world.satisfaction.expectation * (expected - self.desire)
            + world.satisfaction.disconfirmation
            * worse_hurts_more(self.felt - expected, world.satisfaction.loss_aversion)
        )
        recovery = worse_hurts_more(self.recovery_surprise, world.satisfaction.loss_aversion)
        of_month += world.satisfaction.disconfirmation * recovery
        short_of_claim = self.claim_of(j) - world.trust.tolerance * self.stakes - self.felt
        if short_of_claim > 0:
            of_month -= world.satisfaction.information * world.satisfaction.loss_aversion * short_of_claim
        slower = world.satisfaction.memory / (world.satisfaction.memory + self.tenure)
        self.satisfaction[j] += slower * world.satisfaction.speed * (of_month - self.satisfaction[j])

    def claim_of(self, j: int) -> float:
        """What a firm promises her, worth a month."""
        world, firm = self.model.world, self.model.firms[j]
        visible = world.bonds.visible * world.bonds.structural_benefit * firm.structural * self.usage
        return self.stakes * firm.claimed_quality + firm.rebate + firm.reward + visible

    def judge_the_promise(self) -> None:
        world, j = self.model.world, self.firm
        margin = self.learned - self.claim_of(j) + world.trust.tolerance * self.stakes
        kept = squash(margin / (world.trust.softness * self.stakes))
        self.trust[j] += world.trust.speed * worse_hurts_more(
            kept - self.trust[j], world.satisfaction.loss_aversion
        )
        self.trust[j] = max(self.trust[j], 0.0)

    def commit(self) -> None:
        world, j = self.model.world, self.firm
        product = (
            world.commitment.involvement_share
            * self.involvement
            * squash(self.satisfaction[j] / world.commitment.softness)
        )
        people = (1 - world.commitment.involvement_share) * self.social_bond[j]
        self.commitment[j] += world.commitment.speed * (
            self.trust[j] * (product + people) - self.commitment[j]
        )

    def learn(self) -> None:
        self.expectation[self.firm] += self.model.world.learning.experience * (
            self.learned - self.expectation[self.firm]
        )

    def notice_advertising(self, firms: Iterable[int]) -> None:
        for j in firms:
            firm = self.model.firms[j]
            pull = self.model.world.learning.advertising * firm.advertising * self.trust[j]
            self.expectation[j] += pull * (self.claim_of(j) - self.expectation[j])

    def forget(self) -> None:
        world = self.model.world
        for j in range(len(self.model.firms)):
            if j != self.firm:
                self.satisfaction[j] *= 1 - world.satisfaction.fading
                self.commitment[j] *= 1 - world.satisfaction.fading
            self.social_bond[j] *= 1 - world.bonds.social_decay
            self.integration[j] *= 1 - (
                world.bonds.integration_decay if j == self.firm else world.bonds.social_decay
            )

    def bond(self) -> None:
        world, j = self.model.world, self.firm
        firm = self.model.firms[j]
        contact, use = world.bonds.social_growth * self.contact, world.bonds.integration_growth * self.usage
        self.social_bond[j] += firm.tie * contact / (1 + contact) * (1 - self.social_bond[j])
        self.integrated = firm.structural * use / (1 + use) * (1 - self.integration[j])
        self.integration[j] += self.integrated

    def lose_contact_person(self) -> None:
        firm = self.model.firms[self.firm]
        person = self.number // int(firm.accounts)
        if draws.uniform(self.model.luck.staff[self.firm], person) < firm.staff_turnover:
            self.social_bond[self.firm] *= 1 - firm.personal_share

    def collect_points(self) -> None:
        for j, firm in enumerate(self.model.firms):
            if firm.reward > 0:
                has_status = self.purchases[j] >= firm.tier_threshold
                self.points[j] += self.bought[j] * (1 + firm.tier_bonus if has_status else 1)
            self.rewards[j] = self.points[j] // firm.threshold
            self.points[j] = max(self.points[j] - self.rewards[j] * firm.threshold, 0.0)

    def decide_how_many_to_tell(self) -> None:
        world, j = self.model.world, self.firm
        mood = self.satisfaction[j]
        strong = (
            world.word_of_mouth.satisfied * mood if mood > 0 else -world.word_of_mouth.dissatisfied * mood
        )
        mean = world.word_of_mouth.base + strong + world.word_of_mouth.committed * self.commitment[j]
        mean *= self.sociability * (1 + self.model.firms[j].club)
        self.told = min(int(mean + draws.uniform(self.model.luck.told, self.number)), len(self.acquaintances))

    def says(self) -> tuple[int, float, float]:
        return self.firm, self.expectation[self.firm], self.trust[self.firm]

    def listeners(self) -> list[int]:
        known = len(self.acquaintances)
        begin = int(draws.uniform(self.model.luck.acquaintance, self.number) * known)
        return [self.acquaintances[(begin + message) % known] for message in range(self.told)]
