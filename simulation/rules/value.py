"""Delivered value = total customer value - total customer cost: one function for insiders and prospects."""

from __future__ import annotations

from simulation.rules.arithmetic import Values


def risk_cost(stakes: Values, trust: Values, risk: float, relief: Values | float) -> Values:
    """Return what the risk of being let down costs; trust lowers it, and so does a refund guarantee."""
    return risk * (1.0 - relief) * stakes * (1.0 - trust)


def delivered_value(
    stakes: Values,
    taste: Values,
    brand: Values | float,
    belief: Values,
    price: Values | float,
    effort: Values | float,
    risk: Values,
) -> Values:
    """Return a firm's delivered value for a customer, in reference prices a month.

    Total value is lasting taste and brand, felt by the stakes, and the believed worth of dealing with the
    firm; total cost is price, effort and risk.
    """
    return stakes * (taste + brand) + belief - (price + effort) - risk


def offer(
    price: Values | float, financial: Values | float, structural: Values | float, usage: Values
) -> Values:
    """Return the money on the table that is visible without having been a customer."""
    return structural * usage + (financial - price)
