"""Watching a simulated market purchase by purchase, so that it can be measured like a panel."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from simulation.fitting.data import Integers, PurchasePanel
from simulation.market.columns import State
from simulation.market.engine import NumpyEngine
from simulation.market.luck import Luck
from simulation.market.month import Month, Phase, Step
from simulation.market.process import MarketProcess
from simulation.market.settings import Firms, Psychology
from simulation.rules.arithmetic import Whole
from simulation.scenario.document import Scenario

SHOPPING = "shopping"
ROOM = 1.3
"""Months are simulated for this many times the purchases that are needed, for luck."""


class Watcher(NumpyEngine):
    """An engine that also writes down who bought what on every trip."""

    def __init__(self) -> None:
        super().__init__()
        self.shoppers: list[Integers] = []
        self.choices: list[Integers] = []

    def live(
        self, month: Month, state: State, firms: Firms, world: Psychology, luck: Luck, closing: bool
    ) -> None:
        """Run a month on all customers, in place, and keep its purchases."""
        watched = tuple(self._watched(phase) if phase.name == SHOPPING else phase for phase in month.deciding)
        super().live(month._replace(deciding=watched), state, firms, world, luck, closing)

    def _watched(self, phase: Phase) -> Phase:
        return phase._replace(steps=(*phase.steps, Step(self._write_down, SHOPPING)))

    def _write_down(self, state: State, *others: object) -> None:
        """Take the place of a step: the last of its arguments are the rows of those who shop."""
        rows: Whole = np.asarray(others[-1])
        self.shoppers.append(np.asarray(rows, dtype=np.int64))
        self.choices.append(np.asarray(state.firm[rows], dtype=np.int64))


class Sequences(NamedTuple):
    """Purchases in order: household 0, 1, ... of each (never falling) and position of the brand."""

    household: Integers
    choice: Integers


class PanelSimulation(NamedTuple):
    """Panels to be simulated: the market, its luck, how many purchases each household of a panel makes,
    and how many such panels."""

    scenario: Scenario
    seed: int
    purchases: Integers
    panels: int


def simulated_panels(task: PanelSimulation) -> list[Sequences]:
    """Panels of simulated households that each make as many purchases as the observed ones."""
    needed = np.tile(task.purchases, task.panels)
    rate = 4.0 * (1.0 - np.exp(-task.scenario.world.population.purchase_rate / 4.0))
    months = int(np.ceil(ROOM * (needed.max() + 3.0) / rate))
    changes = {"world.customers": len(needed), "world.population.purchase_rate_variation": 0.0}
    watcher = Watcher()
    process = MarketProcess(task.scenario.with_(**changes), task.seed, watcher)
    watcher.shoppers.clear()  # what was bought in the warm-up is the past
    watcher.choices.clear()
    for _ in range(months):
        process.advance()
    household = np.concatenate(watcher.shoppers)
    choice = np.concatenate(watcher.choices)
    order = np.argsort(household, kind="stable")
    household, choice = household[order], choice[order]
    occasion = np.arange(len(household)) - np.searchsorted(household, np.arange(len(needed)))[household]
    kept = occasion < needed[household]
    household, choice = household[kept], choice[kept]
    size = len(task.purchases)
    return [
        Sequences(household[mine] - number * size, choice[mine])
        for number in range(task.panels)
        if (mine := household // size == number).any()
    ]


def purchases_of(panel: PurchasePanel) -> Integers:
    """Purchases of each household of a panel."""
    return np.bincount(panel.household, minlength=panel.households)
