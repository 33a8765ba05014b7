"""The search for a strategy that is too good, and the grid against which it is judged."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple
from zlib import crc32

import numpy as np

import simulation as sim
from tests.loopholes.playing import shipped, values
from tests.loopholes.strategies import (
    Lever,
    Luck,
    Strategy,
    allowed,
    child,
    complete,
    grid,
    levers,
    near,
    put_into,
)

LIMIT = 0.25
"""So much of the grid's best a strategy may gain."""
CONTACTS = ("basic", "reactive", "accountable", "proactive", "partnership")
ROUNDS = 3
"""Rounds of children."""
BEST = 6
"""So many of the best have children."""


class Size(NamedTuple):
    """How large a search is."""

    strategies: int
    seeds: Sequence[int]
    fresh: Sequence[int]
    judged: int
    prices: Sequence[float]
    contacts: Sequence[str]


WHOLE = Size(60, range(1, 5), range(101, 113), 3, (0.8, 0.9, 1.0, 1.1, 1.2, 1.3), CONTACTS)
SMALL = Size(24, range(1, 3), range(101, 107), 2, (0.9, 1.0, 1.1, 1.2), ())


class Valued(NamedTuple):
    """A strategy and what it is worth to the firm, in the market's currency."""

    strategy: Strategy
    value: float


@dataclass(frozen=True)
class Search:
    """The search in one market."""

    name: str
    size: Size = WHOLE

    @cached_property
    def market(self) -> sim.Scenario:
        """The market as it is shipped, with fewer customers."""
        return shipped(self.name)

    @cached_property
    def levers(self) -> dict[str, Lever]:
        """Everything that the firm decides."""
        return levers(self.market)

    @cached_property
    def grid(self) -> Valued:
        """The grid's best, found on the search's luck and judged on fresh luck."""
        first, *others = self.size.seeds
        contacts = self.size.contacts or [self.market.firms[0].service.contact]
        cells = [complete(self.market, cell) for cell in grid(self.market, self.size.prices, contacts)]
        once = [self.worth(cell, [first]) for cell in cells]
        left = np.argsort(once)[::-1][: -(-len(cells) // 5)]
        again = [once[each] + len(others) * self.worth(cells[each], others) for each in left]
        return self.judged(cells[left[int(np.argmax(again))]])

    @cached_property
    def best(self) -> Valued:
        """The best that the search finds."""
        luck, size = np.random.default_rng(crc32(self.name.encode())), self.size
        start = Valued(self.grid.strategy, self.worth(self.grid.strategy, size.seeds))
        wide = self._tried(size.strategies // 4, lambda: near(start.strategy, self.levers, 1.0, luck))
        close = self._tried(size.strategies // 4, lambda: near(start.strategy, self.levers, 0.2, luck))
        found, children = [*wide, *close], size.strategies // 2 // ROUNDS
        for _ in range(ROUNDS):
            parents = [start, *best_of(found, BEST)]
            found += self._tried(children, lambda parents=parents: self._child(parents, luck))
        judged = [self.judged(each.strategy) for each in best_of(found, size.judged)]
        return best_of(judged, 1)[0]

    @property
    def gain(self) -> float:
        """What the best strategy gains, as a share of the grid's best."""
        return (self.best.value - self.grid.value) / abs(self.grid.value)

    def undone(self) -> dict[str, float]:
        """Return what is lost when one lever of the best strategy is as in the grid's best, as a share of it.

        The largest loss comes first.
        """
        best, usual = self.best, self.grid.strategy
        undone = {
            name: {**best.strategy, name: usual[name]}
            for name in self.levers
            if best.strategy[name] != usual[name]
        }
        lost = {
            name: (best.value - self.judged(strategy).value) / abs(self.grid.value)
            for name, strategy in undone.items()
            if allowed(self.market, strategy)
        }
        return dict(sorted(lost.items(), key=lambda each: -each[1]))

    def judged(self, strategy: Strategy) -> Valued:
        """Return a strategy with its worth on fresh luck."""
        return Valued(strategy, self.worth(strategy, self.size.fresh))

    def worth(self, strategy: Strategy, seeds: Sequence[int]) -> float:
        """Return the mean value of the firm over some seeds."""
        return float(values(self.name, put_into(self.market, strategy), seeds)[:, 0].mean())

    def told(self) -> str:
        """Return what was found, for the message of a test that fails."""
        chosen = {name: each for name, each in self.best.strategy.items() if each != self.grid.strategy[name]}
        cell = {name: self.grid.strategy[name] for name in ("level", "price", "service.contact", "late")}
        return (
            f"{self.name}: {chosen} has a value of {self.best.value:.6g}, "
            f"{100 * self.gain:+.0f} % of the grid's best, {self.grid.value:.6g} with {cell}"
        )

    def _child(self, parents: Sequence[Valued], luck: Luck) -> Strategy:
        one, other = luck.choice(len(parents), 2, replace=False)
        return child(parents[one].strategy, parents[other].strategy, self.levers, luck)

    def _tried(self, number: int, draw: Callable[[], Strategy]) -> list[Valued]:
        """Draw so many strategies that contradict nothing, and play them on the search's luck."""
        found: list[Valued] = []
        while len(found) < number:
            strategy = draw()
            if allowed(self.market, strategy):
                found.append(Valued(strategy, self.worth(strategy, self.size.seeds)))
        return found


def best_of(found: Sequence[Valued], number: int) -> list[Valued]:
    """Return the best few."""
    return sorted(found, key=lambda each: -each.value)[:number]
