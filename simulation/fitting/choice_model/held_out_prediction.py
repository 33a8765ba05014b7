"""What a fitted choice model says of purchases it has not seen, and of prices it has."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from simulation.fitting.choice_model.choice_fit import ChoiceFit, fit_choice, normals_of
from simulation.fitting.choice_model.choice_likelihood import believe, blocks, histories, part_of
from simulation.fitting.choice_model.split import drop_last_purchases
from simulation.fitting.choice_model.utility_design import (
    ChoiceModel,
    UtilityDesign,
    checked_design,
    design_of,
)
from simulation.fitting.data import PurchasePanel, Reals

PREDICTION_DRAWS = 1000
"""Draws for prediction: it needs no optimisation, so many are cheap."""


@dataclass(frozen=True)
class HeldOutScore:
    """How well a model predicts held-out purchases: ``log_likelihood`` of ``purchases`` choices."""

    log_likelihood: float
    purchases: int

    @property
    def per_purchase(self) -> float:
        """Mean log-likelihood of a purchase: the log of the geometric mean chance of what happened."""
        return self.log_likelihood / self.purchases


def predictive_log_likelihood(fit: ChoiceFit, panel: PurchasePanel, last: int | None = None) -> HeldOutScore:
    """Score the purchases of a panel after each household's initial ones, taste being unknown at first.

    With ``last``, only the last so many purchases of each household are scored, given its own earlier ones:
    the fit should then come from ``drop_last_purchases(panel, last)``.
    """
    design = checked_design(panel, fit.model)
    normals = normals_of(design, fit.layout, PREDICTION_DRAWS, fit.seed)
    whole = histories(fit.parameters, design, fit.layout, normals).log_likelihood.sum()
    if last is None:
        return HeldOutScore(float(whole), len(design.choice))
    past = design_of(drop_last_purchases(panel, last), fit.model)
    place = {label: number for number, label in enumerate(design.labels)}
    known = normals[[place[label] for label in past.labels]]
    explained = histories(fit.parameters, past, fit.layout, known).log_likelihood.sum()
    return HeldOutScore(float(whole - explained), len(design.choice) - len(past.choice))


def price_elasticity(fit: ChoiceFit, panel: PurchasePanel) -> Reals:
    """Own price elasticity of each brand's purchases (brands), at the panel's prices and next purchase.

    What each household bought last is held fixed, and its own history says what it likes, so that this is the
    immediate response of these households to a small change of price.
    """
    design = checked_design(panel, fit.model)
    normals = normals_of(design, fit.layout, fit.draws, fit.seed)
    response, expected = np.zeros(len(fit.brands)), np.zeros(len(fit.brands))
    for first, last in blocks(design, normals.shape[1]):
        change, level = _response(fit, part_of(design, first, last), normals[first:last])
        response += change
        expected += level
    return np.asarray(response / expected)


def _response(fit: ChoiceFit, design: UtilityDesign, normals: Reals) -> tuple[Reals, Reals]:
    """Change of expected purchases a unit of relative price, and expected purchases, both by brand."""
    beliefs = believe(fit.parameters, design, fit.layout, normals)
    weight = beliefs.weight[design.household]
    slope = weight * beliefs.sensitivity[design.household]
    spread = beliefs.probability * (1.0 - beliefs.probability)
    change = -np.einsum("nr,nrj,nj->j", slope, spread, design.price)
    return change, np.einsum("nr,nrj->j", weight, beliefs.probability)


@dataclass(frozen=True, eq=False)
class ModelScore:
    """A model with its fit to the households it learnt from and its score on those it did not."""

    name: str
    fit: ChoiceFit
    held_out: HeldOutScore


def compare_choice_models(
    train: PurchasePanel, held_out: PurchasePanel, full: ChoiceModel, draws: int = 200, seed: int = 0
) -> tuple[ModelScore, ...]:
    """The full model against those that leave out taste, habit, or both; scored on held-out households.

    Names: ``plain`` (neither), ``habit`` (state dependence alone), ``taste`` (taste alone), ``full``.
    """
    plain = replace(full, taste=False, price_heterogeneity=False)
    models = {
        "plain": replace(plain, state_dependence=False),
        "habit": plain,
        "taste": replace(full, state_dependence=False),
        "full": full,
    }
    scores = []
    for name, model in models.items():
        fit = fit_choice(train, model, draws=draws, seed=seed)
        scores.append(ModelScore(name, fit, predictive_log_likelihood(fit, held_out)))
    return tuple(scores)
