"""One customer as a plain Mesa agent: what she makes of her month, and whether she leaves."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from tests.second_opinion import draws
from tests.second_opinion.living import Living

if TYPE_CHECKING:
    from tests.second_opinion.market import PlainMarket


class Customer(Living):
    """A customer: she begins with the supplier she likes best when nobody has any history."""

    def __init__(self, model: PlainMarket, number: int, traits: dict[str, Any]) -> None:
        super().__init__(model, number, traits)
        self.firm = max(range(len(model.firms)), key=self.worth)
        self.price_leaving()

    def listen(self) -> None:
        weight = self.model.world.word_of_mouth.weight
        for j in range(len(self.model.firms)):
            opinions = [(worth, trust) for firm, worth, trust in self.heard if firm == j != self.firm]
            total = 1 + weight * len(opinions)
            self.expectation[j] = (self.expectation[j] + weight * sum(worth for worth, _ in opinions)) / total
            self.trust[j] = (self.trust[j] + weight * sum(trust for _, trust in opinions)) / total

    def decide(self) -> None:
        self.listen()
        self.notice_advertising(j for j in range(len(self.model.firms)) if j != self.firm)
        if self.model.contractual:
            self.reconsider(trip=0)
        else:
            for trip in range(4):
                self.shop(trip)
            self.collect_points()
        self.close_the_month()

    def shop(self, trip: int) -> None:
        """Buy a Poisson number of units; on the way, perhaps, reconsider."""
        draw = draws.uniform(self.model.luck.shopping[trip], self.number)
        mean = self.purchase_rate / 4
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
        base *= math.exp(world.search.involvement * (self.involvement - world.mean_involvement))
        pushed = base * math.exp(-self.satisfaction[self.firm] / world.search.satisfaction)
        offers = [
            world.bonds.visible * world.bonds.structural_benefit * firm.structural * self.usage
            + firm.rebate + firm.reward - firm.price
            for firm in self.model.firms
        ]  # fmt: skip
        gap = max(offers) - offers[self.firm]
        return {
            "routine": min(base, pushed),
            "dissatisfaction": max(pushed - base, 0.0),
            "offer": pushed * gap / (world.search.offer_gap * self.stakes),
            "incident": world.search.incident * self.loss * max(0.0, 1 - self.made_good),
        }

    def reconsider(self, trip: int) -> None:
        luck = self.model.luck
        hazards = self.hazards()
        total = sum(hazards.values())
        forced = draws.uniform(luck.leaving[trip], self.number) < self.model.world.search.involuntary
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
        self.leave_for(chosen)

    def worth(self, j: int) -> float:
        """Delivered value of a firm with the luck of her last look."""
        chance = draws.gumbel(draws.bits(self.model.luck.choice[j], self.look_time), self.number)
        return self.value(j) + self.model.world.choice_scale * chance

    def value(self, j: int) -> float:
        world, firm = self.model.world, self.model.firms[j]
        risk = world.trust.risk * (1 - firm.guarantee_relief) * self.stakes * (1 - self.trust[j])
        return (
            self.stakes * (self.taste[j] + firm.brand) + self.expectation[j] - firm.price - firm.effort - risk
        )

    def choose(self, forced: bool) -> int:
        """The best firm, switching cost counted; she waits if she would go but for it."""
        self.price_leaving()
        worths = [self.worth(j) for j in range(len(self.model.firms))]
        others = [j for j in range(len(worths)) if j != self.firm]
        best_other = max(others, key=lambda j: worths[j]) if others else self.firm
        self.gap = worths[best_other] - worths[self.firm]
        self.waiting = False
        if forced:
            return best_other
        if self.gap > sum(self.leaving) / self.model.world.switching_cost.horizon:
            return best_other
        self.waiting = self.gap > 0
        return self.firm

    def price_leaving(self) -> None:
        """What leaving costs once: procedural, financial, relational."""
        world, j = self.model.world, self.firm
        firm = self.model.firms[j]
        procedural = (
            world.switching_cost.procedural
            + world.switching_cost.integration * self.integration[j]
            + firm.exit_fee
        )
        reward = firm.reward * world.points_forfeited
        financial = (
            reward * self.points[j] * (self.points[j] / firm.threshold) ** world.switching_cost.goal_gradient
        )
        if self.purchases[j] >= firm.tier_threshold:
            financial += reward * firm.tier_bonus * firm.tier_threshold
        people = world.switching_cost.people * (1 + firm.club) * self.social_bond[j]
        self.leaving = (
            procedural,
            financial,
            self.stakes * (world.switching_cost.brand * self.commitment[j] + people),
        )

    def leave_for(self, chosen: int) -> None:
        if self.model.contractual:  # points and status end with the contract
            self.points[self.firm] = self.purchases[self.firm] = 0.0
        self.has_left[self.firm] = True
        self.departures += 1
        self.overcome = sum(self.leaving)
        self.gap_at_departure = self.gap
        self.firm = chosen

    def close_the_month(self) -> None:
        self.keep_accounts()
        self.price_leaving()
        arrived = self.firm != self.origin
        self.won_back = arrived and self.has_left[self.firm]
        self.tenure = 0 if arrived else self.tenure + 1
        others = [self.value(j) for j in range(len(self.model.firms)) if j != self.firm]
        self.attitude = self.value(self.firm) - max(others)

    def keep_accounts(self) -> None:
        """What each firm earns with her this month, and all together."""
        origin = self.model.firms[self.origin]
        self.earned = [
            bought * (firm.price - firm.unit_cost - firm.rebate) - rewards * firm.reward * firm.threshold
            for firm, bought, rewards in zip(self.model.firms, self.bought, self.rewards, strict=True)
        ]
        self.earned[self.origin] -= self.cost_to_serve + self.recovery_cost
        self.earned[self.origin] -= origin.cost_setup * self.integrated
        self.earned[self.origin] -= (
            origin.cost_contact + origin.cost_member + origin.cost_social + origin.cost_structural
        )
        if self.firm != self.origin:
            self.earned[self.firm] -= self.model.firms[self.firm].cost_acquisition
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
        trust, integration = self.trust[self.firm], self.integration[self.firm]
        if trust < 0.75:
            return "ordinary"
        if integration < 0.5:
            return "preferred"
        return "ally" if integration >= 0.75 and self.commitment[self.firm] >= 0.3 else "partner"
