"""Steps, phases and months: the order of a month as data, and how a step is run on a block of customers.

A month is a list of phases; within a phase the steps run for one block of customers at a time (or, compiled,
for one customer at a time), so a step may read and write only its own customers.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import Any, NamedTuple

import numpy as np

from simulation.kernel import views
from simulation.kernel.misspelt import explain
from simulation.kernel.own_terms import on_terms

StepFunction = Callable[..., None]
NESTED = "__"
"""Replaces the dot of a path in the flat names of the world's numbers."""


@dataclass(frozen=True)
class Step:
    """One step: a function, and the flag column that selects its customers (None: everybody).

    ``each_firm``: the step runs once for every firm, in the order of the scenario. ``when``: a number of the
    world, by its path (``experience.grievance``); while it is 0 the step is left out. ``having``: a number of
    the firms (``reward``); the step is left out for firms in which it is 0. ``treated``: the step is left out
    unless some firm treats classes of its customers differently.

    Raises TypeError for a function whose parameters are not views, or that is about one firm but runs once.
    """

    function: StepFunction
    among: str | None = None
    each_firm: bool = False
    when: str = ""
    having: str = ""
    treated: bool = False

    def __post_init__(self) -> None:
        name, known = self.function.__name__, VIEWS | VIEWS_OF_FIRM
        for parameter in parameters_of(self.function):
            if parameter not in known:
                raise TypeError(f"step {name} takes `{parameter}`; a step may take {', '.join(known)}")
            if parameter in VIEWS_OF_FIRM and not self.each_firm:
                raise TypeError(
                    f"step {name} takes `{parameter}` (one firm's), so it needs `each_firm=True`; "
                    "`own_relation` is what she remembers of her own supplier"
                )

    def firms(self, numbers: Any) -> Sequence[int]:
        """The firms for which the step runs, given the firms' numbers; one run if it is about no firm."""
        if not self.each_firm:
            return (0,)
        if self.having:
            having = numbers.owner[getattr(numbers, self.having) != 0.0]
            return [int(firm) for firm in np.unique(having)]
        return range(views.count(numbers))

    @property
    def needed(self) -> str:
        """The flat name of the world's number without which the step is left out, or nothing."""
        return self.when.replace(".", NESTED)

    @cached_property
    def arguments(self) -> Callable[[Scene], tuple[Any, ...]]:
        """What makes the function's arguments out of a scene."""
        known = VIEWS | VIEWS_OF_FIRM
        names = [known[name] for name in parameters_of(self.function)]
        if len(names) == 1:
            return lambda scene: (getattr(scene, names[0]),)
        return attrgetter(*names)


class Phase(NamedTuple):
    """Steps that need nothing of other customers; ``trips`` is how often they are repeated in a month."""

    name: str
    steps: tuple[Step, ...]
    trips: int = 1


class Month(NamedTuple):
    """A month: what customers experience, what they tell each other, what they decide, and the accounts.

    ``closing`` changes nothing that customers will do; it is skipped while nobody observes the market.
    ``settling`` runs before the first month, and again whenever the firms' or the world's numbers change.
    """

    living: Phase
    deciding: tuple[Phase, ...]
    closing: Phase
    settling: tuple[Step, ...] = ()

    @property
    def phases(self) -> tuple[Phase, ...]:
        """All phases in order; word of mouth is carried after the first."""
        return (self.living, *self.deciding, self.closing)


class Scene:
    """What steps can be about: the market's state and numbers, a trip of the month, a firm, some customers.

    A scene serves several steps as long as it is about the same rows; ``trip`` and ``firm`` (a firm's number,
    for steps that run once for each firm) may be changed, and `begin_month` turns to another month. Views
    that stay the same meanwhile are made once.
    """

    def __init__(self, state: Any, firms: Any, world: Any, luck: Any, trip: int, rows: views.Rows) -> None:
        self.state, self.trip, self.firm = state, trip, 0
        self._firms = None
        self._show(rows)
        self.begin_month(firms, world, luck)

    def begin_month(self, firms: Any, world: Any, luck: Any) -> None:
        """Turn to the numbers and the luck of another month."""
        if firms is not self._firms:
            self._firms, self.each_firm = firms, views.each_firm(firms)
            self.treatments = views.each_treatment(firms)
        views.give_luck(self.each_firm, luck)
        self.firms, self.world, self.luck = views.with_luck(firms, luck), world, luck
        self._supplier: views.Supplier | None = None
        self._trips: dict[int, views.Luck] = {}

    def among(self, rows: views.Rows) -> Scene:
        """Return the same scene about other customers."""
        scene = object.__new__(Scene)
        vars(scene).update(vars(self))
        scene._show(rows)
        return scene

    def _show(self, rows: views.Rows) -> None:
        self.rows = rows
        self.she = views.customers(self.state, rows)
        self._supplier = None
        self._relations: dict[int, views.Relation] = {}

    @property
    def supplier(self) -> views.Supplier:
        """Each customer's supplier; in a block, where ``state.firm`` itself is read, after any move, too."""
        if self._supplier is None:
            number = self.state.deal if self.treatments else self.state.firm
            self._supplier = views.suppliers(self.firms, number[self.rows])
        return self._supplier

    @property
    def origin(self) -> views.Supplier:
        """Each customer's supplier at the beginning of the month."""
        number = self.state.origin_deal if self.treatments else self.state.origin
        return views.suppliers(self.firms, number[self.rows].astype(np.intp))

    @property
    def own_relation(self) -> views.Relation:
        """What customers remember of their suppliers from before."""
        return views.own_relation(self.state, self.rows)

    @property
    def one_firm(self) -> views.Firm:
        """The firm that the step is about."""
        return self._firm(self.firm)

    @property
    def relation(self) -> views.Relation:
        """What customers remember of the firm that the step is about."""
        return self.relation_with(self.firm)

    @property
    def all_firms(self) -> views.Firms:
        """Each firm with what customers remember of it."""
        return [(self._firm(number), self.relation_with(number)) for number in range(len(self.each_firm))]

    def _firm(self, number: int) -> views.Firm:
        """Return a firm on its only terms, or on those on which it has, or would have, each customer."""
        if not self.treatments:
            return self.each_firm[number]
        return on_terms(self.firms, self.state.terms[number, self.rows], number)

    @property
    def luck_of_trip(self) -> views.Luck:
        """The keys of the decisions of the month and of its trip."""
        if self.trip not in self._trips:
            self._trips[self.trip] = views.luck_of(self.luck, self.trip)
        return self._trips[self.trip]

    def relation_with(self, firm: int) -> views.Relation:
        """Return what customers remember of a firm."""
        if firm not in self._relations:
            self._relations[firm] = views.relation_with(self.state, self.rows, firm)
        return self._relations[firm]


VIEWS = {
    "she": "she",
    "supplier": "supplier",
    "origin": "origin",
    "own_relation": "own_relation",
    "firms": "all_firms",
    "treatments": "treatments",
    "world": "world",
    "luck": "luck_of_trip",
}
"""The attribute of a scene that each parameter of a step stands for."""
VIEWS_OF_FIRM = {"firm": "one_firm", "relation": "relation"}
"""The same for parameters that only steps that run once for each firm can have."""


def parameters_of(function: StepFunction) -> tuple[str, ...]:
    """Return the names of a step's parameters."""
    return tuple(inspect.signature(function).parameters)


def run_step(step: Step, scene: Scene) -> None:
    """Run a step on the customers of a scene."""
    try:
        step.function(*step.arguments(scene))
    except AttributeError as error:
        explain(error, step.function.__name__)
        raise


def concerned(step: Step, block: Scene) -> Scene | None:
    """Return the scene about those customers of a block whom a step concerns; None if there are none."""
    if step.among is None:
        return block
    try:
        (rows,) = getattr(block.she, step.among).nonzero()
    except AttributeError as error:
        explain(error, step.function.__name__)
        raise
    rows += block.rows.start
    return block.among(rows) if rows.size else None
