"""The patterns, one file each."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from simulation.validation.pattern import Pattern

MODULES = (
    "p01_survival", "p02_rising_retention", "p03_price_elasticity", "p04_satisfaction", "p05_asymmetry",
    "p06_complaints", "p07_double_jeopardy", "p08_heavy_buyers", "p09_fading", "p10_discounting",
    "p11_interaction_frequency", "p12_barriers", "p13_staying", "p14_value_elasticity",
    "p15_tenure_and_profit", "p16_whale_curve", "p17_word_of_mouth", "p18_recovery_paradox", "p19_release",
    "p19b_release_over_horizon",
    "p20_price_cut", "p21_price_gap", "p22_promises", "p23_contact_levels", "p24_third_supplier",
    "p25_disconfirmation", "p26_satisfaction_scale", "p27_convexity", "p28_contract_and_none",
    "p29_goal_gradient", "p30_referral", "p31_usage", "p32_category_demand",
    "p33_satisfaction_and_commitment", "p34_price_equilibrium",
)  # fmt: skip
NAMES = tuple("P" + module.split("_")[0][1:].lstrip("0").upper() for module in MODULES)


@cache
def pattern(name: str) -> Pattern:
    """Return a pattern by its name: one of `NAMES`."""
    module = import_module(f"{__name__}.{MODULES[NAMES.index(name)]}")
    found = module.PATTERN
    assert isinstance(found, Pattern)
    return found
