"""One customer as a plain Mesa agent: what she makes of her month, and whether she leaves."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from tests.second_opinion import draws
from tests.second_opinion.living import Living

if TYPE_CHECKING:
    from tests.second_opinion.market import PlainMarket


NOBODY = -1


class Customer(Living):
    """A customer: she begins with the supplier she likes best when nobody has any history."""

    def __init__(self, model: PlainMarket, number: int, traits: dict[str, Any]) -> None:
        super().__init__(model, number, traits)
        self.firm = NOBODY
        self.firm = max(range(len(model.firms)), key=self.worth)
        self.sign()
        self.newcomer = self.company = self.suspicious = False
        self.referrer = NOBODY
        self.contract_age = int(float(traits["contract_phase"][number]) * self.contract_term)
        self.price_leaving()

    def sign(self) -> None:
        """She agrees to what the contract of her supplier says now."""
        firm = self.offer_of(self.firm)
        self.fee_agreed, self.contract_term, self.contract_age = firm.exit_fee, firm.contract_term, 0

    def listen(self) -> None:
        weight = self.model.world.word_of_mouth.weight
        for j in range(self.model.rows):
            opinions = [(worth, trust) for firm, worth, trust, _ in self.heard if firm == j != self.firm]
            total = 1 + weight * len(opinions)
            self.expectation[j] = (self.expectation[j] + weight * sum(worth for worth, _ in opinions)) / total
            self.trust[j] = (self.trust[j] + weight * sum(trust for _, trust in opinions)) / total

    def decide(self) -> None:
        self.listen()
        world, luck = self.model.world, self.model.luck
        self.newcomer = world.replacement > draws.uniform(luck.replacement, self.number)
        if self.newcomer:
            self.forget_everything()
            self.referrer, self.company, self.suspicious = NOBODY, False, False
            self.look_time = luck.time[0]
            self.firm = NOBODY
            self.open_files()
            self.be_reviewed()
            self.firm = max(range(self.model.rows), key=self.worth)
            self.sign()
        self.notice_advertising(j for j in range(self.model.rows) if j != self.firm)
        if self.model.contractual:
            self.reconsider(trip=0)
        else:
            for trip in range(4):
                self.shop(trip)
            self.collect_points()
        self.close_the_month()

    def meet(self) -> None:
        """Is who referred her still a customer of the same supplier, and still himself?"""
        if self.referrer != NOBODY and self.model.customers[self.referrer].newcomer:
            self.referrer = NOBODY
        self.company = self.referrer != NOBODY and self.model.customers[self.referrer].firm == self.firm

    def shop(self, trip: int) -> None:
        """Buy a Poisson number of units; on the way, perhaps, reconsider."""
        draw = draws.uniform(self.model.luck.shopping[trip], self.number)
        mean = self.purchase_rate / 4 * (1 + self.eagerness)
        units, term = 0, math.exp(-mean)
        reached = term
        while draw > reached and units < 12:
            units += 1
            term *= mean / units
            reached += term
        if units:
            self.waiting = False
            self.reconsider(trip)
            self.bought[self.firm] += units
            self.purchases[self.firm] += units

    def hazards(self) -> dict[str, float]:
        """Why she might look around: a hazard for each cause."""
        world = self.model.world
        base = world.routine_search * self.restlessness
        if self.last_month_of_term():
            base *= world.search.renewal
        base *= math.exp(world.search.involvement * (self.involvement - world.mean_involvement))
        base *= self.attention
        pushed = base * math.exp(-self.satisfaction[self.firm] / world.search.satisfaction)
        offers = [
            world.bonds.visible * world.bonds.structural_benefit * firm.structural * self.usage
            + firm.rebate + firm.reward * prospect - firm.price - firm.effort
            for firm, prospect in zip(self.offers(), self.prospect, strict=True)
        ]  # fmt: skip
        mine = self.offer_of(self.firm)
        in_mind = offers[self.firm] + mine.price - mine.visible_price
        gap = max(max(offers) - in_mind, 0.0)
        reach = world.search.news_reach
        hears = (1 - reach) * pushed + reach * base
        return {
            "routine": min(base, pushed),
            "dissatisfaction": max(pushed - base, 0.0),
            "offer": hears * gap / (world.search.offer_gap * self.stakes),
            "incident": world.search.incident * self.loss * (1 - self.excused) * max(0.0, 1 - self.made_good),
        }

    def reconsider(self, trip: int) -> None:
        luck = self.model.luck
        hazards = self.hazards()
        total = sum(hazards.values())
        forced = draws.uniform(luck.leaving[trip], self.number) < self.model.world.search.involuntary
        forced = forced and not self.without()
        looks = forced or draws.uniform(luck.look[trip], self.number) < 1 - math.exp(-min(total, 700))
        if not (looks or self.waiting):
            return
        if looks:
            self.look_time = luck.time[trip]
        chosen = self.choose(forced)
        if chosen == self.firm:
            return
        if forced:
            self.cause = "involuntary"
        elif not looks:
            self.cause = "released"
        else:
            mark = draws.uniform(luck.reason[trip], self.number) * total
            for cause, hazard in hazards.items():
                self.cause = cause
                mark -= hazard
                if mark < 0:
                    break
        self.leave_for(chosen, forced)

    def worth(self, j: int) -> float:
        """Delivered value of a firm with the luck of her last look; newcomers foresee the fee."""
        feared = 0.0 if j == self.firm else self.offer_of(j).fee_foreseen
        chance = draws.gumbel(draws.bits(self.model.luck.choice[j], self.look_time), self.number)
        known = 0.0 if j == self.firm else self.offer_of(j).known
        return self.value(j) - feared + known + self.model.world.choice_scale * chance

    def value(self, j: int) -> float:
        world, firm = self.model.world, self.offer_of(j)
        risk = world.trust.risk * (1 - firm.guarantee_relief) * self.stakes * (1 - self.trust[j])
        return (
            self.stakes * (self.taste[j] + firm.brand) + self.expectation[j] - firm.price - firm.effort - risk
        )

    def choose(self, forced: bool) -> int:
        """The best firm, switching cost counted; she waits if she would go but for it."""
        self.price_leaving()
        worths = [self.worth(j) for j in range(self.model.rows)]
        others = [j for j in range(len(worths)) if j != self.firm]
        best_other = max(others, key=lambda j: worths[j]) if others else self.firm
        self.gap = worths[best_other] - worths[self.firm]
        self.waiting = False
        if forced:
            return best_other
        if self.gap > self.barrier():
            return best_other
        self.waiting = self.gap > 0
        return self.firm

    def barrier(self) -> float:
        """Learning, people and brand count in full; money and work are spread over the horizon."""
        world, j = self.model.world, self.firm
        felt = world.switching_cost.procedural * self.trouble + self.leaving[2]
        once = world.switching_cost.integration * self.integration[j] + self.fee_owed()
        return felt + (once + self.leaving[1]) / world.switching_cost.horizon

    def price_leaving(self) -> None:
        """What leaving costs once: procedural, financial, relational."""
        world, j = self.model.world, self.firm
        firm = self.offer_of(j)
        procedural = (
            world.switching_cost.procedural * self.trouble
            + world.switching_cost.integration * self.integration[j]
            + self.fee_owed()
        )
        points_worth = firm.reward * self.prospect[j] * self.points[j] * self.nearness()
        reward = firm.reward * world.points_forfeited * self.prospect[j]
        delay = world.delay_felt * min(1, 1 / max(self.purchase_rate, 1e-9))
        financial = points_worth * (world.points_forfeited + delay)
        if self.purchases[j] >= firm.tier_threshold:
            counted = firm.tier_threshold
            if world.foresight:
                counted = min(counted, self.purchase_rate * world.switching_cost.horizon)
            financial += reward * firm.tier_bonus * counted
        people = world.switching_cost.people * (1 + firm.club) * self.social_bond[j]
        if self.company:
            people += world.company_worth
        self.leaving = (
            procedural,
            financial,
            self.stakes * (world.switching_cost.brand * self.commitment[j] + people),
        )

    def leave_for(self, chosen: int, forced: bool) -> None:
        self.fee_paid = 0.0 if forced or not self.model.world.fees_paid else self.fee_owed()
        if self.model.contractual:  # points and status end with the contract
            self.points[self.firm] = self.purchases[self.firm] = 0.0
        self.has_left[self.firm] = True
        self.departures += 1
        self.overcome = sum(self.leaving)
        self.gap_at_departure = self.gap
        self.grievance = 0.0
        self.firm = chosen
        self.suspicious = self.cause in ("dissatisfaction", "incident")
        told = [teller for firm, _, _, teller in self.heard if firm == chosen and not self.newcomer]
        self.referrer, self.company = (told[-1], True) if told else (NOBODY, False)
        self.sign()

    def close_the_month(self) -> None:
        self.file_purchases()
        self.keep_accounts()
        self.price_leaving()
        arrived = self.firm != self.origin or self.newcomer
        self.won_back = arrived and self.has_left[self.firm] and not self.newcomer
        self.tenure = 0 if arrived else self.tenure + 1
        if self.newcomer:
            self.cause, self.departures = "replaced", 0
            self.gap_at_departure = self.overcome = 0.0
        others = [self.value(j) for j in range(self.model.rows) if j != self.firm]
        self.attitude = self.value(self.firm) - max(others)

    def keep_accounts(self) -> None:
        """What each firm earns with her this month, and all together."""
        origin = self.model.offers[self.origin_deal]
        offers = self.offers()
        if self.model.contractual:
            offers[self.origin] = origin  # a newcomer in her place may have other terms
        self.earned = [
            bought * (firm.bill - firm.unit_cost - firm.bill_rebate)
            - rewards * firm.bill_reward * firm.threshold
            for firm, bought, rewards in zip(offers, self.bought, self.rewards, strict=True)
        ]
        self.earned[self.origin] -= self.serving if origin.serves else 0.0
        self.earned[self.origin] -= self.recovery_cost
        self.earned[self.origin] -= origin.cost_setup * self.integrated
        self.earned[self.origin] -= (
            origin.cost_contact + origin.cost_member + origin.cost_social + origin.cost_structural
        )
        if self.firm != self.origin and not self.newcomer:
            self.earned[self.origin] += self.fee_paid
        if self.firm != self.origin or self.newcomer:
            self.earned[self.firm] -= self.offer_of(self.firm).cost_acquisition
        self.profit += sum(self.earned)

    # What kind of customer she is

    def loyalty_type(self) -> str:
        if self.tenure >= 12:
            return "loyal" if self.attitude > 0 else "spurious"
        return "latent" if self.attitude > 0 else "none"

    def motive(self) -> str:
        if self.waiting:
            return "constrained"
        return "dedicated" if self.attitude > 2.2 * self.model.world.choice_scale else "mixed"

    def rung(self) -> str:
        return self.rung_with(self.firm)
