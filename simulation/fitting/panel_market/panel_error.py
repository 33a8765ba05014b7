"""How far a model's panels are from the observed one, and whether one model is nearer than another."""

from __future__ import annotations

from typing import Literal

import numpy as np

from simulation.experiments.intervals import Interval
from simulation.fitting.choice_model import PanelMeasures, measure_choices
from simulation.fitting.data import Integers, PurchasePanel, Reals
from simulation.fitting.dirichlet import fit_dirichlet_choice

Nearness = Literal["better", "equal", "worse"]

RESAMPLES = 200
FAMILIES = ("repeat_rate", "penetration", "switching", "duplication")
"""The arrays a panel is judged by; each counts as much as the others."""


def dirichlet_measures(
    train: PurchasePanel, purchases: Integers, panels: int, seed: int
) -> list[PanelMeasures]:
    """Measures of panels drawn from the Dirichlet that the training households have: no habit, no price."""
    alpha = fit_dirichlet_choice(train).alpha
    generator = np.random.default_rng(seed)
    household = np.repeat(np.arange(len(purchases)), purchases)
    measures = []
    for _ in range(panels):
        taste = generator.dirichlet(alpha, size=len(purchases)).cumsum(axis=1)
        place = generator.random(len(household))[:, None] > taste[household]
        choice = np.minimum(place.sum(axis=1), len(alpha) - 1)
        measures.append(measure_choices(household, choice, train.brands))
    return measures


def typical(drawn: list[PanelMeasures]) -> dict[str, Reals]:
    """Mean of every judged array over simulated panels."""
    stacked = {name: np.stack([getattr(panel, name) for panel in drawn]) for name in FAMILIES}
    known = {name: ~np.isnan(values) for name, values in stacked.items()}
    return {
        name: np.where(known[name], values, 0.0).sum(axis=0) / np.maximum(known[name].sum(axis=0), 1)
        for name, values in stacked.items()
    }


def error(seen: PanelMeasures, expected: dict[str, Reals]) -> float:
    """Mean distance of what was seen from what was expected, over the families (shares, 0 to 1)."""
    distances = []
    for name in FAMILIES:
        gap = np.abs(getattr(seen, name) - expected[name])
        if name == "duplication":
            gap = gap[~np.eye(len(gap), dtype=bool)]
        distances.append(float(gap[~np.isnan(gap)].mean()))
    return float(np.mean(distances))


def compared(panel: PurchasePanel, model: dict[str, Reals], null: dict[str, Reals], seed: int) -> Interval:
    """Error of a model less that of a null model, with its 95 % bootstrap interval over households."""
    generator, size = np.random.default_rng(seed), panel.households
    starts = np.append(np.searchsorted(panel.household, np.arange(size)), panel.purchases)
    differences = []
    for _ in range(RESAMPLES):
        drawn = generator.integers(size, size=size)
        length = starts[drawn + 1] - starts[drawn]
        rows = np.concatenate([np.arange(starts[who], starts[who + 1]) for who in drawn])
        seen = measure_choices(np.repeat(np.arange(size), length), panel.choice[rows], panel.brands)
        differences.append(error(seen, model) - error(seen, null))
    low, high = np.quantile(differences, [0.025, 0.975])
    seen = measure_choices(panel.household, panel.choice, panel.brands)
    return Interval(error(seen, model) - error(seen, null), float(low), float(high))


def verdict(difference: Interval) -> Nearness:
    """Whether the model is nearer than the null model beyond chance."""
    if not difference.excludes_zero:
        return "equal"
    return "better" if difference.mean < 0 else "worse"
