"""Steps: the month's accounts with every customer, and where she stands at its end."""

from __future__ import annotations

import numpy as np

from simulation.market.access import Rows, of_firm, own, seat
from simulation.market.columns import NEVER, State
from simulation.market.luck import Luck
from simulation.market.month.deciding import MOST_NEGATIVE, value_of_firm, value_of_supplier
from simulation.market.settings import Firms, Psychology
from simulation.rules import loyalty, profit
from simulation.rules.arithmetic import as_number, where, where_whole


def begin_month(state: State, firms: Firms, world: Psychology, luck: Luck, trip: int, rows: Rows) -> None:
    """Remember the supplier with whom the month begins; nothing has happened yet."""
    state.origin[rows] = state.firm[rows]
    state.integration_gain[rows] = 0.0
    state.leaves[rows] = False
    state.told[rows] = 0


def forget_failure(state: State, firms: Firms, world: Psychology, luck: Luck, trip: int, rows: Rows) -> None:
    """What went wrong last month is over."""
    state.failed[rows] = False
    state.loss[rows] = 0.0
    state.compensation[rows] = 0.0
    state.recovery_surprise[rows] = 0.0
    state.recovery_cost[rows] = 0.0


def forget_guarantee(
    state: State, firms: Firms, world: Psychology, luck: Luck, trip: int, rows: Rows
) -> None:
    """What was claimed in the last month of a guarantee is paid."""
    state.guarantee_ends[rows] = False
    state.recovery_cost[rows] = 0.0


def look_at_nobody(state: State, firms: Firms, world: Psychology, luck: Luck, trip: int, rows: Rows) -> None:
    """Begin the comparison of all firms with no firm at all."""
    state.attitude[rows] = MOST_NEGATIVE


def look_at_firm(state: State, firms: Firms, world: Psychology, luck: Luck, j: int, rows: Rows) -> None:
    """Look at firm ``j``: in ``attitude`` stands what the best firm so far, her supplier apart, is worth."""
    value = value_of_firm(state, firms, world, j, rows)
    here, best = state.firm[rows] == j, state.attitude[rows]
    state.attitude[rows] = where(here, best, np.maximum(best, value))


def take_stock(state: State, firms: Firms, world: Psychology, luck: Luck, trip: int, rows: Rows) -> None:
    """Compare one's supplier with the best other, and say what kind of customer she is."""
    attitude = value_of_supplier(state, firms, world, rows) - state.attitude[rows]
    state.attitude[rows] = attitude
    motive = loyalty.motive(state.waiting[rows], attitude, world.choice_scale)
    rung = loyalty.rung(state.trust[rows], state.commitment[rows], state.integration[rows])
    state.loyalty_type[rows] = loyalty.loyalty_type(attitude, state.tenure[rows])
    state.motive[rows] = motive
    state.rung[rows] = rung


def book(state: State, firms: Firms, world: Psychology, luck: Luck, trip: int, rows: Rows) -> None:
    """Subtract what each customer has cost this month, and what winning her has, from her account."""
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
    state.profit[rows] += result


def book_contract(state: State, firms: Firms, world: Psychology, luck: Luck, trip: int, rows: Rows) -> None:
    """Add what the month's supplier has earned with each customer to her account."""
    origin = state.origin[rows]
    state.profit[rows] += profit.contribution(
        state.purchase_rate[rows],
        of_firm(firms.margin, origin),
        as_number(state.redeemed[rows]),
        of_firm(firms.reward_worth, origin),
        of_firm(firms.rebate, origin),
    )


def book_sales(state: State, firms: Firms, world: Psychology, luck: Luck, j: int, rows: Rows) -> None:
    """Add what firm ``j`` has earned with each customer, whosoever customer she is, to her account."""
    state.profit[rows] += profit.contribution(
        state.bought[j, rows],
        firms.margin[j],
        as_number(state.rewards[j, rows]),
        firms.reward_worth[j],
        firms.rebate[j],
    )


def end_month(state: State, firms: Firms, world: Psychology, luck: Luck, trip: int, rows: Rows) -> None:
    """Tenure grows by a month with the same supplier."""
    arrived = state.firm[rows] != state.origin[rows]
    state.won_back[rows] = False
    state.tenure[rows] = where_whole(arrived, 0, state.tenure[rows] + 1)


def recognise(state: State, firms: Firms, world: Psychology, luck: Luck, trip: int, rows: Rows) -> None:
    """A firm recognises a customer whom it once had and who has come back."""
    arrived = state.firm[rows] != state.origin[rows]
    state.won_back[rows] = arrived & (own(state.last_contact, seat(state, rows)) != NEVER)
