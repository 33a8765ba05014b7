"""Watching a simulated market purchase by purchase, so that it can be measured like a panel."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from simulation.experiments.finished_work import FinishedWork, KeptWork, stamp_of
from simulation.fitting.data import Integers, PurchasePanel
from simulation.kernel.steps import Scene
from simulation.market import MarketProcess, Observer
from simulation.mechanisms.purchases import buy
from simulation.scenario.document import Scenario
from simulation.source import MODEL, source_digest

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
    process = MarketProcess(task.scenario.built_with(**changes), task.seed, watcher)
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


class PanelsFormat:
    """Simulated panels as an Arrow file: a row a purchase."""

    ending = ".arrow"

    def encode(self, value: list[Sequences], stamp: str) -> bytes:
        """Return the file's content."""
        import pyarrow as pa

        from simulation.experiments.arrow_pieces import ArrowFormat

        columns = {
            "panel": np.repeat(np.arange(len(value)), [len(panel.choice) for panel in value]),
            "household": np.concatenate([np.zeros(0, np.int64), *(panel.household for panel in value)]),
            "choice": np.concatenate([np.zeros(0, np.int64), *(panel.choice for panel in value)]),
        }
        return ArrowFormat().encode(pa.record_batch(columns), stamp)

    def decode(self, content: bytes) -> tuple[list[Sequences], str]:
        """Return the panels and the stamp; ValueError if bytes are missing."""
        from simulation.experiments.arrow_pieces import ArrowFormat

        table, stamp = ArrowFormat().decode(content)
        panel, household, choice = (table.column(name).to_numpy() for name in ("panel", *Sequences._fields))
        bounds = np.searchsorted(panel, np.arange(1, int(panel.max(initial=-1)) + 1))
        pairs: Any = zip(np.split(household, bounds), np.split(choice, bounds), strict=True)
        return [Sequences(*pair) for pair in pairs] if len(panel) else [], stamp


def kept_panels(folder: Path | None) -> KeptWork[PanelSimulation, list[Sequences]] | None:
    """Return the simulated panels that are kept in a folder; None keeps nothing."""
    if folder is None:
        return None
    stamp = stamp_of(code=source_digest(*MODEL, "fitting"))
    return KeptWork(FinishedWork(folder, stamp, PanelsFormat(), durable=False), piece_of, needed=False)


def piece_of(task: PanelSimulation) -> str:
    """Return the name under which simulated panels are kept."""
    market, purchases = task.scenario.digest, task.purchases.tolist()
    return stamp_of(market=market, seed=task.seed, purchases=purchases, panels=task.panels)[:32]
