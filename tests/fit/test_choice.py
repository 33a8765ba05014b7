"""Taste, price sensitivity and habit, told apart on panels with a known truth."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from fit_samples import simulated_panel
from scipy.stats import norm

from simulation.errors import InputError
from simulation.fitting import (
    ChoiceModel,
    draw_households,
    fit_choice,
    measure_panel,
    price_elasticity,
    simulate_panel,
)
from simulation.fitting.choice_model import choice_likelihood
from simulation.fitting.choice_model.choice_fit import normals_of
from simulation.fitting.choice_model.normal_draws import normal_draws
from simulation.fitting.choice_model.utility_design import design_of

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


@pytest.mark.parametrize("model", MODELS, ids=range(len(MODELS)))
def test_the_gradient_is_that_of_the_likelihood_and_blocks_change_nothing(model, monkeypatch):
    panel = simulated_panel(households=12, purchases=6, burn_in=1)
    design = design_of(panel, model)
    layout = choice_likelihood.layout_of(design, model)
    normals = normals_of(design, layout, 20, 0)
    place = np.random.default_rng(0).normal(scale=0.4, size=layout.size)

    def value(where: np.ndarray) -> np.ndarray:
        return choice_likelihood.histories(where, design, layout, normals).log_likelihood

    exact = choice_likelihood.histories(place, design, layout, normals)
    steps = np.eye(layout.size) * 1e-5
    numeric = np.stack([(value(place + step) - value(place - step)) / 2e-5 for step in steps], axis=1)
    np.testing.assert_allclose(exact.score, numeric, atol=1e-7)
    monkeypatch.setattr(choice_likelihood, "_BLOCK", 1)
    in_blocks = choice_likelihood.histories(place, design, layout, normals)
    np.testing.assert_allclose(in_blocks.log_likelihood, exact.log_likelihood, rtol=1e-12)
    np.testing.assert_allclose(in_blocks.score, exact.score, atol=1e-12)


def test_without_taste_the_likelihood_is_the_product_of_logits():
    panel = simulated_panel(households=3, purchases=3, burn_in=1)
    design = design_of(panel, PLAIN)
    place = np.array([0.3, -0.2, -1.1, 0.7])
    expected = np.zeros(3)
    for row in range(9):
        if panel.occasion[row] == 0:
            continue
        worth = np.array([0, 0.3, -0.2]) - 1.1 * panel.price[row]
        worth[panel.choice[row - 1]] += 0.7
        expected[panel.household[row]] += worth[panel.choice[row]] - np.log(np.exp(worth).sum())
    seen = choice_likelihood.histories(
        place, design, choice_likelihood.layout_of(design, PLAIN), np.zeros((3, 1, 0))
    )
    np.testing.assert_allclose(seen.log_likelihood, expected)


def test_the_draws_are_spread_like_the_normal_and_repeat_with_their_seed():
    draws = normal_draws(50, 200, 3, seed=0)
    flat = draws.reshape(-1, 3)
    np.testing.assert_allclose(flat.mean(axis=0), 0, atol=0.005)
    np.testing.assert_allclose(np.cov(flat.T), np.eye(3), atol=0.01)
    np.testing.assert_allclose(np.quantile(flat, 0.9, axis=0), norm.ppf(0.9), atol=0.01)
    np.testing.assert_array_equal(draws, normal_draws(50, 200, 3, seed=0))
    assert not np.array_equal(draws, normal_draws(50, 200, 3, seed=1))


def test_taste_price_and_habit_are_recovered(full):
    assert full.converged
    assert full.identified
    assert away(full["price"], -1.5) < 3
    assert away(full["state_dependence"], 0.8) < 3
    assert full["price"].standard_error < 0.15
    assert full["state_dependence"].standard_error < 0.1


def test_the_population_of_tastes_is_recovered(full):
    """Relative to the first brand: means .5 and -.5, variances 2, covariance 1."""
    people = draw_households(full, 20_000, np.random.default_rng(0))
    began = people.taste[:, 0] == full["initial_taste"].value
    assert np.all(began | (people.taste[:, 0] == 0))
    assert began.mean() == pytest.approx(full.initial[:, 0].mean(), abs=0.01)
    relative = people.taste[:, 1:] - people.taste[:, :1]
    np.testing.assert_allclose(relative.mean(axis=0), [0.5, -0.5], atol=0.3)
    np.testing.assert_allclose(np.cov(relative.T), [[2, 1], [1, 2]], atol=0.6)
    assert np.all(people.price_sensitivity == -full["price"].value)
    assert np.all(people.state_dependence == full["state_dependence"].value)


def test_leaving_taste_out_overstates_habit(full, homogeneous):
    """The reason for separating them: lasting taste looks like the pull of the last purchase."""
    assert homogeneous["state_dependence"].interval[0] > 0.8
    assert homogeneous["state_dependence"].value > full["state_dependence"].value + 0.3


def test_without_habit_none_is_found_unless_taste_is_left_out():
    panel = simulated_panel(habit=0.0, seed=5)
    assert abs(fit_choice(panel, ChoiceModel(), draws=100)["state_dependence"].value) < 0.25
    assert fit_choice(panel, PLAIN)["state_dependence"].value > 0.4


def test_without_taste_the_plain_logit_is_right_and_no_taste_is_invented():
    panel = simulated_panel(spread=0.0, seed=6)
    plain = fit_choice(panel, PLAIN)
    assert max(away(plain["price"], -1.5), away(plain["state_dependence"], 0.8)) < 3
    rich = fit_choice(panel, ChoiceModel(), draws=100)
    assert away(rich["state_dependence"], 0.8) < 3
    assert rich.taste_covariance.max() < 0.3
    assert plain.bayesian_information_criterion < rich.bayesian_information_criterion


def test_conditioning_on_the_first_purchase_alone_would_overstate_habit(full):
    """With the shift of expected taste held at zero, habit takes over what the first purchase says."""
    design = design_of(PANEL, ChoiceModel())
    layout = choice_likelihood.layout_of(design, ChoiceModel())
    normals = normals_of(design, layout, 100, 0)
    place = full.parameters.copy()
    place[full.names.index("initial_taste")] = 0.0
    habit = full.names.index("state_dependence")
    assert choice_likelihood.histories(place, design, layout, normals).score.sum(axis=0)[habit] > 0
    assert full["initial_taste"].interval[0] > 0


def test_habit_in_money_is_habit_over_price(full):
    assert full.switching_cost.value == pytest.approx(-full["state_dependence"].value / full["price"].value)
    assert away(full.switching_cost, 0.8 / 1.5) < 3
    plausible = full.plausible(20_000, np.random.default_rng(0))
    price, habit = full.names.index("price"), full.names.index("state_dependence")
    assert full.switching_cost.standard_error == pytest.approx(
        float((plausible[:, habit] / -plausible[:, price]).std()), rel=0.05
    )


def test_the_unit_of_money_changes_no_likelihood_and_scales_what_is_money(full):
    dear = replace(PANEL, price=PANEL.price * 1000)
    fit = fit_choice(dear, ChoiceModel(), draws=100)
    assert fit.log_likelihood == pytest.approx(full.log_likelihood, abs=1e-4)
    assert fit.switching_cost.value == pytest.approx(1000 * full.switching_cost.value, rel=1e-3)
    np.testing.assert_allclose(price_elasticity(fit, dear), price_elasticity(full, PANEL), rtol=1e-3)


def test_the_order_of_the_brands_does_not_matter():
    """Up to the noise of the draws, which is that of another seed: the first brand is no special one."""
    panel, order = simulated_panel(households=100, seed=9), [2, 0, 1]
    turned = replace(
        panel,
        brands=tuple(panel.brands[place] for place in order),
        choice=np.argsort(order)[panel.choice],
        price=panel.price[:, order],
    )
    one, other = (fit_choice(rows, ChoiceModel(), draws=400) for rows in (panel, turned))
    assert one.log_likelihood == pytest.approx(other.log_likelihood, abs=1.0)
    assert one["state_dependence"].value == pytest.approx(other["state_dependence"].value, abs=0.02)
    assert one["price"].value == pytest.approx(other["price"].value, abs=0.02)


def test_covariates_are_used_when_named():
    shown = np.random.default_rng(0).integers(0, 2, size=PANEL.price.shape).astype(float)
    panel = replace(PANEL, covariates={"disp": shown})
    fit = fit_choice(panel, replace(PLAIN, covariates=("disp",)))
    assert away(fit["disp"], 0.0) < 3
    assert fit.names[-1] == "disp"
    simulate_panel(fit, panel, np.random.default_rng(0))


def test_what_the_data_cannot_tell_is_said_to_be_unidentified():
    panel = replace(PANEL, covariates={"same": np.ones(PANEL.price.shape)})
    fit = fit_choice(panel, replace(PLAIN, covariates=("same",)))
    assert not fit.identified
    assert np.isnan(fit["price"].standard_error)


@pytest.mark.parametrize("model", [PLAIN, ChoiceModel(), ChoiceModel(price_heterogeneity=True)])
def test_households_that_never_switch_leave_habit_unlimited_and_that_is_said(model):
    panel = simulated_panel(households=30, purchases=6, burn_in=1)
    fit = fit_choice(replace(panel, choice=panel.household % 3), model, draws=50)
    assert fit.log_likelihood > -0.01
    assert not fit.identified
    assert np.isnan(fit["state_dependence"].standard_error)
    with pytest.raises(InputError) as caught:
        fit.plausible(10, np.random.default_rng(0))
    assert caught.value.key == "fit.error.not_identified"


def test_people_who_like_to_pay_have_no_lognormal_dislike_of_it():
    panel = simulated_panel(households=60, purchases=8, price=1.0)
    fit = fit_choice(panel, ChoiceModel(price_heterogeneity=True), draws=50)
    assert np.exp(fit["log_price_sensitivity.mean"].value) < 0.1
    assert fit_choice(panel, ChoiceModel(), draws=50)["price"].interval[0] > 0


@pytest.mark.parametrize(
    ("model", "key"),
    [
        (replace(PLAIN, covariates=("week",)), "unknown_covariate"),
        (replace(PLAIN, initial_purchases=12), "nothing_to_explain"),
        (replace(PLAIN, initial_purchases=0), "nothing_to_explain"),
    ],
)
def test_models_that_the_panel_cannot_bear_are_refused(model, key):
    with pytest.raises(InputError) as caught:
        fit_choice(PANEL, model)
    assert caught.value.key == f"fit.error.{key}"


@pytest.mark.slow
def test_estimates_are_right_on_average_and_intervals_hold_the_truth():
    fits = [fit_choice(simulated_panel(seed=100 + seed), ChoiceModel(), draws=100) for seed in range(24)]
    for name, truth in (("price", -1.5), ("state_dependence", 0.8)):
        values = np.array([fit[name].value for fit in fits])
        errors = np.array([fit[name].standard_error for fit in fits])
        assert values.mean() == pytest.approx(truth, abs=0.05)
        assert errors.mean() == pytest.approx(values.std(ddof=1), rel=0.35)
        assert np.mean(np.abs(values - truth) < 1.96 * errors) >= 0.8


@pytest.mark.slow
def test_differences_in_price_sensitivity_are_recovered():
    panel = simulated_panel(households=600, purchases=15, price_spread=0.5, seed=8)
    fit = fit_choice(panel, ChoiceModel(price_heterogeneity=True), draws=150)
    assert away(fit["log_price_sensitivity.mean"], np.log(1.5)) < 3
    assert away(fit["log_price_sensitivity.spread"], 0.5) < 3
    assert away(fit["state_dependence"], 0.8) < 3
    assert away(fit.switching_cost, 0.8 / 1.5) < 3
    people = draw_households(fit, 20_000, np.random.default_rng(0))
    logarithm = np.log(people.price_sensitivity)
    assert logarithm.mean() == pytest.approx(fit["log_price_sensitivity.mean"].value, abs=0.02)
    assert logarithm.std() == pytest.approx(fit["log_price_sensitivity.spread"].value, abs=0.02)
    seen, drawn = (
        measure_panel(rows) for rows in (panel, simulate_panel(fit, panel, np.random.default_rng(0)))
    )
    np.testing.assert_allclose(drawn.switching, seen.switching, atol=0.05)
    same = fit_choice(panel, ChoiceModel(), draws=150)
    assert fit.log_likelihood > same.log_likelihood + 10
