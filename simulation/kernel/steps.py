"""Steps, phases and months: the order of a month as data, and how a step is run on a block of customers.

A month is a list of phases; within a phase the steps run for one block of customers at a time (or, compiled,
for one customer at a time), so a step may read and write only its own customers.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from simulation.kernel import views

StepFunction = Callable[..., None]


@dataclass(frozen=True)
class Step:
    """One step: a function, and the flag column that selects its customers (None: everybody).

    ``each_firm``: the step runs once for every firm, in the order of the scenario.

    Raises TypeError for a function whose parameters are not views, or that takes one firm and runs for none.
    """

    function: StepFunction
    among: str | None = None
    each_firm: bool = False

    def __post_init__(self) -> None:
        name, known = self.function.__name__, VIEWS_OF_FIRM if self.each_firm else VIEWS
        for parameter in parameters_of(self.function):
            if parameter == "firm" and not self.each_firm:
                raise TypeError(f"step {name} takes one `firm`, so it needs `each_firm=True`")
            if parameter not in known:
                raise TypeError(f"step {name} takes `{parameter}`; a step may take {', '.join(known)}")

    @cached_property
    def arguments(self) -> tuple[Callable[[Scene], Any], ...]:
        """What makes the function's arguments out of a scene, in order."""
        known = VIEWS_OF_FIRM if self.each_firm else VIEWS
        return tuple(known[name] for name in parameters_of(self.function))


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


class Scene:
    """What steps can be about: the market's state and numbers, a trip of the month, a firm, some customers.

    A scene serves several steps as long as it is about the same rows; ``trip`` and ``firm`` (a firm's number,
    for steps that run once for each firm) may be changed.
    """

    def __init__(
        self, state: Any, firms: Any, world: Any, luck: Any, trip: int, rows: views.Rows,
        each_firm: list[views.Firm] | None = None,
    ) -> None:  # fmt: skip
        self.state, self.firms, self.world, self.luck = state, firms, world, luck
        self.trip, self.firm, self.rows = trip, 0, rows
        self.she = views.customers(state, rows)
        self.each_firm = each_firm or [views.one_firm(firms, luck, j) for j in range(firms.price.size)]

    def among(self, rows: views.Rows) -> Scene:
        """Return the same scene about other customers."""
        return Scene(self.state, self.firms, self.world, self.luck, self.trip, rows, self.each_firm)


VIEWS: dict[str, Callable[[Scene], Any]] = {
    "she": lambda scene: scene.she,
    "supplier": lambda scene: views.suppliers(scene.firms, scene.luck, scene.state.firm[scene.rows]),
    "origin": lambda scene: views.suppliers(scene.firms, scene.luck, scene.state.origin[scene.rows]),
    "firms": lambda scene: views.Firms(scene.state, scene.rows, scene.each_firm),
    "world": lambda scene: scene.world,
    "luck": lambda scene: views.luck_of(scene.luck, scene.trip),
    "relation": lambda scene: views.own_relation(scene.state, scene.rows),
}
"""The view that each parameter of a step stands for."""
VIEWS_OF_FIRM: dict[str, Callable[[Scene], Any]] = VIEWS | {
    "firm": lambda scene: scene.each_firm[scene.firm],
    "relation": lambda scene: views.relation_with(scene.state, scene.rows, scene.firm),
}
"""The same for steps that run once for each firm: their relation is the one with that firm."""


def parameters_of(function: StepFunction) -> tuple[str, ...]:
    """Return the names of a step's parameters."""
    return tuple(inspect.signature(function).parameters)


def run_step(step: Step, scene: Scene) -> None:
    """Run a step on the customers of a scene."""
    step.function(*[view(scene) for view in step.arguments])
