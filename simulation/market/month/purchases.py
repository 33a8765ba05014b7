"""Step: purchases. Contractual customers buy from their supplier; in repeat-purchase markets people shop."""

from __future__ import annotations

from simulation.market.access import Rows, own, put, seat
from simulation.market.columns import State
from simulation.market.luck import Luck, uniform
from simulation.market.settings import Firms, Psychology
from simulation.rules.arithmetic import as_number

MOST_UNITS = 12
"""Units bought on one trip at most (a rate of 2 a trip exceeds it once in five million trips)."""


def use_contract(state: State, firms: Firms, world: Psychology, luck: Luck, trip: int, rows: Rows) -> None:
    """Everybody gets her monthly quantity from her supplier and has something to use."""
    state.purchases[rows] += state.purchase_rate[rows]
    state.used[rows] = True
    state.shopping[rows] = True


def use_up(state: State, firms: Firms, world: Psychology, luck: Luck, trip: int, rows: Rows) -> None:
    """Nothing is left of what was bought before last month."""
    state.used[rows] = False


def unpack(state: State, firms: Firms, world: Psychology, luck: Luck, j: int, rows: Rows) -> None:
    """What was bought last month is used this month; the shopping of this month starts at nothing."""
    state.used[rows] |= state.bought[j, rows] > 0.0
    state.bought[j, rows] = 0.0


def shop(state: State, firms: Firms, world: Psychology, luck: Luck, trip: int, rows: Rows) -> None:
    """Draw how many units are bought on this trip (Poisson; over customers: negative binomial)."""
    draw = uniform(luck.shopping[trip], state.identity[rows])
    mean = state.purchase_rate[rows] * TRIP_SHARE
    term = state.no_purchase[rows]
    total = term
    units = as_number(draw > total)
    for k in range(1, MOST_UNITS):
        term = term * mean / k
        total = total + term
        units = units + as_number(draw > total)
    state.units[rows] = units
    state.shopping[rows] = units > 0.0
    state.looked[rows] = False
    state.forced[rows] = False
    state.active[rows] = False
    state.leaves[rows] = False


def buy(state: State, firms: Firms, world: Psychology, luck: Luck, trip: int, rows: Rows) -> None:
    """Shoppers take their units home from the firm they have chosen."""
    place = seat(state, rows)
    put(state.bought, place, own(state.bought, place) + state.units[rows])
    state.purchases[rows] += state.units[rows]


TRIP_SHARE = 0.25
"""A trip's share of a month: one over ``luck.TRIPS``."""
