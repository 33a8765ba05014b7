"""Steps: social and structural bonds, staff turnover, points and rewards."""

from __future__ import annotations

import numpy as np

from simulation.market.access import Rows, key_of_firm, of_firm
from simulation.market.columns import State
from simulation.market.luck import Luck, uniform
from simulation.market.settings import Firms, Psychology
from simulation.rules import bonds
from simulation.rules.arithmetic import as_identity, as_number, where


def decay(state: State, firms: Firms, world: Psychology, luck: Luck, trip: int, rows: Rows) -> None:
    """Bonds with one's own firm fade, the structural one more slowly (with others: ``moving.move``)."""
    state.social_bond[rows] *= 1.0 - world.social_decay
    state.integration[rows] *= 1.0 - world.integration_decay


def bond(state: State, firms: Firms, world: Psychology, luck: Luck, trip: int, rows: Rows) -> None:
    """Contact builds the social bond, use builds the structural one."""
    firm, structural = state.firm[rows], state.integration[rows]
    growth = bonds.bond_growth(world.social_growth, state.contact[rows], of_firm(firms.tie, firm))
    state.social_bond[rows] = bonds.grown(state.social_bond[rows], growth)
    growth = bonds.bond_growth(world.integration_growth, state.usage[rows], of_firm(firms.structural, firm))
    integrated = bonds.grown(structural, growth)
    state.integration_gain[rows] = integrated - structural
    state.integration[rows] = integrated


def lose_staff(state: State, firms: Firms, world: Psychology, luck: Luck, trip: int, rows: Rows) -> None:
    """When a person leaves the firm, all her customers lose the personal share of their social bond."""
    firm = state.firm[rows]
    person = as_identity(np.floor(as_number(state.identity[rows]) / of_firm(firms.accounts, firm)))
    leaves = uniform(key_of_firm(luck.staff, firm), person) < of_firm(firms.staff_turnover, firm)
    lost = where(leaves, of_firm(firms.personal_share, firm), 0.0)
    state.social_bond[rows] *= 1.0 - lost


def collect_own_points(
    state: State, firms: Firms, world: Psychology, luck: Luck, trip: int, rows: Rows
) -> None:
    """Under a contract only the purchases from one's own firm earn points: see ``collect_points``."""
    firm = state.firm[rows]
    status = state.purchases[rows] >= of_firm(firms.tier_threshold, firm)
    earned = state.purchase_rate[rows] * where(status, 1.0 + of_firm(firms.tier_bonus, firm), 1.0)
    points = state.points[rows] + where(of_firm(firms.reward, firm) > 0.0, earned, 0.0)
    threshold = of_firm(firms.threshold, firm)
    due = bonds.rewards_due(points, threshold)
    state.redeemed[rows] = due
    state.points[rows] = bonds.points_left(points, due, threshold)


def collect_points(state: State, firms: Firms, world: Psychology, luck: Luck, j: int, rows: Rows) -> None:
    """Purchases earn points; at the threshold they turn into rewards, and the rest stays on the account."""
    here = state.firm[rows] == j
    purchases = where(here, state.purchases[rows], state.purchases_elsewhere[j, rows])
    status = purchases >= firms.tier_threshold[j]
    earned = state.bought[j, rows] * where(status, 1.0 + firms.tier_bonus[j], 1.0)
    before = where(here, state.points[rows], state.points_elsewhere[j, rows])
    points = before + where(firms.reward[j] > 0.0, earned, 0.0)
    due = bonds.rewards_due(points, firms.threshold[j])
    state.rewards[j, rows] = due
    left = bonds.points_left(points, due, firms.threshold[j])
    state.points_elsewhere[j, rows] = left
    state.points[rows] = where(here, left, state.points[rows])
