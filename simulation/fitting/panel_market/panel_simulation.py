"""Watching a simulated market purchase by purchase, so that it can be measured like a panel."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from simulation.fitting.data import Integers, PurchasePanel
from simulation.kernel.steps import Scene
from simulation.market import MarketProcess, Observer
from simulation.mechanisms.purchases import buy
from simulation.scenario.document import Scenario

ROOM = 1.3
"""Months are simulated for this many times the purchases that are needed, for luck."""


class Watcher(Observer):
    """An engine that also writes down who bought what on every trip."""

    def __init__(self) -> None:
        super().__init__()
        self.shoppers: list[Integers] = []
        self.choices: list[Integers] = []
        self.looks = {buy: self._write_down}

    def _write_down(self, scene: Scene) -> None:
        self.shoppers.append(np.asarray(scene.rows, dtype=np.int64))
        self.choices.append(np.asarray(scene.state.firm[scene.rows], dtype=np.int64))


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
