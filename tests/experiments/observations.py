"""Observations that are not markets, so that tests of the machinery are quick; workers import them."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass

import numpy as np

from simulation.experiments.campaign.design import Columns
from simulation.market.engines import EngineName
from simulation.scenario.document import Scenario
from simulation.scenario.reading import scenario_from
from tests.markets import PLAIN


@dataclass(frozen=True)
class Echo:
    """Returns price and seed, and a number drawn from the seed; waits, fails or dies when told to."""

    wait: float = 0.0
    fail_at: float | None = None
    key: str = "echo"

    def __call__(self, scenario: Scenario, seed: int, engine: EngineName) -> Columns:
        if self.wait:  # even a sleep of nothing gives the processor away
            time.sleep(self.wait)
        price = scenario.firms[0].price
        if price == self.fail_at:
            raise ZeroDivisionError("on purpose")
        drawn = np.random.default_rng(seed).normal()
        return {"firm": ["Focal"], "price": [price], "drawn": [price + drawn]}


@dataclass(frozen=True)
class Mortal(Echo):
    """Ends its whole process once, at one price; the marker tells that it has already done so."""

    marker: str = ""

    def __call__(self, scenario: Scenario, seed: int, engine: EngineName) -> Columns:
        if scenario.firms[0].price == self.fail_at:
            try:
                os.close(os.open(self.marker, os.O_CREAT | os.O_EXCL))
            except FileExistsError:
                pass
            else:
                os._exit(1)
        return Echo(self.wait)(scenario, seed, engine)


def small_market(**world: object) -> Scenario:
    """Three firms, few customers, few months, in a plain market."""
    size = {"customers": 60, "months": 6, "warm_up": 2, "run_off": 2, "replications": 4}
    firms = [{"name": name} for name in ("Focal", "Birch", "Cedar")]
    raw = {"schema": 1, "title": "Small", "question": "Which?", "world": size, "firm": firms}
    changes = {f"world.{name}": value for name, value in world.items()}
    return scenario_from(raw, "small").built_with(**{**PLAIN, **changes})
