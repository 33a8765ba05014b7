"""One market, many futures: months go on from the same state with different prices and the same luck."""

from __future__ import annotations

import copy

import numpy as np

from simulation.market import EngineName, MarketProcess, make_engine
from simulation.scenario.document import Scenario


class Crossroads:
    """A market at the end of its horizon, from where its future can be tried again and again."""

    def __init__(self, scenario: Scenario, seed: int, engine: EngineName) -> None:
        self._process = MarketProcess(scenario, seed, make_engine(engine, scenario))
        for _ in range(scenario.world.months):
            self._process.advance()

    def share_leaving(self, firm: str, changes: dict[str, float], months: int) -> float:
        """Return which share (0-1) of a firm's customers leave it within so many months after changes.

        Who leaves and comes back has left; who is replaced before she leaves is not counted. Not a number
        if the firm has no customers.
        """
        process = self._copy()
        if changes:
            process.change(**changes)
        number = process.firm_names.index(firm)
        theirs = process.state.firm == number
        if not theirs.any():
            return float("nan")
        gone, replaced = np.zeros_like(theirs), np.zeros_like(theirs)
        for _ in range(months):
            process.advance()
            replaced |= process.state.newcomer
            gone |= (process.state.firm != number) & ~replaced
        same = theirs & (gone | ~replaced)
        return float(gone[same].mean()) if same.any() else float("nan")

    def _copy(self) -> MarketProcess:
        """Copy the market; what never changes is shared (and an engine knows its month by identity)."""
        process = self._process
        shared = (process.engine, process._steps, process.scenario, process.management._plan)
        return copy.deepcopy(process, {id(each): each for each in shared})
