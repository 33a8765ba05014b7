"""Observing a market without changing it: an engine with observers, and what customers think now."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from simulation.kernel.arithmetic import Values
from simulation.kernel.steps import Scene, Step, StepFunction, run_step
from simulation.kernel.views import customers
from simulation.market.engine import USUAL_BLOCK, NumpyEngine
from simulation.market.process import MarketProcess
from simulation.mechanisms import search
from simulation.mechanisms.choice import compared_value
from simulation.mechanisms.switching_cost import barrier, leaving_cost

Look = Callable[[Scene], None]
"""An observer's function: it gets what the step before it got."""


class Observer(NumpyEngine):
    """Runs a market as `NumpyEngine` does, and calls observers after some of its steps.

    ``looks`` gives the function that is called after a step, for the same customers. `before_talk` is called
    when the messages of the month are known and nobody has heard them yet.
    """

    looks: Mapping[StepFunction, Look]

    def __init__(self, block: int = USUAL_BLOCK) -> None:
        super().__init__(block)
        self.looks = {}

    def before_talk(self, state: Any, world: Any) -> None:
        """Look at the month's messages."""

    def _talk(self, state: Any, world: Any) -> None:
        self.before_talk(state, world)
        super()._talk(state, world)

    def _step(self, step: Step, scene: Scene) -> None:
        run_step(step, scene)
        if step.function in self.looks:
            self.looks[step.function](scene)


def values_of_firms(process: MarketProcess) -> Values:
    """Return what every firm is worth to customers who compare (firms x customers), in reference prices."""
    scene = _everybody(process)
    firms = scene.all_firms
    return np.array([compared_value(scene.she, firm, relation, scene.world) for firm, relation in firms])


def usual_hazards(process: MarketProcess) -> tuple[Values, Values, Values]:
    """Return every customer's hazards of looking around: routine, by dissatisfaction, by a better offer."""
    scene = _everybody(process)
    return search.usual_hazards(scene.she, scene.supplier, scene.world)


def switching_cost(process: MarketProcess) -> Values:
    """Return what leaving would cost every customer once, in reference prices."""
    return leaving_cost(customers(process.state, slice(0, process.customers)))


def barriers(process: MarketProcess) -> Values:
    """Return what holds every customer when she compares suppliers, in reference prices a month."""
    scene = _everybody(process)
    return barrier(scene.she, scene.world)


def _everybody(process: MarketProcess) -> Scene:
    return process.scene(slice(0, process.customers))
