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
    attainability,
    attention,
    attribution,
    births_and_deaths,
    bonds,
    broken_promises,
    choice,
    commitment,
    contact_and_expertise,
    contact_levels,
    contracts,
    customer_files,
    delivered_value,
    demotion,
    departure,
    dirichlet_tastes,
    doing_without,
    expectation,
    experience,
    failure_and_recovery,
    goal_gradient,
    grievance,
    involvement,
    lever_prices,
    loyalty,
    match,
    offer,
    points_and_tiers,
    points_expiry,
    price_notice,
    purchases,
    rebates,
    redemption,
    referral,
    refund_guarantee,
    retention,
    satisfaction,
    search,
    segments,
    serving,
    social_bond,
    structural_bond,
    suspicion,
    switching_cost,
    taste_and_brand,
    treatments,
    trust,
    volume,
    word_of_mouth,
)

CONTENTS: tuple[ModuleType, ...] = (
    # Customers and offers
    segments,
    involvement,
    contact_and_expertise,
    purchases,
    offer,
    price_notice,
    taste_and_brand,
    dirichlet_tastes,
    contact_levels,
    # The relationship
    failure_and_recovery,
    attribution,
    experience,
    match,
    expectation,
    satisfaction,
    trust,
    commitment,
    grievance,
    # The three levels of bonds
    bonds,
    rebates,
    points_and_tiers,
    attainability,
    redemption,
    points_expiry,
    goal_gradient,
    refund_guarantee,
    social_bond,
    structural_bond,
    broken_promises,
    suspicion,
    # What people say
    advertising,
    word_of_mouth,
    # Staying and leaving
    delivered_value,
    contracts,
    switching_cost,
    referral,
    search,
    attention,
    choice,
    departure,
    retention,
    doing_without,
    births_and_deaths,
    # Outcomes
    loyalty,
    volume,
    accounts,
    serving,
    lever_prices,
    # Classes of customers
    customer_files,
    treatments,
    demotion,
)
