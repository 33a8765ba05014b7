"""Strategies: everything that a firm decides, drawn, varied a little, crossed, and put into a market.

A strategy is a dictionary. Its keys are paths below the firm (``financial.reward``), with the values that the
market's file would have, except that ``price`` is a multiple of the usual price; and beside them:

* ``late``: a second price, as a multiple of the first, from month ``late_month`` on for good;
* ``months_on``: the programme runs in so many of every six months, for the first time from ``first_on`` on.

What a strategy does not name is as in the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from typing import Any, NamedTuple, Protocol

import numpy as np

import simulation as sim
from simulation.errors import InputError
from simulation.scenario.schema import leaves, parameters
from simulation.schema import Role
from simulation.schema.listing import ParameterInfo

Luck = np.random.Generator
Strategy = Mapping[str, Any]

CYCLE = 6
"""Months of which a programme runs in some."""
WIDE = 5.0
"""Ranges that span such a factor are searched on a logarithmic scale."""
BEYOND = {"firm.financial.reward": (0.01, 0.9), "firm.financial.threshold": (1.0, 1000.0)}
"""Where the search goes beyond what is plausible."""
STEP = 0.15
"""How far a number moves, in shares of its range (standard deviation)."""


class Lever(Protocol):
    """What can be drawn, and moved a little."""

    def drawn(self, luck: Luck) -> Any: ...

    def moved(self, value: Any, luck: Luck) -> Any: ...


class Choice(NamedTuple):
    """One of some values; there is no way from one to the next but by drawing."""

    among: Sequence[Any]

    def drawn(self, luck: Luck) -> Any:
        return self.among[luck.integers(len(self.among))]

    def moved(self, value: Any, luck: Luck) -> Any:
        return value


class Range(NamedTuple):
    """A number between two."""

    low: float
    high: float
    whole: bool = False

    def drawn(self, luck: Luck) -> float:
        return self._at(luck.random())

    def moved(self, value: float, luck: Luck) -> float:
        if not self.low <= value <= self.high:
            return value
        low, high, at = self._scaled(self.low), self._scaled(self.high), self._scaled(value)
        return self._at(min(1.0, max(0.0, (at - low) / (high - low) + luck.normal(0.0, STEP))))

    def _scaled(self, value: float) -> float:
        return float(np.log(value)) if self._wide else value

    def _at(self, share: float) -> float:
        low, high = self._scaled(self.low), self._scaled(self.high)
        at = low + share * (high - low)
        value = min(self.high, max(self.low, float(np.exp(at)) if self._wide else at))
        return round(value) if self.whole else value

    @property
    def _wide(self) -> bool:
        return self.low > 0.0 and self.high / self.low >= WIDE


def levers(market: sim.Scenario) -> dict[str, Lever]:
    """Return everything that the focal firm of a market decides."""
    infos = [info for info in parameters() if info.role is Role.LEVER and _searched(info, market)]
    found = {info.path.removeprefix("firm."): _lever(info, market) for info in infos}
    first, last = late_months(market)
    return found | {
        "price": Range(0.7, 1.3),
        "late": Range(0.7, 2.0),
        "late_month": Range(first, last, whole=True),
        "months_on": Choice(range(1, CYCLE + 1)),
        "first_on": Choice(range(1, CYCLE + 1)),
    }


def late_months(market: sim.Scenario) -> tuple[int, int]:
    """Return the first and the last month in which a second price may begin."""
    months = market.world.months
    return (49, 60) if months >= 60 else (months - months // 4 + 1, months)


def _searched(info: ParameterInfo, market: sim.Scenario) -> bool:
    shelf = market.world.kind == "repeat_purchase"
    no_contract = shelf and info.path in ("firm.exit_fee", "firm.contract_term")
    of_a_list = info.kind == "list" or info.path not in leaves()
    return not info.path.startswith("firm.policy.") and not no_contract and not of_a_list


def _lever(info: ParameterInfo, market: sim.Scenario) -> Lever:
    if info.evidence is None:
        assert info.choices, f"{info.path} is neither a number nor a choice"
        return Choice(info.choices)
    low, high = BEYOND.get(info.path, info.evidence.plausible)
    if low == 0.0 < info.default <= high / WIDE:
        low = info.default / 10.0
    unit = 1.0 if info.evidence.price_share is None else market.world.reference_price
    return Range(low * unit, high * unit, whole=info.kind == "integer")


def put_into(market: sim.Scenario, strategy: Strategy) -> sim.Scenario:
    """Return the market in which the focal firm follows a strategy; InputError if that is not allowed."""
    usual, firm = market.firms[0], f"firm.{market.focal}"
    price = usual.price * strategy.get("price", 1.0)
    own = {name: each for name, each in strategy.items() if name not in TIMING}
    events = [*late_price(firm, price, strategy), *pauses(market, strategy)]
    changed = market.with_(**{f"{firm}.{name}": each for name, each in (own | {"price": price}).items()})
    return changed.changed({"event": (*changed.events, *events)}) if events else changed


TIMING = ("late", "late_month", "months_on", "first_on")


def late_price(firm: str, price: float, strategy: Strategy) -> Iterable[Mapping[str, Any]]:
    """Return the event by which the second price begins, if there is one."""
    if strategy.get("late", 1.0) != 1.0:
        yield {"month": strategy["late_month"], "path": f"{firm}.price", "value": price * strategy["late"]}


def pauses(market: sim.Scenario, strategy: Strategy) -> Iterable[Mapping[str, Any]]:
    """Return the events between which the programme does not run."""
    on, first = strategy.get("months_on", CYCLE), strategy.get("first_on", 1)
    level, months = strategy.get("level", market.firms[0].level), market.world.months
    if on == CYCLE or level == 0:
        return
    for begin in range(first - CYCLE + on, months + 1, CYCLE):
        end = begin + CYCLE - on
        if end > 1:
            span = {"month": max(1, begin), "until": end}
            yield {"path": f"firm.{market.focal}.level", "value": 0} | span


def grid(market: sim.Scenario, prices: Sequence[float], contacts: Sequence[str]) -> list[Strategy]:
    """Return the plausible courses against which strategies are judged."""
    month = market.world.months - CYCLE
    return [
        {"level": level, "price": price, "service.contact": contact, "late": late, "late_month": month}
        for level, price, contact, late in product(range(4), prices, contacts, (1.0, 1.25))
    ]


def complete(market: sim.Scenario, strategy: Strategy) -> Strategy:
    """Return a strategy that names every lever: what it leaves out is as in the file."""
    firm = f"firm.{market.focal}"
    timing = {"late": 1.0, "late_month": late_months(market)[0], "months_on": CYCLE, "first_on": 1}
    own = {name: market.get(f"{firm}.{name}") for name in levers(market) if name not in TIMING}
    return own | {"price": 1.0} | timing | dict(strategy)


def near(strategy: Strategy, among: Mapping[str, Lever], share: float, luck: Luck) -> Strategy:
    """Return a strategy with so many of its levers drawn again."""
    again = {name: lever.drawn(luck) for name, lever in among.items() if luck.random() < share}
    return dict(strategy) | again


def child(one: Strategy, other: Strategy, among: Mapping[str, Lever], luck: Luck) -> Strategy:
    """Return a strategy with each lever of either parent, some moved a little, a few drawn again."""
    mixed = {name: (one if luck.random() < 0.5 else other)[name] for name in among}
    moved = {
        name: lever.moved(mixed[name], luck) for name, lever in among.items() if luck.random() < 1.0 / 3.0
    }
    return near(mixed | moved, among, 0.1, luck)


def allowed(market: sim.Scenario, strategy: Strategy) -> bool:
    """Whether a strategy contradicts nothing."""
    try:
        put_into(market, strategy)
    except InputError:
        return False
    return True
