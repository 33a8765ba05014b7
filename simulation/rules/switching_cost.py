"""Switching cost by type: procedural, financial, relational (Burnham, Frels & Mahajan 2003).

Each is what a customer would lose once by leaving, in reference prices.
"""

from __future__ import annotations

from simulation.rules.arithmetic import Values


def procedural(effort: float, integration: Values, cost_of_integration: float, exit_fee: Values) -> Values:
    """Return the cost of finding, learning and setting up anew, and of the contract's exit fee."""
    return effort + cost_of_integration * integration + exit_fee


def progress_felt(points: Values, threshold: Values, goal_gradient: int) -> Values:
    """Return how much of the points' worth is felt as a loss, 0-1: little at first, all close to the reward.

    Progress to the reward, raised to the whole power ``goal_gradient``.
    """
    progress = points / threshold
    felt = progress * 0.0 + 1.0
    for _ in range(goal_gradient):
        felt = felt * progress
    return felt


def financial(points: Values, felt: Values, reward: Values, status: Values) -> Values:
    """Return the worth of what is forfeited: points, at ``reward`` each as far as felt, and tier status."""
    return reward * points * felt + status


def relational(
    stakes: Values, commitment: Values, brand: float, social_bond: Values, people: Values
) -> Values:
    """Return the worth of the relationship with the brand and with its people."""
    return stakes * (brand * commitment + people * social_bond)
