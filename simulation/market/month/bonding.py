"""Steps: social and structural bonds, staff turnover, points and rewards."""

from __future__ import annotations

from simulation.market.access import Rows, key_of_firm, of_firm, own, put
from simulation.market.columns import State
from simulation.market.luck import Luck, uniform
from simulation.market.settings import Firms, Psychology
from simulation.rules import bonds
from simulation.rules.arithmetic import as_identity, where


def decay(state: State, firms: Firms, world: Psychology, luck: Luck, trip: int, rows: Rows) -> None:
    """Bonds fade everywhere; the structural bond with one's own firm fades more slowly than the others."""
    seat = state.seat[rows]
    integration = own(state.integration, seat)
    for j in range(firms.price.size):
        state.social_bond[j, rows] *= 1.0 - world.social_decay
        state.integration[j, rows] *= 1.0 - world.social_decay
    put(state.integration, seat, integration * (1.0 - world.integration_decay))


def bond(state: State, firms: Firms, world: Psychology, luck: Luck, trip: int, rows: Rows) -> None:
    """Contact builds the social bond, use builds the structural one."""
    firm, seat = state.firm[rows], state.seat[rows]
    social = own(state.social_bond, seat)
    growth = bonds.bond_growth(world.social_growth, state.contact[rows], of_firm(firms.tie, firm))
    put(state.social_bond, seat, bonds.grown(social, growth))
    structural = own(state.integration, seat)
    growth = bonds.bond_growth(world.integration_growth, state.usage[rows], of_firm(firms.structural, firm))
    integrated = bonds.grown(structural, growth)
    state.integration_gain[rows] = integrated - structural
    put(state.integration, seat, integrated)


def lose_staff(state: State, firms: Firms, world: Psychology, luck: Luck, trip: int, rows: Rows) -> None:
    """When a person leaves the firm, all her customers lose the personal share of their social bond."""
    firm, seat = state.firm[rows], state.seat[rows]
    person = state.identity[rows] // as_identity(of_firm(firms.accounts, firm))
    leaves = uniform(key_of_firm(luck.staff, firm), person) < of_firm(firms.staff_turnover, firm)
    lost = where(leaves, of_firm(firms.personal_share, firm), 0.0)
    put(state.social_bond, seat, own(state.social_bond, seat) * (1.0 - lost))


def collect_own_points(
    state: State, firms: Firms, world: Psychology, luck: Luck, trip: int, rows: Rows
) -> None:
    """Under a contract only the purchases from one's own firm earn points: see ``collect_points``."""
    firm, seat = state.firm[rows], state.seat[rows]
    status = own(state.purchases, seat) >= of_firm(firms.tier_threshold, firm)
    earned = own(state.bought, seat) * where(status, 1.0 + of_firm(firms.tier_bonus, firm), 1.0)
    points = own(state.points, seat) + where(of_firm(firms.reward, firm) > 0.0, earned, 0.0)
    threshold = of_firm(firms.threshold, firm)
    due = bonds.rewards_due(points, threshold)
    put(state.rewards, seat, due)
    put(state.points, seat, bonds.points_left(points, due, threshold))


def collect_points(state: State, firms: Firms, world: Psychology, luck: Luck, trip: int, rows: Rows) -> None:
    """Purchases earn points; at the threshold they turn into rewards, and the rest stays on the account."""
    for j in range(firms.price.size):
        bought = state.bought[j, rows]
        status = state.purchases[j, rows] >= firms.tier_threshold[j]
        earned = bought * where(status, 1.0 + firms.tier_bonus[j], 1.0)
        points = state.points[j, rows] + where(firms.reward[j] > 0.0, earned, 0.0)
        due = bonds.rewards_due(points, firms.threshold[j])
        state.rewards[j, rows] = due
        state.points[j, rows] = bonds.points_left(points, due, firms.threshold[j])
