"""What a firm earns with one customer in one month, in reference prices."""

from __future__ import annotations

from simulation.rules.arithmetic import Values


def contribution(
    purchases: Values, margin: Values, rewards: Values, reward_worth: Values, rebate: Values
) -> Values:
    """Return the margin of the purchases less rebates given and rewards redeemed."""
    return purchases * (margin - rebate) - rewards * reward_worth


def relationship_cost(
    cost_to_serve: Values, contact: Values, member: Values, social: Values, structural: Values
) -> Values:
    """Return what keeping the relationship costs a month: serving, contact and the programmes."""
    return cost_to_serve + contact + member + social + structural
