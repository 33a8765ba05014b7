"""A repeat-purchase market from what a panel says, with its relationships and without them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import brentq

from simulation.experiments.execution import execute
from simulation.fitting.choice_model import PanelMeasures, measure_choices
from simulation.fitting.data import Integers
from simulation.fitting.panel_market.panel_simulation import PanelSimulation, kept_panels, simulated_panels
from simulation.fitting.panel_market.utility_to_money import PanelParameters
from simulation.mechanisms.doing_without import FAR_AWAY
from simulation.scenario.document import Scenario
from simulation.scenario.reading import scenario_from

HABIT = "world.switching_cost.procedural"

NO_RELATIONSHIPS = {
    f"world.rules.{rule}": False
    for rule in (
        "noise",
        "failures",
        "satisfaction",
        "trust",
        "commitment",
        "learning",
        "advertising",
        "word_of_mouth",
    )
}
"""What makes a market forget experience: what is left of it is the choice model itself."""

SEARCHES = 20.0
"""Routine search a month at which nearly every purchase is a choice; the schema allows no more."""


def firm_names(brands: tuple[str, ...]) -> tuple[str, ...]:
    """Names of firms for brands: what a name may not hold is replaced, and equal names are numbered."""
    names: list[str] = []
    for brand in brands:
        clean = re.sub(r"[.=\[\]\"'\x00-\x1f\x7f]", "-", brand).strip()[:36] or "-"
        names.append(clean if clean not in names else f"{clean} {len(names) + 1}")
    return tuple(names)


def fixed_settings(parameters: PanelParameters, names: tuple[str, ...]) -> dict[str, Any]:
    """The paths that make a market the choice model's: prices as seen, everybody alike but in taste.

    A panel holds purchases that were made, so nobody does without.
    """
    return {
        "world.doing_without": FAR_AWAY,
        "world.kind": "repeat_purchase",
        "world.reference_price": float(f"{parameters.reference_price:.6g}"),
        "world.search.routine": SEARCHES,
        "world.rules.inattention": False,
        "world.rules.involvement": False,
        "world.population.price_sensitivity_spread": 0.0,
        **{f"firm.{name}.price": float(price) for name, price in zip(names, parameters.price, strict=True)},
    }


def repeat_purchase_market(parameters: PanelParameters, names: tuple[str, ...]) -> Scenario:
    """The market of a panel, every relationship rule at its usual strength."""
    world = {"kind": "repeat_purchase", "reference_price": parameters.reference_price}
    words = {"schema": 1, "title": "panel", "question": "panel"}
    firms = [{"name": name, "market_share": 1.0 / len(names)} for name in names]
    empty = scenario_from({**words, "world": world, "firm": firms})
    return empty.built_with(**fixed_settings(parameters, names), **parameters.settings(names))


def simulated_measures(
    scenario: Scenario,
    brands: tuple[str, ...],
    purchases: Integers,
    panels: int,
    seed: int,
    folder: Path | None = None,
) -> list[PanelMeasures]:
    """Measures of simulated panels, each of as many households and purchases as the observed one.

    Finished simulations are kept in ``folder`` (None: nowhere).
    """
    task = PanelSimulation(scenario, seed, purchases, panels)
    (drawn,) = execute(simulated_panels, [task], kept=kept_panels(folder))
    return [measure_choices(panel.household, panel.choice, brands) for panel in drawn]


def habit_left(
    market: Scenario,
    brands: tuple[str, ...],
    purchases: Integers,
    panels: int,
    seed: int,
    folder: Path | None = None,
) -> float:
    """The part of habit that the market's own relationships do not already do, in reference prices.

    Trust and experience favour the brand bought last, which the choice model counts as habit. What is left
    is the switching cost at which the market buys again as often as it would without relationships. Finished
    simulations are kept in ``folder`` (None: nowhere).
    """

    def repeat(scenario: Scenario) -> float:
        drawn = simulated_measures(scenario, brands, purchases, panels, seed, folder)
        return float(np.mean([panel.mean_repeat_rate for panel in drawn]))

    whole = float(market.get(HABIT))
    aim = repeat(market.built_with(**NO_RELATIONSHIPS))

    def excess(habit: float) -> float:
        return repeat(market.built_with(**{HABIT: habit})) - aim

    if whole == 0.0 or excess(0.0) >= 0.0:
        return 0.0
    if excess(whole) <= 0.0:
        return whole
    return float(brentq(excess, 0.0, whole, xtol=0.02 * whole))
