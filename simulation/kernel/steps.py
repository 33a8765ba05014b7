"""Steps, phases and months: the order of a month as data, and how a step is run on a block of customers.

A month is a list of phases; within a phase the steps run for one block of customers at a time (or, compiled,
for one customer at a time), so a step may read and write only its own customers.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

from simulation.kernel import views

StepFunction = Callable[..., None]


class Step(NamedTuple):
    """One step: a function, and the flag column that selects its customers (None: everybody).

    ``each_firm``: the step runs once for every firm, in the order of the scenario.
    """

    function: StepFunction
    among: str | None = None
    each_firm: bool = False


class Phase(NamedTuple):
    """Steps that need nothing of other customers; ``trips`` is how often they are repeated in a month."""

    name: str
    steps: tuple[Step, ...]
    trips: int = 1


class Month(NamedTuple):
    """A month: what customers experience, what they tell each other, what they decide, and the accounts.

    ``closing`` changes nothing that customers will do; it is skipped while nobody observes the market.
    """

    living: Phase
    deciding: tuple[Phase, ...]
    closing: Phase

    @property
    def phases(self) -> tuple[Phase, ...]:
        """All phases in order; word of mouth is carried after the first."""
        return (self.living, *self.deciding, self.closing)


class Scene(NamedTuple):
    """What a step can be about: the market's state and numbers, one trip or firm, and some customers."""

    state: Any
    firms: Any
    world: Any
    luck: Any
    turn: int
    rows: views.Rows


VIEWS: dict[str, Callable[[Scene], Any]] = {
    "she": lambda scene: views.She(scene.state, scene.rows),
    "supplier": lambda scene: views.Supplier(scene.firms, scene.luck, scene.state.firm[scene.rows]),
    "origin": lambda scene: views.Supplier(scene.firms, scene.luck, scene.state.origin[scene.rows]),
    "firm": lambda scene: views.Firm(scene.firms, scene.luck, scene.turn),
    "firms": lambda scene: views.Firms(scene.state, scene.firms, scene.luck, scene.rows),
    "world": lambda scene: scene.world,
    "luck": lambda scene: views.Luck(scene.luck, scene.turn),
}
"""The view that each parameter of a step stands for (``relation`` depends on the step: see `run_step`)."""


@cache
def parameters_of(function: StepFunction) -> tuple[str, ...]:
    """Return the names of a step's parameters."""
    return tuple(inspect.signature(function).parameters)


def run_step(step: Step, scene: Scene) -> None:
    """Run a step on the customers of a scene."""
    arguments = [
        views.Relation(scene.state, scene.rows, scene.turn if step.each_firm else None)
        if name == "relation"
        else VIEWS[name](scene)
        for name in parameters_of(step.function)
    ]
    step.function(*arguments)
