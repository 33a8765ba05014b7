"""An engine that watches one customer: what she believes and why, who tells her, how she decides.

It looks after the very steps of the month. To say what part of a belief comes from people and what from
structure, it carries these parts along for everybody (people pass them on) with the same rules that move the
belief; what remains is the product and its money.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np

from simulation.kernel.arithmetic import MOST_NEGATIVE, Values, moved, where
from simulation.kernel.steps import Scene
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
from simulation.mechanisms.delivered_value import risk_cost
from simulation.mechanisms.social_bond import social_benefit
from simulation.mechanisms.structural_bond import structural_benefit
from simulation.mechanisms.switching_cost import procedural_work, weighed

PARTS = ("social", "convenience")
"""The parts of a belief that are carried along; the functional part is the rest."""
VALUE_TERMS = ("functional", "experiential", "social", "convenience")
COST_TERMS = ("price", "effort", "risk")
LEAVING_TERMS = ("procedural", "financial", "relational")


class Decision(NamedTuple):
    """One decision, in reference prices a month; arrays of length firms (``leaving``: once, by type).

    ``utility`` is what the kernel compared; it is the sum of ``terms``, of ``draw`` and, for her own firm,
    of what she is ``spared`` by staying, unless she was ``forced`` to leave: ``leaving``, of which money and
    work is spread over the ``horizon``.
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
        """The parts of the belief about her own firm move to what its bonds gave."""
        she, supplier = scene.she, scene.supplier
        given = (social_benefit(she, supplier, scene.world), structural_benefit(she, supplier, scene.world))
        for name, benefit in zip(PARTS, given, strict=True):
            part = self._own_part(name, scene.state, scene.rows)
            self._put(name, scene, moved(part, benefit, scene.world.learning.experience))

    def _advertise_to_own(self, scene: Scene) -> None:
        """Claims promise structure as far as it is visible, and never people."""
        she, supplier = scene.she, scene.supplier
        pull = scene.world.learning.advertising * supplier.advertising
        visible = supplier.visible * she.usage
        for name, claimed in zip(PARTS, (visible * 0.0, visible), strict=True):
            part = self._own_part(name, scene.state, scene.rows)
            self._put(name, scene, advertising.advertised(part, claimed, she.trust, pull))

    def _advertise(self, scene: Scene) -> None:
        """So do the claims of the other firms."""
        state, j, rows = scene.state, scene.firm, scene.rows
        pull = scene.world.learning.advertising * scene.firms.advertising[j]
        visible = scene.firms.visible[j] * state.usage[rows]
        for name, claimed in zip(PARTS, (visible * 0.0, visible), strict=True):
            part = self.parts[name][j, rows]
            heard = advertising.advertised(part, claimed, state.trust_elsewhere[j, rows], pull)
            self.parts[name][j, rows] = where(state.firm[rows] == j, part, heard)

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
                part, said = self.parts[name].reshape(-1), self._own_part(name, state, speakers)
                part[place] = word_of_mouth.heard(part[place], said, earlier[news], weight)

    def _own_part(self, name: str, state: Any, rows: Any) -> Values:
        """Return a part of each customer's belief about her supplier."""
        part: Values = self.parts[name][state.firm[rows], np.arange(state.firm.size)[rows]]
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
        leaving = {name: float(getattr(state, f"cost_{name}")[c]) for name in LEAVING_TERMS}
        spared = self._spared(scene, leaving)
        firms = scene.all_firms
        draw = np.array([world.choice_scale * choice.luck_of_choice(she, firm)[0] for firm, _ in firms])
        utility = draw + [choice.compared_value(she, firm, relation, world)[0] for firm, relation in firms]
        forced = bool(state.forced[c])
        utility[mine] += MOST_NEGATIVE if forced else sum(spared.values())
        return Decision(
            trip=scene.trip,
            own=mine,
            chosen=int(state.chosen[c]),
            cause=self._cause(scene),
            forced=forced,
            terms=self._terms(scene),
            leaving=leaving,
            spared=spared,
            draw=draw,
            utility=utility,
            horizon=float(world.switching_cost.horizon),
        )

    def _spared(self, scene: Scene, leaving: dict[str, float]) -> dict[str, float]:
        """Return what each type of cost counts for in a month."""
        work = float(procedural_work(scene.she, scene.world)[0])
        paid_once = np.array([work, leaving["financial"], 0.0])
        costs = np.array([leaving[name] for name in LEAVING_TERMS])
        counted = weighed(costs, paid_once, scene.world.switching_cost.horizon)
        return dict(zip(LEAVING_TERMS, counted.tolist(), strict=True))

    def _cause(self, scene: Scene) -> int:
        """Return why she decides now: the market asks this only of customers who leave, and afterwards."""
        state, c = scene.state, self.customer
        before = state.cause[c]
        search.find_cause(scene.she, scene.supplier, scene.world, scene.luck_of_trip)
        cause, state.cause[c] = int(state.cause[c]), before
        return cause

    def _terms(self, scene: Scene) -> dict[str, Values]:
        """Return what each firm is worth to her, term by term."""
        state, firms, c = scene.state, scene.firms, self.customer
        stakes, feared = state.stakes[c], firms.fee_foreseen.copy()
        feared[state.firm[c]] = 0.0
        social, convenience = (self.parts[name][:, c].copy() for name in PARTS)
        belief, trust = of_all_firms(state, "expectation", c), of_all_firms(state, "trust", c)
        return {
            "functional": belief - social - convenience,
            "experiential": stakes * (state.taste[:, c] + firms.brand),
            "social": social,
            "convenience": convenience,
            "price": -firms.price,
            "effort": _known(firms, int(state.firm[c])) - firms.effort,
            "risk": -risk_cost(stakes, trust, scene.world.trust.risk, firms.guarantee_relief) - feared,
        }


def _known(firms: Any, mine: int) -> Values:
    """Return what being known adds to the worth of each firm, which saves the effort of finding it."""
    known: Values = firms.known.copy()
    known[mine] = 0.0
    return known


def of_all_firms(state: Any, attribute: str, customer: int) -> Values:
    """Return what a customer believes of each firm, her supplier among them."""
    values: Values = getattr(state, f"{attribute}_elsewhere")[:, customer].copy()
    values[state.firm[customer]] = getattr(state, attribute)[customer]
    return values
