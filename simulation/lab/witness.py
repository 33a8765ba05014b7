# ruff: noqa: ARG002 (a look takes what a step takes)
"""An engine that watches one customer: what she believes and why, who tells her, how she decides.

It runs the very steps of the month, with steps of its own in between that only look. To say what part of a
belief comes from people and what from structure, it carries these parts along for everybody (people tell
them on) with the same formulas that move the belief; what remains is the product and its money.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np

from simulation.market.access import Rows, of_firm, own, put, seat
from simulation.market.columns import State
from simulation.market.engine import USUAL_BLOCK, NumpyEngine
from simulation.market.luck import Luck, uniform
from simulation.market.messages import carry, hearings, messages
from simulation.market.month import (
    Month,
    Phase,
    Step,
    StepFunction,
    deciding,
    relationship,
    service,
)
from simulation.market.settings import Firms, Psychology
from simulation.rules import experience, learning
from simulation.rules.arithmetic import Values, where
from simulation.rules.satisfaction import moved
from simulation.rules.value import risk_cost

PARTS = ("social", "convenience")
"""The parts of a belief that are carried along; the functional part is the rest."""
VALUE_TERMS = ("functional", "experiential", "social", "convenience")
COST_TERMS = ("price", "effort", "risk")
LEAVING_TERMS = ("procedural", "financial", "relational")


class Decision(NamedTuple):
    """One decision, in reference prices a month; arrays of length firms (``leaving``: once, by type).

    ``utility`` is what the kernel compared; it is the sum of ``terms``, of ``draw`` and, for her own firm,
    of ``leaving`` over the horizon, unless she was ``forced`` to leave.
    """

    trip: int
    own: int
    chosen: int
    cause: int
    forced: bool
    terms: dict[str, Values]
    leaving: dict[str, float]
    draw: Values
    utility: Values
    horizon: float


class Told(NamedTuple):
    """Somebody told her about a firm: who, of which firm, and the worth she gave it (reference prices)."""

    teller: int
    firm: int
    worth: float


class Witness(NumpyEngine):
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

    def live(
        self, month: Month, state: State, firms: Firms, world: Psychology, luck: Luck, closing: bool
    ) -> None:
        """Run a month on all customers, in place; its closing phase only if wanted."""
        if not self.parts:
            self.parts = {name: np.zeros_like(state.expectation_elsewhere) for name in PARTS}
        self.decisions, self.told, self.complained = [], [], False
        self._run((followed(month.living, self._looks_while_living()),), state, firms, world, luck)
        self._overhear(state, world.opinion_weight)
        carry(state, world.opinion_weight)
        phases = (*month.deciding, month.closing) if closing else month.deciding
        looks = self._looks_while_deciding()
        self._run(tuple(followed(phase, looks) for phase in phases), state, firms, world, luck)

    def _looks_while_living(self) -> Mapping[StepFunction, StepFunction]:
        return {
            service.complain: self._see_complaint,
            relationship.learn: self._learn,
            relationship.advertise_to_own: self._advertise_to_own,
        }

    def _looks_while_deciding(self) -> Mapping[StepFunction, StepFunction]:
        return {
            relationship.advertise: self._advertise,
            deciding.decide: self._see_decision,
        }

    def _learn(
        self, state: State, firms: Firms, world: Psychology, luck: Luck, trip: int, rows: Rows
    ) -> None:
        """The parts of the belief about her own firm move to what its bonds gave."""
        place = seat(state, rows)
        for name, given in bond_benefits(state, firms, world, rows).items():
            put(self.parts[name], place, moved(own(self.parts[name], place), given, world.learning))

    def _advertise_to_own(
        self, state: State, firms: Firms, world: Psychology, luck: Luck, trip: int, rows: Rows
    ) -> None:
        """Claims promise structure as far as it is visible, and never people."""
        firm, place = state.firm[rows], seat(state, rows)
        pull = world.advertising * of_firm(firms.advertising, firm)
        visible = of_firm(firms.visible, firm) * state.usage[rows]
        for name, claimed in zip(PARTS, (visible * 0.0, visible), strict=True):
            part = own(self.parts[name], place)
            put(self.parts[name], place, learning.advertised(part, claimed, state.trust[rows], pull))

    def _advertise(
        self, state: State, firms: Firms, world: Psychology, luck: Luck, trip: int, rows: Rows
    ) -> None:
        """So do the claims of the other firms."""
        for j in range(firms.price.size):
            pull = world.advertising * firms.advertising[j]
            visible = firms.visible[j] * state.usage[rows]
            for name, claimed in zip(PARTS, (visible * 0.0, visible), strict=True):
                part = self.parts[name][j, rows]
                heard = learning.advertised(part, claimed, state.trust_elsewhere[j, rows], pull)
                self.parts[name][j, rows] = where(state.firm[rows] == j, part, heard)

    def _overhear(self, state: State, weight: float) -> None:
        """Take down who tells her what, and let the parts be told on with the belief."""
        tellers, listeners = messages(state)
        for teller in tellers[listeners == self.customer].tolist():
            self.told.append(Told(teller, int(state.firm[teller]), float(state.expectation[teller])))
        for places, who, earlier in hearings(state):
            news = state.firm[who] != state.firm[places % state.firm.size]
            place, tellers = places[news], who[news]
            for name in PARTS:
                part, said = self.parts[name].reshape(-1), own(self.parts[name], seat(state, tellers))
                part[place] = learning.heard(part[place], said, earlier, weight)

    def _see_complaint(
        self, state: State, firms: Firms, world: Psychology, luck: Luck, trip: int, rows: Rows
    ) -> None:
        """Whether her failure made her complain: the same draw against the same probability."""
        if self.customer not in np.arange(state.firm.size)[rows]:
            return
        her = np.array([self.customer])
        firm, draw = state.firm[her], uniform(luck.failure, state.identity[her])
        major = draw < of_firm(firms.failure_major, firm)
        severity = where(major, world.complaint_major, world.complaint_minor)
        readiness = of_firm(firms.complaint_factor, firm)
        probability = experience.complaint_probability(state.involvement[her], severity, readiness)
        self.complained = bool((uniform(luck.complaint, state.identity[her]) < probability)[0])

    def _see_decision(
        self, state: State, firms: Firms, world: Psychology, luck: Luck, trip: int, rows: Rows
    ) -> None:
        if self.customer in np.arange(state.firm.size)[rows]:
            self.decisions.append(self._decision(state, firms, world, luck, trip))

    def _decision(self, state: State, firms: Firms, world: Psychology, luck: Luck, trip: int) -> Decision:
        her, c, firm_count = np.array([self.customer]), self.customer, firms.price.size
        mine = int(state.firm[c])
        leaving = {name: float(getattr(state, f"cost_{name}")[c]) for name in LEAVING_TERMS}
        draw = np.array(
            [world.choice_scale * deciding.luck_of_choice(state, luck, j, her)[0] for j in range(firm_count)]
        )
        utility = draw + [deciding.value_of_firm(state, firms, world, j, her)[0] for j in range(firm_count)]
        forced = bool(state.forced[c])
        utility[mine] += deciding.MOST_NEGATIVE if forced else sum(leaving.values()) / world.horizon
        terms, cause = self._terms(state, firms, world), self._cause(state, firms, world, luck, trip)
        chosen = int(state.chosen[c])
        return Decision(
            trip, mine, chosen, cause, forced, terms, leaving, draw, utility, float(world.horizon)
        )

    def _cause(self, state: State, firms: Firms, world: Psychology, luck: Luck, trip: int) -> int:
        """Return why she decides now: the market asks this only of those who leave, and afterwards."""
        c, before = self.customer, state.cause[self.customer]
        deciding.find_cause(state, firms, world, luck, trip, np.array([c]))
        cause, state.cause[c] = int(state.cause[c]), before
        return cause

    def _terms(self, state: State, firms: Firms, world: Psychology) -> dict[str, Values]:
        """Return what each firm is worth to her, term by term."""
        c, stakes = self.customer, state.stakes[self.customer]
        social, convenience = (self.parts[name][:, c].copy() for name in PARTS)
        belief, trust = of_all_firms(state, "expectation", c), of_all_firms(state, "trust", c)
        return {
            "functional": belief - social - convenience,
            "experiential": stakes * (state.taste[:, c] + firms.brand),
            "social": social,
            "convenience": convenience,
            "price": -firms.price,
            "effort": -firms.effort,
            "risk": -risk_cost(stakes, trust, world.risk, firms.guarantee_relief),
        }


def of_all_firms(state: State, attribute: str, customer: int) -> Values:
    """Return what a customer believes of each firm, her supplier among them."""
    values: Values = getattr(state, f"{attribute}_elsewhere")[:, customer].copy()
    values[state.firm[customer]] = getattr(state, attribute)[customer]
    return values


def bond_benefits(state: State, firms: Firms, world: Psychology, rows: Rows) -> dict[str, Any]:
    """Return what people and structure gave each customer this month (`service.bond_benefit`, by part)."""
    firm = state.firm[rows]
    people = state.social_bond[rows] * of_firm(firms.personal_fit, firm)
    integration = state.integration[rows] * of_firm(firms.structural, firm)
    return {
        "social": world.social_benefit * state.stakes[rows] * people,
        "convenience": world.structural_benefit * state.usage[rows] * integration,
    }


def followed(phase: Phase, looks: Mapping[StepFunction, StepFunction]) -> Phase:
    """Return a phase in which some steps are followed, for the same customers, by a look."""
    steps: list[Step] = []
    for step in phase.steps:
        steps.append(step)
        if step.function in looks:
            steps.append(Step(looks[step.function], step.among))
    return phase._replace(steps=tuple(steps))
