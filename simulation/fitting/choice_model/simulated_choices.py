"""Households and purchases drawn from a fitted choice model."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.random import Generator

from simulation.fitting.choice_model.choice_fit import ChoiceFit
from simulation.fitting.choice_model.choice_likelihood import taste_of
from simulation.fitting.choice_model.utility_design import checked_design, out_of_reach
from simulation.fitting.data import PurchasePanel, Reals


@dataclass(frozen=True, eq=False)
class Households:
    """Simulated households, in units of utility.

    ``taste`` (count x brands): what each brand is worth to the household at the same price, appeal included
    and relative to the first brand; ``price_sensitivity`` (count): utility lost for a unit of money;
    ``state_dependence`` (count): utility of the brand bought last. Divided by ``price_sensitivity`` they
    are money.
    """

    taste: Reals
    price_sensitivity: Reals
    state_dependence: Reals


def draw_households(
    fit: ChoiceFit, count: int, generator: Generator, parameters: Reals | None = None
) -> Households:
    """Draw ``count`` households from the population that a fit describes.

    First purchases are drawn from the observed ones, taste given them from its normal distribution.
    ``parameters`` are those of the fit or a row of ``fit.plausible``.
    """
    initial = fit.initial[generator.integers(len(fit.initial), size=count)]
    return _households(fit, initial, generator, fit.parameters if parameters is None else parameters)


def _households(fit: ChoiceFit, initial: Reals, generator: Generator, parameters: Reals) -> Households:
    value = dict(zip(fit.names, parameters, strict=True))
    count = len(initial)
    appeal = np.array([value.get(f"appeal.{brand}", 0.0) for brand in fit.brands])
    normals = generator.standard_normal((count, 1, fit.layout.dimensions))
    own = taste_of(parameters, fit.layout, normals)[:, 0, :]
    if fit.layout.random_price:
        center, spread = parameters[-2:]
        sensitivity = np.exp(center + spread * normals[:, 0, -1])
    else:
        sensitivity = np.full(count, -value["price"])
    return Households(
        taste=appeal + value.get("initial_taste", 0.0) * initial + own,
        price_sensitivity=sensitivity,
        state_dependence=np.full(count, value.get("state_dependence", 0.0)),
    )


def simulate_panel(
    fit: ChoiceFit, panel: PurchasePanel, generator: Generator, parameters: Reals | None = None
) -> PurchasePanel:
    """The panel as the fitted model would have it: same households and prices, choices drawn again.

    Each household keeps its initial purchases, and its taste is drawn given them.
    """
    parameters = fit.parameters if parameters is None else parameters
    design = checked_design(panel, fit.model)
    position = {label: number for number, label in enumerate(design.labels)}
    where = np.array([position.get(label, 0) for label in panel.labels])
    people = _households(fit, design.initial[where], generator, parameters)
    value = dict(zip(fit.names, parameters, strict=True))
    worth = people.taste[panel.household] - people.price_sensitivity[panel.household, None] * panel.price
    for name in fit.model.covariates:
        worth = worth + value[name] * panel.covariates[name]
    if panel.available is not None:
        worth = worth + out_of_reach(panel.available)
    return replace(panel, choice=_walk(panel, worth + generator.gumbel(size=worth.shape), people, fit))


def _walk(
    panel: PurchasePanel, worth: Reals, people: Households, fit: ChoiceFit
) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Choices occasion after occasion, the brand bought last being worth more by habit."""
    choice, occasion = panel.choice.copy(), panel.occasion
    for number in range(fit.model.initial_purchases, int(occasion.max()) + 1):
        rows = np.flatnonzero(occasion == number)
        utility = worth[rows]
        if number > 0:
            utility[np.arange(len(rows)), choice[rows - 1]] += people.state_dependence[panel.household[rows]]
        choice[rows] = utility.argmax(axis=1)
    return choice
