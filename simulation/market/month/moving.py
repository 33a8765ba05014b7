"""Steps: what changes when a customer goes to another firm.

What she remembers of the firm that she leaves is put aside, and what she remembers of the one she comes to is
taken up: faded, if she was its customer once, by the months in between.
"""

from __future__ import annotations

import numpy as np

from simulation.market.access import Rows, of_firm, own, put
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


def forfeit(state: State, firms: Firms, world: Psychology, luck: Luck, trip: int, rows: Rows) -> None:
    """Who ends a contract loses her points and her tier with the firm she leaves."""
    state.points[rows] = 0.0
    state.purchases[rows] = 0.0


def put_aside(state: State, firms: Firms, world: Psychology, luck: Luck, trip: int, rows: Rows) -> None:
    """What a customer will remember of the firm that she leaves."""
    seat = state.seat[rows]
    put(state.expectation_elsewhere, seat, state.expectation[rows])
    put(state.trust_elsewhere, seat, state.trust[rows])
    put(state.satisfaction_elsewhere, seat, state.satisfaction[rows])
    put(state.commitment_elsewhere, seat, state.commitment[rows])
    put(state.social_bond_elsewhere, seat, state.social_bond[rows])
    put(state.integration_elsewhere, seat, state.integration[rows])
    put(state.points_elsewhere, seat, state.points[rows])
    put(state.purchases_elsewhere, seat, state.purchases[rows])
    put(state.last_contact, seat, luck.time[0] // TRIPS)


def move(state: State, firms: Firms, world: Psychology, luck: Luck, trip: int, rows: Rows) -> None:
    """Those who chose another firm go there."""
    firm, best = state.firm[rows], state.chosen[rows]
    state.departures[rows] += 1
    state.firm[rows] = best
    state.seat[rows] += (best - firm) * state.firm.size


def take_up(state: State, firms: Firms, world: Psychology, luck: Luck, trip: int, rows: Rows) -> None:
    """What a customer remembers of the firm that she has come to: feelings and bonds have faded since."""
    seat = state.seat[rows]
    away = luck.time[0] // TRIPS - own(state.last_contact, seat)
    feeling, bond = kept(world.feeling_kept, away), kept(world.bond_kept, away)
    state.expectation[rows] = own(state.expectation_elsewhere, seat)
    state.trust[rows] = own(state.trust_elsewhere, seat)
    state.satisfaction[rows] = own(state.satisfaction_elsewhere, seat) * feeling
    state.commitment[rows] = own(state.commitment_elsewhere, seat) * feeling
    state.social_bond[rows] = own(state.social_bond_elsewhere, seat) * bond
    state.integration[rows] = own(state.integration_elsewhere, seat) * bond
    state.points[rows] = own(state.points_elsewhere, seat)
    state.purchases[rows] = own(state.purchases_elsewhere, seat)


def kept(shares: Values, months: Whole) -> Values:
    """Return the share that is left after so many months, out of one share for 0, 1, ... months.

    Whoever was never a customer has been away longer than any share is given for, and has nothing to lose.
    """
    return of_firm(shares, np.minimum(months, shares.size - 1))
