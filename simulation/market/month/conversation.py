"""Steps: how many people one tells about one's supplier, and whom.

Then the messages are carried over the acquaintances (``simulation.market.messages``).
"""

from __future__ import annotations

import numpy as np

from simulation.market.access import Rows, of_firm
from simulation.market.columns import State
from simulation.market.luck import Luck, uniform
from simulation.market.settings import Firms, Psychology
from simulation.rules import learning
from simulation.rules.arithmetic import as_whole, where_whole


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
