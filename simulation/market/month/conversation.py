"""Steps: whom one tells about one's supplier, and what hearing others does to beliefs and trust.

Between the two steps the messages are carried over the acquaintances (``simulation.market.messages``).
"""

from __future__ import annotations

import numpy as np

from simulation.market.access import Rows, of_firm
from simulation.market.columns import State
from simulation.market.luck import Luck, uniform
from simulation.market.settings import Firms, Psychology
from simulation.rules import learning
from simulation.rules.arithmetic import as_number, as_whole, where_whole


def prepare_to_talk(state: State, firms: Firms, world: Psychology, luck: Luck, trip: int, rows: Rows) -> None:
    """Put down what customers would say of their supplier as the month begins."""
    state.said_expectation[rows] = state.expectation[rows]
    state.said_trust[rows] = state.trust[rows]
    state.told[rows] = 0
    state.addressed[rows] = False


def forget_talk(state: State, firms: Firms, world: Psychology, luck: Luck, j: int, rows: Rows) -> None:
    """What was heard has had its effect."""
    state.heard[j, rows] = 0
    state.heard_expectation[j, rows] = 0.0
    state.heard_trust[j, rows] = 0.0


def talk(state: State, firms: Firms, world: Psychology, luck: Luck, trip: int, rows: Rows) -> None:
    """Draw how many of her acquaintances a customer tells; club members talk more."""
    firm = state.firm[rows]
    mean = learning.people_told(
        state.sociability[rows] * (1.0 + of_firm(firms.club, firm)),
        state.satisfaction[rows],
        state.commitment[rows],
        world.talk_base,
        world.talk_dissatisfied,
        world.talk_satisfied,
        world.talk_committed,
    )
    people = np.floor(mean + uniform(luck.told, state.identity[rows]))
    most = state.acquaintances.shape[0]
    state.told[rows] = where_whole(people < most, as_whole(people), most)


def choose_whom(state: State, firms: Firms, world: Psychology, luck: Luck, trip: int, rows: Rows) -> None:
    """Draw the place in her list of acquaintances at which a customer begins to talk."""
    ties = state.acquaintances.shape[0]
    state.first_told[rows] = as_whole(uniform(luck.acquaintance, state.identity[rows]) * ties)


def listen(state: State, firms: Firms, world: Psychology, luck: Luck, j: int, rows: Rows) -> None:
    """Beliefs and trust about firms other than one's own move to what was heard."""
    opinions, weight = as_number(state.heard[j, rows]), world.opinion_weight
    belief, trust = state.expectation_elsewhere[j, rows], state.trust_elsewhere[j, rows]
    told_worth, told_trust = state.heard_expectation[j, rows], state.heard_trust[j, rows]
    state.expectation_elsewhere[j, rows] = learning.heard(belief, opinions, told_worth, weight)
    state.trust_elsewhere[j, rows] = learning.heard(trust, opinions, told_trust, weight)
