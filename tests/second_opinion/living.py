"""One customer as a plain Mesa agent: what she lives through in a month.

Written from the model's description. Nothing here is shared with the kernel but the numbers of the settings,
the traits and the keys of luck: one object a customer, a list with one entry a firm for what she remembers
of each, ``if`` and ``for``.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from tests.second_opinion import draws
from tests.second_opinion.classed import Classed

if TYPE_CHECKING:
    from tests.second_opinion.market import PlainMarket


def squash(x: float) -> float:
    half = x / 2
    return (1 + half / math.sqrt(1 + half * half)) / 2


def worse_hurts_more(x: float, aversion: float) -> float:
    return aversion * x if x < 0 else x


class Living(Classed):
    """A customer's lasting traits, what she remembers of every firm, and the first half of her month."""

    def __init__(self, model: PlainMarket, number: int, traits: dict[str, Any]) -> None:
        super().__init__(model)
        self.number = number
        for trait in (
            "involvement", "stakes", "purchase_rate", "contact", "usage", "desire", "sociability",
            "restlessness", "cost_to_serve", "opportunism", "trouble",
        ):  # fmt: skip
            setattr(self, trait, float(traits[trait][number]))
        self.segment = int(traits["segment"][number])
        self.terms = list(range(model.rows))
        self.taste = [float(taste) for taste in traits["taste"][:, number]]
        self.acquaintances = [int(person) for person in traits["acquaintances"][:, number]]
        self.forget_everything()
        self.open_files()
        self.prospect = [1.0 for _ in model.firms]
        self.bought = [0.0 for _ in model.firms]
        self.rewards = [0.0 for _ in model.firms]
        self.lapsed = [0.0 for _ in model.firms]
        self.tenure = self.departures = 0
        self.profit = 0.0
        self.fee_agreed = 0.0
        self.contract_term = self.contract_age = 0
        self.cause = ""
        self.look_time = model.luck.time[0]
        self.firm = 0
        self.newcomer = True
        self.be_reviewed()

    def forget_everything(self) -> None:
        """Be somebody whom no firm has disappointed or bound yet."""
        everywhere = range(self.model.rows)
        self.expectation = [self.stakes * firm.quality for firm in self.offers()]
        self.trust = [self.model.world.trust.initial for _ in everywhere]
        self.satisfaction = [0.0 for _ in everywhere]
        self.commitment = [0.0 for _ in everywhere]
        self.points = [0.0 for _ in everywhere]
        self.social_bond = [0.0 for _ in everywhere]
        self.integration = [0.0 for _ in everywhere]
        self.purchases = [0.0 for _ in everywhere]
        self.has_left = [False for _ in everywhere]
        self.rewarded = [False for _ in everywhere]
        self.eagerness = 0.0
        self.waiting = self.suspicious = False
        self.loss = self.grievance = 0.0

    def live(self) -> None:
        before = self.terms[self.firm]
        self.be_reviewed()
        now = self.terms[self.firm]
        self.notice_withdrawal(self.firm, self.model.offers[before], self.model.offers[now])
        self.origin, self.origin_deal = self.firm, now
        self.foresee()
        self.loss = self.made_good = self.recovery_cost = self.recovery_surprise = self.integrated = 0.0
        self.age_contract()
        self.received = self.missed = 0.0
        if not self.model.contractual:
            self.eagerness = self.pull_of_reward()
            self.look_at_account(max(self.bought[self.firm], 1.0))
        self.excused = 0.0
        self.grievance *= 1 - self.model.world.commitment.grievance_fading
        used = self.obtain() and not self.without()
        if self.model.contractual:
            self.collect_points()
            self.look_at_account(max(self.bought[self.firm], 1e-9))
        self.heard: list[tuple[int, float, float, int]] = []
        self.told = 0
        if used:
            self.suffer_failure()
            self.experience()
            self.resent()
            self.become_satisfied()
            self.judge_the_promise()
            self.commit()
            self.learn()
        self.attention = math.exp(-self.model.world.search.attention * self.commitment[self.firm])
        self.notice_advertising([self.firm])
        self.forget()
        if used:
            self.bond()
        self.lose_contact_person()
        if used:
            self.decide_how_many_to_tell()
        if self.without():
            self.satisfaction[self.firm] = self.commitment[self.firm] = self.trust[self.firm] = 0.0

    def without(self) -> bool:
        """Whether she does without a supplier."""
        return not self.offer_of(self.firm).serves

    def age_contract(self) -> None:
        """A month of the term passes; who has stayed beyond it has signed anew."""
        firm = self.offer_of(self.firm)
        if self.model.world.fee_consent:
            self.fee_agreed = min(self.fee_agreed, firm.exit_fee)
        else:
            self.fee_agreed, self.contract_term = firm.exit_fee, firm.contract_term
            self.contract_age = min(self.contract_age, self.contract_term)
        if self.last_month_of_term():
            self.fee_agreed, self.contract_term, self.contract_age = firm.exit_fee, firm.contract_term, 0
        self.contract_age += 1 if self.contract_term else -self.contract_age

    def last_month_of_term(self) -> bool:
        return self.contract_term > 0 and self.contract_age >= self.contract_term

    def fee_owed(self) -> float:
        """The fee runs off evenly over the term."""
        over = self.contract_age / self.contract_term if self.contract_term else 0.0
        return self.fee_agreed * (1 - over)

    def notice_withdrawal(self, j: int, before: SimpleNamespace, now: SimpleNamespace) -> None:
        """A firm has cut what its programme promised her."""
        world = self.model.world
        promises = ("money_promised", "structure_promised", "tie")
        cuts = {name: max(getattr(before, name) - getattr(now, name), 0.0) for name in promises}
        share = max(cut / getattr(before, name) if cut else 0.0 for name, cut in cuts.items())
        if not share:
            return
        person = before.personal_share if before.people_promised > now.people_promised else 0.0
        if j == self.firm:
            social = world.bonds.social_benefit * self.stakes * self.social_bond[j] * now.personal_fit
            structural = world.bonds.structural_benefit * self.usage * self.integration[j]
            lost = cuts["money_promised"] * now.price + person * social
            lost += structural * cuts["structure_promised"]
            self.expectation[j] -= lost
            self.satisfaction[j] -= world.trust.breach * world.satisfaction.loss_aversion * lost
        self.trust[j] *= 1 - world.trust.breach * share
        self.social_bond[j] *= 1 - person
        if before.structure_offered > now.structure_offered:
            self.integration[j] = 0.0

    def resent(self) -> None:
        if self.waiting:
            harm = self.model.world.switching_cost.fee_resentment * self.fee_owed()
            self.felt -= harm
            self.learned -= harm

    def obtain(self) -> bool:
        """Contracts deliver the month's quantity; else she uses what she took home last month."""
        if not self.model.contractual:
            used = any(self.bought)
            self.be_served()
            self.bought = [0.0] * len(self.bought)
            return used
        quantity = self.purchase_rate * self.volume()
        self.bought = [quantity if j == self.firm else 0.0 for j in range(len(self.bought))]
        self.purchases[self.firm] += quantity
        self.be_served()
        return True

    def nearness(self) -> float:
        """How near her next reward feels, 0 to 1."""
        progress = self.points[self.firm] / self.offer_of(self.firm).threshold
        return float(progress**self.model.world.switching_cost.goal_gradient)

    def pull_of_reward(self) -> float:
        """How much more often she buys than usual."""
        world, j = self.model.world, self.firm
        if self.offer_of(j).reward <= 0:
            return 0.0
        usual = world.rewards.goal_slack / (1 + world.switching_cost.goal_gradient)
        nearer = self.nearness() - (usual if self.rewarded[j] else 0)
        return float(world.rewards.goal_pull * self.prospect[j] * nearer)

    def look_at_account(self, bought: float) -> None:
        """What the last rewards gave back, and what lapsed, for each purchase of the month."""
        firm = self.offer_of(self.firm)
        self.received = self.rewards[self.firm] * firm.bill_reward * firm.threshold / bought
        self.missed = firm.reward * self.prospect[self.firm] * self.lapsed[self.firm] / bought

    def volume(self) -> float:
        """What she buys, relative to what she would buy of a firm that means nothing to her."""
        world, j = self.model.world.volume, self.firm
        mood = 2 * squash(self.satisfaction[j] / 0.1) - 1
        return (
            1
            + world.satisfaction * mood
            + world.commitment * self.commitment[j]
            + world.integration * self.integration[j]
        )

    def be_served(self) -> None:
        """What her contacts and orders cost the supplier; what it is spared by integration."""
        costs, j = self.model.world.serving, self.firm
        self.serving = self.cost_to_serve + costs.contact * self.contact + costs.order * self.bought[j]
        self.serving *= 1 - costs.saving * self.integration[j]

    def suffer_failure(self) -> None:
        world, firm, luck = self.model.world, self.offer_of(self.firm), self.model.luck
        draw = draws.uniform(luck.failure, self.number)
        if draw < firm.failure_major + firm.failure_minor:
            major = draw < firm.failure_major
            self.loss = world.experience.major_loss if major else world.experience.minor_loss
            likely = world.experience.complaint_major if major else world.experience.complaint_minor
            likely *= 2 * self.involvement * firm.complaint_factor
            if draws.uniform(luck.complaint, self.number) < likely:
                self.complain()
            excuses = world.experience.attribution_major if major else world.experience.attribution
            self.excused = excuses * self.continuity()
            unanswered = self.loss * (1 - self.excused) * max(0.0, 1 - self.made_good)
            self.grievance = min(1.0, self.grievance + world.commitment.grievance * unanswered)
        if self.tenure == firm.guarantee_months - 1 and self.opportunism < firm.opportunists:
            self.recovery_cost += firm.bill

    def continuity(self) -> float:
        """How far she feels bound: by status or progress in a programme, else by commitment."""
        j, firm = self.firm, self.offer_of(self.firm)
        if firm.reward == 0:
            return self.commitment[j]
        if firm.tier_bonus > 0 and self.purchases[j] >= firm.tier_threshold:
            return 1.0
        return min(1.0, self.points[j] / firm.threshold)

    def complain(self) -> None:
        self.serving += self.model.world.serving.complaint
        firm, harm = self.offer_of(self.firm), self.stakes * self.loss
        draw = draws.uniform(self.model.luck.outcome, self.number)
        if draw < firm.recovery_quick:
            self.made_good = firm.compensation_quick
        elif draw < firm.recovery_quick + firm.recovery_satisfied:
            self.made_good = firm.compensation_satisfied
        else:
            self.made_good = firm.compensation_unsatisfied
        if self.tenure < firm.guarantee_months:  # the price is refunded, if that is more than the answer
            self.made_good = max(self.made_good, firm.bill / max(harm, 0.01))
            self.recovery_cost = max(firm.bill, firm.compensation_cost * harm * self.made_good)
        else:
            self.recovery_cost = firm.compensation_cost * harm * self.made_good
        self.recovery_surprise = harm * (self.made_good - self.model.world.experience.recovery_expected)

    def experience(self) -> None:
        world, j = self.model.world, self.firm
        firm = self.offer_of(j)
        has_status = self.purchases[j] >= firm.tier_threshold
        hoped = firm.reward * (1 + (firm.tier_bonus if has_status else 0)) * self.prospect[j]
        social = world.bonds.social_benefit * self.stakes * self.social_bond[j] * firm.personal_fit
        structural = world.bonds.structural_benefit * self.usage * self.integration[j] * firm.structural
        performance = firm.quality + firm.quality_spread * draws.noise(
            self.model.luck.performance, self.number
        )
        alike = world.experience.match_neighbours
        suits = (1 - alike) ** 0.5 * draws.noise(self.model.luck.match[j], self.number)
        suits += alike**0.5 * draws.noise(self.model.luck.common[j], self.number // 8)
        suits *= world.experience.match_spread
        happened = self.stakes * (performance + suits) + firm.rebate + hoped + social + structural
        if self.suspicious:
            happened -= world.bonds.suspicion * (firm.rebate + hoped + social)
        harm, counted = self.stakes * self.loss, self.stakes * self.loss * (1 - self.excused)
        redeemed = (1 - world.rewards.hope) * (self.received - hoped) - self.missed
        self.felt = happened - harm * (1 - self.made_good) + redeemed
        self.learned = happened - counted * (1 - world.experience.healing * self.made_good)

    def become_satisfied(self) -> None:
        world, j = self.model.world, self.firm
        expected, zone = self.expectation[j], world.satisfaction.zone * self.stakes
        surprise = self.felt - expected
        surprise -= min(max(surprise, -zone), zone)
        of_month = (
            world.satisfaction.performance * (self.felt - self.desire)
            + world.satisfaction.expectation * (expected - self.desire)
            + world.satisfaction.disconfirmation
            * worse_hurts_more(surprise, world.satisfaction.loss_aversion)
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
        world, firm = self.model.world, self.offer_of(j)
        visible = world.bonds.visible * world.bonds.structural_benefit * firm.structural * self.usage
        money = firm.rebate + firm.reward * self.prospect[j]
        return self.stakes * firm.claimed_quality + money + visible

    def foresee(self) -> None:
        """What each firm's rewards are worth to her: 1 is their face value."""
        impatience, firms = self.model.world.rewards.impatience, self.offers()
        self.prospect = [1.0] * len(firms)
        if not self.model.world.foresight:
            return
        for j, firm in enumerate(firms):
            if not firm.reward:
                continue
            share = 1.0
            if not self.model.contractual:
                usual = 1 / sum(firm.serves for firm in firms)
                share = (self.purchases[j] + 4 * usual) / (sum(self.purchases) + 4)
            months = firm.threshold / max(self.purchase_rate * share, 1e-9)
            if firm.lapse * months >= 1:
                self.prospect[j] = 0.0
                continue
            real = -math.log1p(-firm.lapse * months) / firm.lapse if firm.lapse else months
            wait = impatience * real
            self.prospect[j] = months / real * (wait / math.expm1(min(wait, 700)) if wait else 1.0)

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
        supported = self.trust[j] * (product + people) * (1 - self.grievance)
        self.commitment[j] += world.commitment.speed * (supported - self.commitment[j])

    def learn(self) -> None:
        self.expectation[self.firm] += self.model.world.learning.experience * (
            self.learned - self.expectation[self.firm]
        )

    def notice_advertising(self, firms: Iterable[int]) -> None:
        for j in firms:
            firm = self.offer_of(j)
            pull = self.model.world.learning.advertising * firm.advertising * self.trust[j]
            self.expectation[j] += pull * (self.claim_of(j) - self.expectation[j])

    def forget(self) -> None:
        world = self.model.world
        for j in range(self.model.rows):
            if j != self.firm:
                self.satisfaction[j] *= 1 - world.satisfaction.fading
                self.commitment[j] *= 1 - world.satisfaction.fading
            self.social_bond[j] *= 1 - world.bonds.social_decay
            self.integration[j] *= 1 - (
                world.bonds.integration_decay if j == self.firm else world.bonds.social_decay
            )

    def bond(self) -> None:
        world, j = self.model.world, self.firm
        firm = self.offer_of(j)
        contact, use = world.bonds.social_growth * self.contact, world.bonds.integration_growth * self.usage
        self.social_bond[j] += min(firm.tie * contact / (1 + contact), 1) * (1 - self.social_bond[j])
        self.integrated = min(firm.structural * use / (1 + use), 1) * (1 - self.integration[j])
        self.integration[j] += self.integrated

    def lose_contact_person(self) -> None:
        firm = self.offer_of(self.firm)
        person = self.number // int(firm.accounts)
        if draws.uniform(self.model.luck.staff[self.firm], person) < firm.staff_turnover:
            self.social_bond[self.firm] *= 1 - firm.personal_share

    def collect_points(self) -> None:
        for j, firm in enumerate(self.offers()):
            self.lapsed[j] = firm.lapse * self.points[j]
            self.points[j] -= self.lapsed[j]
            if firm.reward > 0:
                has_status = self.purchases[j] >= firm.tier_threshold
                self.points[j] += self.bought[j] * (1 + firm.tier_bonus if has_status else 1)
            self.rewards[j] = self.points[j] // firm.threshold
            self.rewarded[j] |= self.rewards[j] > 0
            self.points[j] = max(self.points[j] - self.rewards[j] * firm.threshold, 0.0)

    def decide_how_many_to_tell(self) -> None:
        world, j = self.model.world, self.firm
        mood = self.satisfaction[j]
        strong = (
            world.word_of_mouth.satisfied * mood if mood > 0 else -world.word_of_mouth.dissatisfied * mood
        )
        mean = world.word_of_mouth.base + strong + world.word_of_mouth.committed * self.commitment[j]
        mean *= self.sociability * (1 + self.offer_of(j).club)
        self.told = min(int(mean + draws.uniform(self.model.luck.told, self.number)), len(self.acquaintances))

    def says(self) -> tuple[int, float, float, int]:
        return self.firm, self.expectation[self.firm], self.trust[self.firm], self.number

    def listeners(self) -> list[int]:
        known = len(self.acquaintances)
        begin = int(draws.uniform(self.model.luck.acquaintance, self.number) * known)
        return [self.acquaintances[(begin + message) % known] for message in range(self.told)]
