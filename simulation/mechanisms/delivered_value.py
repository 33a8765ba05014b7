"""Delivered value: total customer value less total customer cost, the same for supplier and rivals."""

from __future__ import annotations

from simulation.kernel.arithmetic import Values, where
from simulation.kernel.views import Firm, Relation, She, Supplier, World


def risk_cost(stakes: Values, trust: Values, risk: float, relief: Values | float) -> Values:
    """Return the felt cost of a possible disappointment; trust lowers it, and so does a refund guarantee."""
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


def value_of_firm(she: She, firm: Firm, relation: Relation, world: World) -> Values:
    """Return a firm's delivered value for the customer, in reference prices a month."""
    here = she.firm == firm.number
    trust = where(here, she.trust, relation.trust)
    belief = where(here, she.expectation, relation.expectation)
    risk = risk_cost(she.stakes, trust, world.trust.risk, firm.guarantee_relief)
    return delivered_value(she.stakes, relation.taste, firm.brand, belief, firm.price, firm.effort, risk)


def value_of_supplier(she: She, supplier: Supplier, own_relation: Relation, world: World) -> Values:
    """Return the delivered value of the customer's supplier, in reference prices a month."""
    risk = risk_cost(she.stakes, she.trust, world.trust.risk, supplier.guarantee_relief)
    return delivered_value(
        she.stakes, own_relation.taste, supplier.brand, she.expectation, supplier.price, supplier.effort, risk
    )
