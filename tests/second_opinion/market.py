"""The market as a plain Mesa model: customers live one after the other, talk, and decide."""

from __future__ import annotations

from types import SimpleNamespace

import mesa

from simulation.market.decisions import Management
from simulation.market.luck import LuckOfRun
from simulation.market.numbers import firm_numbers, nested, world_numbers
from simulation.market.process import MarketProcess
from simulation.mechanisms.treatments import deals
from simulation.scenario.document import Scenario
from tests.second_opinion.customer import Customer


class PlainMarket(mesa.Model):
    """The same people under the same luck as the kernel's market, written without it.

    Of the kernel it takes the traits drawn, the numbers that the scenario's tables are translated to, the
    firms' decisions over time, and the keys of luck; not one rule and not one step of the month.
    """

    def __init__(self, scenario: Scenario, seed: int = 0) -> None:
        super().__init__()
        self.contractual = scenario.world.kind == "contractual"
        outside = ("=",) if scenario.world.doing_without > -5.0 else ()
        self.keys = LuckOfRun(seed, (*(firm.name for firm in scenario.firms), *outside))
        self.rows = len(scenario.firms) + len(outside)
        self.firms: list[SimpleNamespace] = []
        self.offers: list[SimpleNamespace] = []
        self.segments = [each.name for each in scenario.world.population.segment]
        self.money = scenario.world.reference_price
        self.customers: list[Customer] = []
        self.management = Management(scenario, seed)
        self.told = self.paid = [firm.price for firm in self.management.scenario.firms]
        self.month = -scenario.world.warm_up
        self.luck = self.keys.of_month(self.month)
        population = MarketProcess(scenario.with_(**{"world.warm_up": 0}), seed)
        stated = scenario.firms[0].market_share is not None
        self.brands = population.firms.brand[: len(scenario.firms)] if stated else None
        self.translate()
        traits = population.state._asdict()
        self.customers = [Customer(self, number, traits) for number in range(scenario.world.customers)]
        for _ in range(scenario.world.warm_up):
            self.step()

    def translate(self) -> None:
        """The scenario as it stands this month: a record of numbers a firm, and one for the world."""
        scenario = self.management.scenario
        brands = [firm.brand for firm in scenario.firms] if self.brands is None else self.brands
        columns = firm_numbers(scenario.firms, scenario.world, brands, self.management.before)._asdict()
        self.world = nested(world_numbers(scenario.world, scenario.firms))
        treated = deals(scenario.firms)
        before, self.offers = self.offers, [
            SimpleNamespace(**{name: float(numbers[j]) for name, numbers in columns.items()})
            for j in range(self.rows + len(treated))
        ]
        self.firms = self.offers[: self.rows]
        self.treatments = [
            (number, owner, treatment) for number, (owner, treatment, _) in enumerate(treated, self.rows)
        ]
        for record in self.firms[len(scenario.firms) :]:
            record.bill = record.bill_rebate = record.bill_reward = 0.0
        for record in self.offers:
            record.visible_price = record.price
        for record in self.firms[len(scenario.firms) :]:
            record.visible_price = min(record.price, 1.0)  # what those who do without have in mind
        offered = [*zip(self.firms, scenario.firms, self.paid, strict=False)]
        for (number, owner, treatment), (_, _, offer) in zip(self.treatments, treated, strict=True):
            offered.append((self.offers[number], offer, treatment.set.get("price", self.paid[owner])))
        for record, offer, paid in offered:
            late = scenario.world.rules.price_notice and self.contractual
            record.bill = (paid if late else offer.price) / scenario.world.reference_price
            share = offer.financial.rebate if record.cost_member or record.rebate else 0.0
            record.bill_rebate = share * record.bill
            points = offer.financial.reward if record.reward else 0.0
            record.bill_reward = points * record.bill
        for j in range(self.rows if before and self.world.trust.breach else 0):
            for customer in self.customers:
                customer.notice_withdrawal(j, before[customer.terms[j]], customer.offer_of(j))

    def step(self) -> None:
        self.month += 1
        self.luck = self.keys.of_month(self.month)
        self.management.begin(self.month)
        self.paid, self.told = self.told, [firm.price for firm in self.management.scenario.firms]
        self.translate()
        if self.month == 1:
            for customer in self.customers:
                customer.profit, customer.departures = 0.0, 0
        self.agents.do("live")
        for customer in self.customers:
            for listener in customer.listeners():
                self.customers[listener].heard.append(customer.says())
        self.agents.do("meet")
        self.agents.do("decide")
        self.management.book(self.profits())

    def profits(self) -> list[float]:
        """What each firm earned this month, in the scenario's currency."""
        scenario = self.management.scenario
        return [
            scenario.world.reference_price * sum(customer.earned[j] for customer in self.customers)
            - firm.advertising * firm.advertising_cost * len(self.customers)
            - firm.fixed_cost
            for j, firm in enumerate(scenario.firms)
        ]
