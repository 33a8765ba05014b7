"""Customer equity: what the customers whom firms hold at the end of a run will still bring them.

The market runs on under the terms in force, and every customer who is held counts until she leaves the firm;
new customers do not count. What comes after the run-off is estimated from those who are left.

Held is who is under contract. Where customers choose at every purchase, it is who bought from the firm in the
last twelve months (since month 1, if the run is shorter); she has left when twelve months have passed without
a purchase from it. Those who leave there mostly buy little, so that for the estimate each counts by what she
bought from the firm in the year before the end; under contracts all count alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from simulation.kernel.arithmetic import Flags, Values
from simulation.market import MarketProcess, Row, accounts, books, terms
from simulation.measures.declared.value import INDEPENDENT

HELD_MONTHS = 12
"""So long after a purchase a customer is held, where she chooses at every purchase."""
CASH_MONTHS, LEAVING_MONTHS = 48, 24
"""The last months of the run-off, from whose cash and departures the time after it is estimated."""


class Equity(NamedTuple):
    """Discounted money by firm: of the run-off and the time after it, and the latter alone."""

    total: Values
    tail: Values


class RunOff:
    """The months after a run, in which those who are held bring their last money.

    ``observe`` is called after every month of the run; then ``worth`` runs the market on, which changes it:
    whatever else is wanted of it has to be taken before.
    """

    def __init__(self, process: MarketProcess) -> None:
        world = process.scenario.world
        self._process, self._horizon, self._months = process, world.months, world.run_off
        self._contractual = world.kind == "contractual"
        shape = (len(process.firm_names), world.customers)
        self._bought = np.full((0, 0) if self._contractual else shape, -HELD_MONTHS, np.int32)
        self._weight = np.ones((1, 1)) if self._contractual else np.zeros(shape)
        self._cash: list[Values] = []
        self._left: list[Values] = []

    def observe(self) -> None:
        """Note who bought in the month just run, if that will matter."""
        process, month = self._process, self._process.month
        if self._contractual or month <= self._horizon - HELD_MONTHS:
            return
        bought, new = process.bought(), process.state.newcomer
        self._bought[:, new], self._weight[:, new] = -HELD_MONTHS, 0.0
        self._bought[bought > 0.0] = month
        if month <= self._horizon:
            self._weight += bought

    def run(self) -> Iterator[None]:
        """Run the market on; yields after each slice of a month."""
        if self._left:
            return
        process = self._process
        process.run_off()
        held = self._customers()
        self._left.append((self._weight * held).sum(axis=1))
        for _ in range(self._months):
            yield from process.advancing()
            self._cash.append(cash(process, held))
            self.observe()
            held &= self._customers() & ~process.state.newcomer
            self._left.append((self._weight * held).sum(axis=1))

    def worth(self, npv: Values) -> Row:
        """Return the measures of the whole run, a value a firm; ``npv`` is what they had earned at its end.

        Runs the market on first, as far as nobody has done it.
        """
        for _ in self.run():
            pass
        total, tail = self.equity()
        return {"customer_equity": total, "equity_tail": tail, "value": npv + total}

    def equity(self) -> Equity:
        """Return what the customers held were worth to each firm at the beginning of month 1."""
        discount = self._process.world.month_discount
        brought, left = np.array(self._cash), np.array(self._left)
        if not self._cash:
            return Equity(*np.zeros((2, left.shape[1])))
        weights = discount ** -np.arange(self._horizon + 1.0, self._horizon + self._months + 1.0)
        rest = weights[-1] * after(brought, left, discount)
        return Equity(weights @ brought + rest, rest)

    def _customers(self) -> Flags:
        """Return who is a customer of each firm now (firms x customers)."""
        if self._contractual:
            mine: Flags = np.arange(len(self._process.firm_names))[:, np.newaxis] == self._process.state.firm
            return mine
        recent: Flags = self._process.month - self._bought < HELD_MONTHS
        return recent


def cash(process: MarketProcess, held: Flags) -> Values:
    """Return what some customers (firms x customers) brought each firm in the month just run.

    It is profit before what does not depend on customers: winning new ones, advertising, fixed cost.
    """
    row = accounts(terms(process), books(process, held))
    return sum((row[name] for name in INDEPENDENT), start=row["profit"])


def after(brought: Values, left: Values, discount: float) -> Values:
    """Return what those who are left bring after the run-off, worth at its end.

    ``brought`` is cash by month and firm, ``left`` the customers at the beginning and after each month. Those
    who are left bring what customers brought in the last four years, and leave as in the last two. It is 0
    where nobody is left or where customers brought a loss, and not a number where it has no bound: without
    interest, if nobody leaves.
    """
    recent = brought[-CASH_MONTHS:]
    span = min(LEAVING_MONTHS, len(brought))
    paying = np.maximum(left[1:][-CASH_MONTHS:].sum(axis=0), 1)
    per_customer = recent.sum(axis=0) / paying
    stay = (left[-1] / np.maximum(left[-1 - span], 1)) ** (1.0 / span) / discount
    with np.errstate(divide="ignore"):
        months = np.where(stay < 1.0, stay / (1.0 - stay), np.nan)
    worth = per_customer * left[-1] * months
    return np.where((left[-1] > 0) & (recent.sum(axis=0) > 0.0), worth, 0.0)
