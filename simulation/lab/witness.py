"""An engine that watches one customer: what she believes and why, who tells her, how she decides.

It looks after the very steps of the month, and what it tells is what they say: the terms of a decision come
from the rules that the step compares by (`terms`), the chances from what they add up to (`odds`). To say what
part of a belief comes from people and what from structure, it carries these parts along for everybody (people
pass them on), and moves them by running the steps that move the belief; the rest is the product itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np

from simulation.kernel.arithmetic import MOST_NEGATIVE, Values, where
from simulation.kernel.steps import Scene
from simulation.lab.odds import chances, standing
from simulation.lab.terms import BELIEF, Changed, compared_terms, held_terms, without
from simulation.market import USUAL_BLOCK, Observer
from simulation.mechanisms import (
    advertising,
    births_and_deaths,
    choice,
    expectation,
    failure_and_recovery,
    search,
    word_of_mouth,
)
from simulation.mechanisms.social_bond import social_benefit
from simulation.mechanisms.structural_bond import structural_benefit

PARTS = ("social", "convenience")
"""The parts of a belief that are carried along; the functional part is the rest."""
LEAVING_TERMS = ("procedural", "financial", "relational")


class Decision(NamedTuple):
    """One decision, in reference prices a month; arrays of length firms (``leaving``: once, by type).

    ``utility`` is what the kernel compared; it is the sum of ``terms``, of ``draw`` and, for her own firm,
    of what she is ``spared`` by staying, unless she was ``forced`` to leave: ``leaving``, of which money and
    work is spread over the ``horizon``. ``chances`` is how likely each choice was before the draw.
    """

    trip: int
    own: int
    chosen: int
    cause: int
    forced: bool
    terms: dict[str, Values]
    leaving: dict[str, float]
    spared: dict[str, float]
    draw: Values
    utility: Values
    chances: Values
    horizon: float


class Told(NamedTuple):
    """Somebody told her about a firm: who, about which firm, and the worth given to it (reference prices)."""

    teller: int
    firm: int
    worth: float


class Witness(Observer):
    """Runs a market as `NumpyEngine` does, and takes down what happens to one customer.

    After each month ``decisions``, ``told`` and ``complained`` are of that month.
    """

    def __init__(self, customer: int, block: int = USUAL_BLOCK) -> None:
        super().__init__(block)
        self.customer = customer
        self.decisions: list[Decision] = []
        self.told: list[Told] = []
        self.complained = False
        self.parts: dict[str, Values] = {}
        self.looks = {
            failure_and_recovery.complain: self._see_complaint,
            expectation.learn: self._learn,
            advertising.advertise_to_own: self._advertise_to_own,
            advertising.advertise: self._advertise,
            choice.decide: self._see_decision,
            births_and_deaths.begin_anew: self._begin_anew,
        }

    def live(
        self, month: Any, state: Any, firms: Any, world: Any, luck: Any, closing: bool
    ) -> Iterator[None]:
        """Run a month on all customers, in place; the closing only if wanted. Yields after each slice."""
        if not self.parts:
            self.parts = {name: np.zeros_like(state.expectation_elsewhere) for name in PARTS}
        self.decisions, self.told, self.complained = [], [], False
        yield from super().live(month, state, firms, world, luck, closing)

    def _learn(self, scene: Scene) -> None:
        """The parts of the belief about her own firm learn, each from what its bonds gave."""
        she, supplier, world = scene.she, scene.supplier, scene.world
        given = (social_benefit(she, supplier, world), structural_benefit(she, supplier, world))
        for name, benefit in zip(PARTS, given, strict=True):
            part = Changed(she, expectation=self._own_part(name, scene), learned=benefit)
            expectation.learn(part, world)
            self._put(name, scene, part.expectation)

    def _advertise_to_own(self, scene: Scene) -> None:
        """Claims promise structure as far as it is visible, and never people."""
        she, world = scene.she, scene.world
        for name in PARTS:
            part = Changed(she, expectation=self._own_part(name, scene))
            others = Changed(she, expectation=0.0)
            advertising.advertise_to_own(part, scene.supplier, world)
            advertising.advertise_to_own(others, _claims_but(name, scene.supplier), world)
            self._put(name, scene, part.expectation - others.expectation)

    def _advertise(self, scene: Scene) -> None:
        """So do the claims of the other firms."""
        state, j, rows, world = scene.state, scene.firm, scene.rows, scene.world
        for name in PARTS:
            before = self.parts[name][j, rows]
            part = Changed(scene.relation, expectation=before)
            others = Changed(scene.relation, expectation=0.0)
            advertising.advertise(scene.she, scene.one_firm, part, world)
            advertising.advertise(scene.she, _claims_but(name, scene.one_firm), others, world)
            heard = part.expectation - others.expectation
            self.parts[name][j, rows] = where(state.firm[rows] == j, before, heard)

    def before_talk(self, state: Any, world: Any) -> None:
        """Take down who tells her what, and let the parts be passed on with the belief."""
        tellers, listeners = word_of_mouth.messages(state, slice(0, state.firm.size))
        for teller in tellers[listeners == self.customer].tolist():
            self.told.append(Told(teller, int(state.firm[teller]), float(state.expectation[teller])))
        weight = world.word_of_mouth.weight
        for places, who, earlier in word_of_mouth.hearings(state):
            news = state.firm[who] != state.firm[places % state.firm.size]
            place, speakers = places[news], who[news]
            for name in PARTS:
                part = self.parts[name].reshape(-1)
                said = self.parts[name][state.firm[speakers], speakers]
                part[place] = word_of_mouth.heard(part[place], said, earlier[news], weight)

    def _own_part(self, name: str, scene: Scene) -> Values:
        """Return a part of each customer's belief about her supplier."""
        firm, who = scene.state.firm[scene.rows], np.arange(scene.state.firm.size)[scene.rows]
        part: Values = self.parts[name][firm, who]
        return part

    def _put(self, name: str, scene: Scene, values: Values) -> None:
        firm, who = scene.state.firm[scene.rows], np.arange(scene.state.firm.size)[scene.rows]
        self.parts[name][firm, who] = values

    def _is_here(self, scene: Scene) -> bool:
        return self.customer in np.arange(scene.state.firm.size)[scene.rows]

    def _her(self, scene: Scene) -> Scene:
        """The same scene with nobody but her."""
        return scene.among(np.array([self.customer]))

    def _see_complaint(self, scene: Scene) -> None:
        """Whether her failure made her complain."""
        if self._is_here(scene):
            her = self._her(scene)
            voice = failure_and_recovery.complains(her.she, her.supplier, her.world, her.luck_of_trip)
            self.complained = bool(voice[0])

    def _begin_anew(self, scene: Scene) -> None:
        """A newcomer believes nothing yet."""
        for part in self.parts.values():
            part[:, scene.rows] = 0.0

    def _see_decision(self, scene: Scene) -> None:
        """Take down her decision, unless she is a newcomer, who leaves nobody."""
        if self._is_here(scene) and scene.state.firm[self.customer] != births_and_deaths.NOBODY:
            self.decisions.append(self._decision(self._her(scene)))

    def _decision(self, scene: Scene) -> Decision:
        state, world, c = scene.state, scene.world, self.customer
        she, mine = scene.she, int(state.firm[c])
        value, scale = standing(scene)[:, 0], float(world.choice_scale)
        draw = np.array([scale * choice.luck_of_choice(she, firm)[0] for firm, _ in scene.all_firms])
        forced = bool(state.forced[c])
        if forced:
            value[mine] = MOST_NEGATIVE
        return Decision(
            trip=scene.trip,
            own=mine,
            chosen=int(state.chosen[c]),
            cause=self._cause(scene),
            forced=forced,
            terms=self._terms(scene),
            leaving={name: float(getattr(state, f"cost_{name}")[c]) for name in LEAVING_TERMS},
            spared={name: float(values[0]) for name, values in held_terms(scene).items()},
            draw=draw,
            utility=value + draw,
            chances=chances(value[:, np.newaxis], scale)[:, 0],
            horizon=float(world.switching_cost.horizon),
        )

    def _cause(self, scene: Scene) -> int:
        """Return why she decides now: the market asks this only of customers who leave, and afterwards."""
        state, c = scene.state, self.customer
        before = state.cause[c]
        search.find_cause(scene.she, scene.supplier, scene.world, scene.luck_of_trip)
        cause, state.cause[c] = int(state.cause[c]), before
        return cause

    def _terms(self, scene: Scene) -> dict[str, Values]:
        """Return what each firm is worth to her, term by term: the belief falls into its parts."""
        terms = {name: values[:, 0] for name, values in compared_terms(scene).items()}
        parts = {name: self.parts[name][:, self.customer].copy() for name in PARTS}
        return {"functional": terms.pop(BELIEF) - sum(parts.values()), **parts, **terms}


def _claims_but(part: str, firm: Any) -> Any:
    """Return a firm (or supplier) that claims what it claims but for a part of it; nobody claims people."""
    return without(firm, ("visible",) if part == "convenience" else ())
