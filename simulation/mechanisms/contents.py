"""The table of contents: every mechanism once, in the order of a textbook.

The market collects columns, traits and numbers from here. Each mechanism's ``firm_numbers`` may use those of
the mechanisms before it.

Not to be found by the name of a file: service staff who leave the firm (``social_bond.lose_staff``;
``departure`` is about customers who leave and return), firms that change their own prices and levels
(``simulation.market.decisions``, ``simulation.market.learning``), what winning a customer costs
(``accounts``), tenure (``retention``), refunds to customers who complain (``failure_and_recovery``).
"""

from __future__ import annotations

from types import ModuleType

from simulation.mechanisms import (
    accounts,
    advertising,
    bonds,
    choice,
    commitment,
    contact_and_expertise,
    contact_levels,
    delivered_value,
    departure,
    expectation,
    experience,
    failure_and_recovery,
    involvement,
    loyalty,
    offer,
    points_and_tiers,
    purchases,
    rebates,
    refund_guarantee,
    retention,
    satisfaction,
    search,
    social_bond,
    structural_bond,
    switching_cost,
    taste_and_brand,
    trust,
    word_of_mouth,
)

CONTENTS: tuple[ModuleType, ...] = (
    # Customers and offers
    involvement,
    contact_and_expertise,
    purchases,
    offer,
    taste_and_brand,
    contact_levels,
    # The relationship
    failure_and_recovery,
    experience,
    expectation,
    satisfaction,
    trust,
    commitment,
    # The three levels of bonds
    bonds,
    rebates,
    points_and_tiers,
    refund_guarantee,
    social_bond,
    structural_bond,
    # What people say
    advertising,
    word_of_mouth,
    # Staying and leaving
    delivered_value,
    switching_cost,
    search,
    choice,
    departure,
    retention,
    # Outcomes
    loyalty,
    accounts,
)
