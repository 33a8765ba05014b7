"""What a fitted choice model foretells: held-out purchases, responses to price, whole panels."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from fit_samples import simulated_panel

from simulation.fitting import (
    ChoiceModel,
    compare_choice_models,
    drop_last_purchases,
    fit_choice,
    measure_panel,
    predictive_log_likelihood,
    price_elasticity,
    simulate_panel,
    split_households,
)

PLAIN = ChoiceModel(taste=False)
PANEL = simulated_panel(seed=3)


def away(estimate, truth: float) -> float:
    """Distance from the truth in standard errors."""
    return abs(estimate.value - truth) / estimate.standard_error


@pytest.fixture(scope="module")
def full():
    return fit_choice(PANEL, ChoiceModel(), draws=100)


@pytest.fixture(scope="module")
def homogeneous():
    return fit_choice(PANEL, PLAIN)


MODELS = [
    PLAIN,
    ChoiceModel(),
    ChoiceModel(correlated_taste=False, initial_purchases=2),
    ChoiceModel(price_heterogeneity=True),
    ChoiceModel(taste=False, price_heterogeneity=True, state_dependence=False),
]


def test_an_elasticity_is_that_of_the_logit_when_all_are_alike():
    panel = simulated_panel(spread=0.0, habit=0.0, seed=7)
    fit = fit_choice(panel, replace(PLAIN, state_dependence=False))
    later = panel.rows(panel.occasion > 0)
    worth = np.array([0, fit["appeal.B"].value, fit["appeal.C"].value]) + fit["price"].value * later.price
    chance = np.exp(worth) / np.exp(worth).sum(axis=1, keepdims=True)
    expected = fit["price"].value * (later.price * chance * (1 - chance)).sum(axis=0) / chance.sum(axis=0)
    np.testing.assert_allclose(price_elasticity(fit, panel), expected)


def test_held_out_households_prefer_the_full_model():
    train, held_out = split_households(PANEL, 0.3, seed=0)
    scores = {s.name: s for s in compare_choice_models(train, held_out, ChoiceModel(), draws=100)}
    assert list(scores) == ["plain", "habit", "taste", "full"]
    per_purchase = {name: score.held_out.per_purchase for name, score in scores.items()}
    assert per_purchase["full"] > max(per_purchase["habit"], per_purchase["taste"])
    assert per_purchase["plain"] < min(per_purchase["habit"], per_purchase["taste"])
    assert scores["full"].held_out.purchases == held_out.purchases - held_out.households


def test_a_plain_model_scores_itself_as_it_was_fitted(homogeneous):
    assert predictive_log_likelihood(homogeneous, PANEL).log_likelihood == pytest.approx(
        homogeneous.log_likelihood, abs=1e-6
    )


def test_last_purchases_are_foretold_better_with_the_household_s_own_past():
    train = drop_last_purchases(PANEL, 2)
    rich, plain = fit_choice(train, ChoiceModel(), draws=100), fit_choice(train, PLAIN)
    known, unknown = (predictive_log_likelihood(fit, PANEL, last=2) for fit in (rich, plain))
    assert known.purchases == unknown.purchases == 2 * PANEL.households
    assert known.per_purchase > unknown.per_purchase + 0.02
    past = predictive_log_likelihood(plain, train).log_likelihood
    whole = predictive_log_likelihood(plain, PANEL).log_likelihood
    assert unknown.log_likelihood == pytest.approx(whole - past)


def test_a_simulated_panel_has_the_measures_of_the_observed_one(full):
    generator = np.random.default_rng(0)
    seen = measure_panel(PANEL)
    drawn = [measure_panel(simulate_panel(full, PANEL, generator)) for _ in range(12)]
    first = PANEL.occasion == 0
    np.testing.assert_array_equal(simulate_panel(full, PANEL, generator).choice[first], PANEL.choice[first])
    np.testing.assert_allclose(np.mean([d.share for d in drawn], axis=0), seen.share, atol=0.03)
    np.testing.assert_allclose(np.mean([d.switching for d in drawn], axis=0), seen.switching, atol=0.05)
    np.testing.assert_allclose(np.mean([d.penetration for d in drawn], axis=0), seen.penetration, atol=0.05)


def test_simulating_from_the_fit_and_fitting_again_comes_back(full):
    again = fit_choice(simulate_panel(full, PANEL, np.random.default_rng(1)), ChoiceModel(), draws=100)
    for name in ("price", "state_dependence"):
        assert away(again[name], full[name].value) < 3
