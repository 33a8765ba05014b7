"""A repeat-purchase market fitted to a panel, and judged on households it has not seen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from simulation.experiments.intervals import Interval
from simulation.fitting.choice_model import (
    ChoiceFit,
    ChoiceModel,
    ModelScore,
    PanelMeasures,
    compare_choice_models,
    measure_panel,
    split_households,
)
from simulation.fitting.data import PurchasePanel
from simulation.fitting.panel_market.panel_error import compared, dirichlet_measures, error, typical
from simulation.fitting.panel_market.panel_simulation import purchases_of
from simulation.fitting.panel_market.repeat_purchase_market import (
    HABIT,
    NO_RELATIONSHIPS,
    firm_names,
    habit_left,
    repeat_purchase_market,
    simulated_measures,
)
from simulation.fitting.panel_market.utility_to_money import PanelParameters, translate

USUAL_MONTHS = 12
STEPS = 4
"""Stages that progress is called after: choice models, translation and its uncertainty, habit, judgement."""


@dataclass(frozen=True)
class PanelEffort:
    """How much is computed: ``draws`` of a simulated likelihood, ``plausible`` parameters that are kept,
    ``seeds`` simulated markets for judgement with ``panels`` panels of the held-out households' size each.

    Finished simulations are kept in ``folder`` (None: nowhere).
    """

    draws: int = 200
    plausible: int = 200
    seeds: int = 10
    panels: int = 4
    folder: Path | None = None


@dataclass(frozen=True, eq=False)
class PanelFit:
    """A repeat-purchase market fitted to a panel.

    ``names`` are the firms' (brands'); ``parameters`` is what the training households say, ``habit`` what is
    left of its habit once the market's own relationships are at work; ``draws`` are plausible parameters with
    their habit left. ``months`` is the time the panel covers, ``months_assumed`` whether that was not given.
    ``scores`` are the choice models on held-out households; ``observed`` the held-out measures, ``drawn``
    those of simulated panels by model: ``market``, ``choice`` (no relationships), ``taste`` (estimated
    without habit), ``dirichlet``. ``errors`` are the models' mean distances from what was observed (shares),
    ``differences`` the market's less that of each null model.
    """

    panel: PurchasePanel
    names: tuple[str, ...]
    months: int
    months_assumed: bool
    parameters: PanelParameters
    habit: float
    draws: tuple[PanelParameters, ...]
    scores: tuple[ModelScore, ...]
    observed: PanelMeasures
    drawn: Mapping[str, list[PanelMeasures]]
    errors: Mapping[str, float]
    differences: Mapping[str, Interval]


def fit_panel(
    panel: PurchasePanel,
    months: int | None = None,
    effort: PanelEffort | None = None,
    seed: int = 0,
    progress: Callable[[int], None] = lambda _: None,
) -> PanelFit:
    """Fit a market to three quarters of the households and judge it on the others.

    ``months`` is the time that the panel covers; a year is taken when it is not given, and only the purchase
    rate depends on it. ``InputError`` when the panel does not settle tastes, price sensitivity and habit.
    """
    used = effort or PanelEffort()
    covered = USUAL_MONTHS if months is None else months
    train, held_out = split_households(panel, 0.25, seed)
    model = ChoiceModel(covariates=tuple(panel.covariates))
    scores = compare_choice_models(train, held_out, model, draws=used.draws, seed=seed)
    progress(1)
    names = firm_names(panel.brands)
    fits = {score.name: score.fit for score in scores}
    full = fits["full"]
    parameters = translate(full, train, covered, np.random.default_rng(seed))
    plausible = _plausible(full, train, covered, used.plausible, seed)
    progress(2)
    market = repeat_purchase_market(parameters, names)
    habit = habit_left(market, panel.brands, purchases_of(train), used.panels, seed, used.folder)
    progress(3)
    taken = parameters.habit - habit
    draws = tuple(replace(draw, habit=max(draw.habit - taken, 0.0)) for draw in plausible)
    observed = measure_panel(held_out)
    # The null model without habit is estimated without it: taste then explains what habit did.
    tastes = _plausible(fits["taste"], train, covered, used.seeds, seed)
    drawn = _drawn(draws, tastes, taken, train, held_out, used, seed)
    expected = {name: typical(panels) for name, panels in drawn.items()}
    nulls = [name for name in expected if name != "market"]
    differences = {n: compared(held_out, expected["market"], expected[n], seed) for n in nulls}
    progress(4)
    return PanelFit(
        panel=panel,
        names=names,
        months=covered,
        months_assumed=months is None,
        parameters=parameters,
        habit=habit,
        draws=draws,
        scores=scores,
        observed=observed,
        drawn=drawn,
        errors={name: error(observed, each) for name, each in expected.items()},
        differences=differences,
    )


def _plausible(
    fit: ChoiceFit, panel: PurchasePanel, months: int, count: int, seed: int
) -> list[PanelParameters]:
    """Plausible market parameters: choice model and households are resampled together."""
    generator = np.random.default_rng(seed + 1)
    price = fit.names.index("price")
    rows = [row for row in fit.plausible(4 * count, generator) if row[price] < 0][:count]
    # The same imagined people for every draw: what then differs between draws is the parameters alone.
    return [
        translate(
            fit,
            panel,
            months,
            np.random.default_rng(seed),
            row,
            generator.integers(panel.households, size=panel.households),
        )
        for row in rows
    ]


def _drawn(
    draws: tuple[PanelParameters, ...],
    tastes: list[PanelParameters],
    taken: float,
    train: PurchasePanel,
    held_out: PurchasePanel,
    effort: PanelEffort,
    seed: int,
) -> dict[str, list[PanelMeasures]]:
    """Simulated panels by model; every seed has parameters of its own, so that intervals carry both."""
    purchases, brands, names = purchases_of(held_out), held_out.brands, firm_names(held_out.brands)
    drawn: dict[str, list[PanelMeasures]] = {"market": [], "choice": [], "taste": []}
    for number in range(effort.seeds):
        plausible = draws[number % len(draws)]
        market = repeat_purchase_market(plausible, names)
        choice = market.built_with(**NO_RELATIONSHIPS, **{HABIT: plausible.habit + taken})
        taste = repeat_purchase_market(tastes[number % len(tastes)], names)
        taste = taste.built_with(**NO_RELATIONSHIPS, **{HABIT: 0.0})
        variants = {"market": market, "choice": choice, "taste": taste}
        for name, scenario in variants.items():
            drawn[name] += simulated_measures(
                scenario, brands, purchases, effort.panels, seed + number, effort.folder
            )
    drawn["dirichlet"] = dirichlet_measures(train, purchases, effort.seeds * effort.panels, seed)
    return drawn
