"""Steps: what changes when a customer goes to another firm.

What she remembers of the firm that she leaves is put aside, and what she remembers of the one she comes to is
taken up: faded, if she was its customer once, by the months in between.
"""

from __future__ import annotations

import numpy as np

from simulation.market.access import Rows, of_firm, own, put, seat
from simulation.market.columns import State
from simulation.market.luck import TRIPS, Luck
from simulation.market.settings import Firms, Psychology
from simulation.rules.arithmetic import Values, Whole

FADING = {
    "satisfaction": "feeling_kept",
    "commitment": "feeling_kept",
    "social_bond": "bond_kept",
    "integration": "bond_kept",
}
"""What fades while a customer is elsewhere, and the world's number that says how fast."""


def put_aside(state: State, firms: Firms, world: Psychology, luck: Luck, trip: int, rows: Rows) -> None:
    """What a customer will remember of the firm that she leaves."""
    left = seat(state, rows)
    put(state.expectation_elsewhere, left, state.expectation[rows])
    put(state.trust_elsewhere, left, state.trust[rows])
    put(state.satisfaction_elsewhere, left, state.satisfaction[rows])
    put(state.commitment_elsewhere, left, state.commitment[rows])
    put(state.social_bond_elsewhere, left, state.social_bond[rows])
    put(state.integration_elsewhere, left, state.integration[rows])
    put(state.last_contact, left, luck.time[0] // TRIPS)


def keep_account(state: State, firms: Firms, world: Psychology, luck: Luck, trip: int, rows: Rows) -> None:
    """At the shelf points and status stay on the account with the firm that she leaves."""
    left = seat(state, rows)
    put(state.points_elsewhere, left, state.points[rows])
    put(state.purchases_elsewhere, left, state.purchases[rows])


def move(state: State, firms: Firms, world: Psychology, luck: Luck, trip: int, rows: Rows) -> None:
    """Those who chose another firm go there."""
    state.departures[rows] += 1
    state.firm[rows] = state.chosen[rows]


def take_up(state: State, firms: Firms, world: Psychology, luck: Luck, trip: int, rows: Rows) -> None:
    """What a customer remembers of the firm that she has come to: feelings and bonds have faded since."""
    come = seat(state, rows)
    away = luck.time[0] // TRIPS - own(state.last_contact, come)
    feeling, bond = kept(world.feeling_kept, away), kept(world.bond_kept, away)
    state.expectation[rows] = own(state.expectation_elsewhere, come)
    state.trust[rows] = own(state.trust_elsewhere, come)
    state.satisfaction[rows] = own(state.satisfaction_elsewhere, come) * feeling
    state.commitment[rows] = own(state.commitment_elsewhere, come) * feeling
    state.social_bond[rows] = own(state.social_bond_elsewhere, come) * bond
    state.integration[rows] = own(state.integration_elsewhere, come) * bond


def open_account(state: State, firms: Firms, world: Psychology, luck: Luck, trip: int, rows: Rows) -> None:
    """Points and status ended with the contract that she left; the new one begins with nothing."""
    state.points[rows] = 0.0
    state.purchases[rows] = 0.0


def use_account(state: State, firms: Firms, world: Psychology, luck: Luck, trip: int, rows: Rows) -> None:
    """At the shelf the points and the status that she once had with the firm are still there."""
    come = seat(state, rows)
    state.points[rows] = own(state.points_elsewhere, come)
    state.purchases[rows] = own(state.purchases_elsewhere, come)


def kept(shares: Values, months: Whole) -> Values:
    """Return the share that is left after so many months, out of one share for 0, 1, ... months.

    Whoever was never a customer has been away longer than any share is given for, and has nothing to lose.
    """
    return of_firm(shares, np.minimum(months, shares.size - 1))
