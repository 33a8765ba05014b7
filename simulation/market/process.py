"""A market in time: customers drawn, a warm-up without programmes, then month after month."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from simulation.kernel.arithmetic import Values, Whole, where
from simulation.kernel.steps import Scene, Step, StepFunction, run_step
from simulation.kernel.views import Rows
from simulation.market import numbers
from simulation.market.brands import brand_strengths, states_shares
from simulation.market.decisions import Management
from simulation.market.engine import Engine, NumpyEngine, steps_in_use
from simulation.market.ledger import ledger
from simulation.market.luck import Luck, LuckOfRun
from simulation.market.population import populating
from simulation.market.seeds import usable_seed
from simulation.market.state import allocate
from simulation.mechanisms.births_and_deaths import NOBODY
from simulation.mechanisms.broken_promises import break_promise, losses
from simulation.mechanisms.choice import decide
from simulation.mechanisms.contracts import begin_within_term, sign
from simulation.mechanisms.departure import FADING, kept, take_up
from simulation.mechanisms.doing_without import NAME, possible
from simulation.mechanisms.month import MONTHS
from simulation.mechanisms.price_notice import billed, gives_notice
from simulation.mechanisms.satisfaction import show_satisfaction
from simulation.mechanisms.switching_cost import price_leaving
from simulation.mechanisms.treatments import begin_month, come_to_terms, review
from simulation.mechanisms.word_of_mouth import ties_possible

if TYPE_CHECKING:
    from simulation.scenario.document import Scenario


LAST = object()
"""Stands for the end of a month's slices."""


class Departures(NamedTuple):
    """The departures of one month, in order of the customers' numbers; money in reference prices."""

    customer: Whole
    origin: Whole
    destination: Whole
    cause: Whole
    gap: Values
    switching_cost: Values


class MarketProcess:
    """One market and its luck. ``advance`` runs a month; ``state`` holds every customer.

    Args:
        scenario: the market.
        seed: a whole number of up to 18 digits; the same seed gives the same customers and the same luck.
        engine: how the steps are run; the results are the same to the bit.
        begin: draw the customers and run the warm-up at once. Otherwise there is no market until `beginning`
            has been run to its end; then `advancing` runs a month in slices.
    """

    def __init__(
        self, scenario: Scenario, seed: int = 0, engine: Engine | None = None, begin: bool = True
    ) -> None:
        world = scenario.world
        self.seed = seed = usable_seed(seed)
        self.engine: Engine = engine or NumpyEngine()
        self.firm_names = tuple(firm.name for firm in scenario.firms)
        self.row_names = (*self.firm_names, NAME) if possible(world) else self.firm_names
        self.management = Management(scenario, seed)
        self.month = -world.warm_up
        ties = ties_possible(world.customers, world.population.acquaintances)
        self.state = allocate(world.customers, len(self.row_names), ties)
        self._luck = LuckOfRun(seed, self.row_names)
        self.firms: Any = None
        self._steps = MONTHS[world.kind]
        self.numbers = numbers.world_numbers(self.scenario.world, self.scenario.firms)
        firms, begun = self.scenario.firms, self.scenario.world
        self._told = self._paid = self._prices()
        self._brands = brand_strengths(firms, begun) if states_shares(firms) else None
        if begin:
            for _ in self.beginning():
                pass

    def beginning(self) -> Iterator[None]:
        """Draw the customers, give them suppliers, run the warm-up; yields after each piece of work."""
        world = self.scenario.world
        yield from populating(self.state, world, self.seed, self.row_names, self.scenario.firms)
        self._translate()
        yield
        self._settle_in()
        yield
        for _ in range(world.warm_up):
            yield from self.advancing()

    @property
    def scenario(self) -> Scenario:
        """The market as it stands this month: after events and the firms' decisions."""
        return self.management.scenario

    @property
    def world(self) -> Any:
        """The numbers that all customers share, under the scenario's paths: ``world.trust.speed``."""
        return numbers.nested(self.numbers)

    @property
    def customers(self) -> int:
        """Number of customers."""
        return int(self.state.firm.size)

    def advance(self) -> None:
        """Run the next month, in place."""
        for _ in self.advancing():
            pass

    def advancing(self) -> Iterator[None]:
        """Run the next month as `advance` does; yields after each slice of it."""
        luck = self._begin_month()
        # During the warm-up the accounts are skipped, except in its last month; after the horizon, too.
        closing = self.month >= 0 and not self.management.resting
        slices = self.engine.live(self._steps, self.state, self.firms, self.numbers, luck, closing)
        while True:
            with np.errstate(over="ignore"):  # left between the slices: others may run in this thread
                if next(slices, LAST) is LAST:
                    break
            yield
        if self.management.learning:
            self.management.book(ledger(self)["profit"])

    def _begin_month(self) -> Luck:
        """Count the month, let the firms decide, and return its luck."""
        changed = self.management.begin(self.month + 1)  # may refuse: the month has then not begun
        self.month += 1
        paid = self._told
        changed |= paid != self._paid
        self._told, self._paid = self._prices(), paid
        if changed:
            self._translate()
        self.numbers = numbers.one_month_later(self.numbers)
        if self.month == 1:
            self.state.first_firm[:] = self.state.firm
            self.state.departures.fill(0)
            self.state.profit.fill(0.0)
        return self._luck.of_month(self.month)

    def run_off(self) -> None:
        """Keep the terms in force from now on, and no longer judge and book customers at a month's end.

        What customers do in the months that follow is the same as if their accounts were kept.
        """
        self.management.rest()

    def change(self, **changes: Any) -> None:
        """Change the market by paths (``firm.Focal.price=95``) from the next month on."""
        self.management.change(**changes)
        self._translate()

    def departures(self) -> Departures:
        """Return who left a supplier, or came back from doing without, in the month just run.

        Who left the category for good has gone where nobody is: to the number after the last firm.
        """
        state, nowhere = self.state, len(self.firm_names)
        gone = np.where(state.newcomer, nowhere, state.firm)
        who = np.flatnonzero(gone != state.origin)
        return Departures(
            who, state.origin[who], gone[who], state.cause[who], state.gap[who], state.overcome[who]
        )

    def remembered(self, attribute: str, firm: int | Whole) -> Values:
        """Return what customers remember of a firm, their supplier or any other, with fading applied.

        Args:
            attribute: a column with a twin ``..._elsewhere``, e.g. ``satisfaction``.
            firm: a firm's number, or one for each customer.
        """
        state, everybody = self.state, np.arange(self.customers)
        elsewhere: Values = getattr(state, f"{attribute}_elsewhere")[firm, everybody]
        if attribute in FADING:
            away = self.month - state.last_contact[firm, everybody].astype(np.int64)
            elsewhere = elsewhere * kept(getattr(self.numbers, FADING[attribute]), away)
        return where(state.firm == firm, getattr(state, attribute), elsewhere)

    def bought(self) -> Values:
        """Return the purchases of the month just run, firms x customers."""
        if self.scenario.world.kind == "repeat_purchase":
            return self.state.bought[: len(self.firm_names)]
        return self._at_supplier(self.state.quantity)

    def redeemed(self) -> Values:
        """Return the rewards that were redeemed in the month just run, firms x customers."""
        if self.scenario.world.kind == "repeat_purchase":
            return self.state.rewards[: len(self.firm_names)].astype(np.float64)
        return self._at_supplier(self.state.redeemed)

    def _at_supplier(self, values: Values | Whole) -> Values:
        """Return what happened to customers with the supplier of the month just run, firms x customers."""
        return np.where(self.state.origin == np.arange(len(self.firm_names))[:, np.newaxis], values, 0.0)

    def _translate(self) -> None:
        scenario = self.management.scenario
        fresh = numbers.world_numbers(scenario.world, scenario.firms)
        brands = np.array([firm.brand for firm in scenario.firms]) if self._brands is None else self._brands
        own = self.management.before
        before, self.firms = self.firms, numbers.firm_numbers(scenario.firms, scenario.world, brands, own)
        if gives_notice(scenario.world) and self._paid != self._prices():
            offers = [
                firm.changed({"price": price}) for firm, price in zip(scenario.firms, self._paid, strict=True)
            ]
            self.firms = billed(self.firms, numbers.firm_numbers(offers, scenario.world, brands, own))
        self.numbers = numbers.keep_memory(fresh, self.numbers, self.firms)
        if before is None and self.numbers.treated:
            self._meet_strangers()
        for step in steps_in_use(self._steps.settling, self.numbers):
            for firm in step.firms(self.firms):
                self._do(step.function, firm if step.each_firm else None)
        if before is not None and self.world.trust.breach > 0.0:
            self._break_promises(before)

    def _break_promises(self, before: Any) -> None:
        """Let customers notice what firms have withdrawn since they had the numbers ``before``."""
        self.firms = losses(before, self.firms)
        for firm in np.unique(self.firms.owner[self.firms.promise_lost > 0.0]):
            self._do(break_promise, int(firm))

    def _meet_strangers(self) -> None:
        """Let every firm that classes its customers find on which terms it would have each at first."""
        self.state.newcomer.fill(True)
        for firm in range(len(self.row_names)):
            self._do(review, firm)
        self.state.newcomer.fill(False)

    def _prices(self) -> tuple[float, ...]:
        """Return the prices that customers are told now."""
        return tuple(firm.price for firm in self.scenario.firms)

    def _do(self, step: StepFunction, firm: int | None = None) -> None:
        """Run one step on all customers, about one firm if it is given."""
        scene = self.scene(slice(0, self.customers))
        scene.firm = firm or 0
        with np.errstate(over="ignore"):
            run_step(Step(step, each_firm=firm is not None), scene)

    def scene(self, rows: Rows) -> Scene:
        """Return what a step can see of some customers, as the market stands now."""
        return Scene(self.state, self.firms, self.world, self._luck.of_month(self.month), 0, rows)

    def _settle_in(self) -> None:
        """Give every customer a supplier: the one she likes best when nobody has any history."""
        state = self.state
        for j in range(len(self.row_names)):
            state.expectation_elsewhere[j] = state.stakes * self.firms.quality[j]
        state.trust_elsewhere.fill(self.world.trust.initial)
        state.looked.fill(True)
        state.firm.fill(NOBODY)
        self._do(decide)
        state.firm[:] = state.chosen
        if self.numbers.treated:
            self._do(come_to_terms)
            self._do(begin_month)
        for step in (take_up, sign, begin_within_term):
            self._do(step)
        state.origin[:] = state.firm
        for column in (state.waiting, state.leaves, state.gap, state.overcome):
            column.fill(0)  # the first choice of a supplier is no departure
        self._do(price_leaving)
        self._do(show_satisfaction)
