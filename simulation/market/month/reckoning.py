"""Steps: the month's accounts with every customer, and where she stands at its end."""

from __future__ import annotations

import numpy as np

from simulation.market.access import Rows, of_firm, own, put
from simulation.market.columns import NEVER, State
from simulation.market.luck import TRIPS, Luck
from simulation.market.month.deciding import MOST_NEGATIVE, value_of_firm
from simulation.market.settings import Firms, Psychology
from simulation.rules import loyalty, profit
from simulation.rules.arithmetic import as_number, where, where_whole


def begin_month(state: State, firms: Firms, world: Psychology, luck: Luck, trip: int, rows: Rows) -> None:
    """Remember the supplier with whom the month begins, on both sides; nothing has happened yet."""
    state.origin[rows] = state.firm[rows]
    put(state.last_contact, state.seat[rows], luck.time[0] // TRIPS)
    state.recovery_cost[rows] = 0.0
    state.integration_gain[rows] = 0.0
    state.leaves[rows] = False


def forget_failure(state: State, firms: Firms, world: Psychology, luck: Luck, trip: int, rows: Rows) -> None:
    """What went wrong last month is over."""
    state.failed[rows] = False
    state.loss[rows] = 0.0
    state.compensation[rows] = 0.0
    state.recovery_surprise[rows] = 0.0


def take_stock(state: State, firms: Firms, world: Psychology, luck: Luck, trip: int, rows: Rows) -> None:
    """Compare one's supplier with the best other, and say what kind of customer she is."""
    firm = state.firm[rows]
    mine = state.stakes[rows] * 0.0
    best_other = mine + MOST_NEGATIVE
    for j in range(firms.price.size):
        value = value_of_firm(state, firms, world, j, rows)
        here = firm == j
        mine = where(here, value, mine)
        best_other = np.maximum(best_other, where(here, MOST_NEGATIVE, value))
    attitude = mine - best_other
    state.attitude[rows] = attitude
    seat = state.seat[rows]
    motive = loyalty.motive(state.waiting[rows], attitude, world.choice_scale)
    rung = loyalty.rung(own(state.trust, seat), own(state.commitment, seat), own(state.integration, seat))
    state.loyalty_type[rows] = loyalty.loyalty_type(attitude, state.tenure[rows])
    state.motive[rows] = motive
    state.rung[rows] = rung


def book(state: State, firms: Firms, world: Psychology, luck: Luck, trip: int, rows: Rows) -> None:
    """Add the month's profit with each customer, whoever made it, to her account."""
    origin, arrived = state.origin[rows], state.firm[rows] != state.origin[rows]
    result = -profit.relationship_cost(
        state.cost_to_serve[rows],
        of_firm(firms.cost_contact, origin),
        of_firm(firms.cost_member, origin),
        of_firm(firms.cost_social, origin),
        of_firm(firms.cost_structural, origin)
        + of_firm(firms.cost_setup, origin) * state.integration_gain[rows],
    )
    result = result - state.recovery_cost[rows]
    result = result - as_number(arrived) * of_firm(firms.cost_acquisition, state.firm[rows])
    for j in range(firms.price.size):
        reward = firms.reward[j] * firms.threshold[j]
        result = result + profit.contribution(
            state.bought[j, rows], firms.margin[j], state.rewards[j, rows], reward, firms.rebate[j]
        )
    state.profit[rows] += result


def end_month(state: State, firms: Firms, world: Psychology, luck: Luck, trip: int, rows: Rows) -> None:
    """Tenure grows by a month with the same supplier; the firm remembers when it last had her."""
    seat = state.seat[rows]
    arrived = state.firm[rows] != state.origin[rows]
    known = own(state.last_contact, seat) != NEVER
    state.won_back[rows] = known & arrived
    put(state.last_contact, seat, luck.time[0] // TRIPS)
    state.tenure[rows] = where_whole(arrived, 0, state.tenure[rows] + 1)
