"""The shifted-beta-geometric model against published figures, known truths and its own algebra."""

from __future__ import annotations

import math

import numpy as np
import pytest
from fit_samples import HIGH_END, REGULAR, cohort
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import betaln

from simulation.errors import InputError
from simulation.fitting import LifeTable, bootstrap_churn, fit_churn, forecast_survival
from simulation.fitting.shifted_beta_geometric import (
    churn_probability,
    lifetime,
    residual_lifetime,
    retention_rate,
    survival,
)
from simulation.fitting.shifted_beta_geometric.survival_curves import retention_of

shapes = st.floats(0.05, 50.0)
published = pytest.mark.parametrize(
    ("table", "alpha", "beta"),
    [(REGULAR, 0.704, 1.182), (HIGH_END, 0.668, 3.806)],
    ids=["Regular", "High End"],
)


def drawn_table(alpha: float, beta: float, customers: int, periods: int, seed: int) -> LifeTable:
    """Customers with churn of their own, watched until they leave or the table ends."""
    generator = np.random.default_rng(seed)
    left = generator.geometric(generator.beta(alpha, beta, size=customers))
    at_risk = np.array([(left >= period).sum() for period in range(1, periods + 1)], dtype=float)
    churned = np.array([(left == period).sum() for period in range(1, periods + 1)], dtype=float)
    return LifeTable("", at_risk, churned)


@published
def test_published_cohorts_are_recovered_to_three_decimals(table, alpha, beta):
    fit = fit_churn(table)
    assert (round(fit.alpha, 3), round(fit.beta, 3)) == (alpha, beta)
    assert fit.assumed_size
    assert not fit.homogeneous
    assert fit.log_likelihood > fit.geometric_log_likelihood + 20


@published
def test_intervals_hold_the_estimate_and_the_bootstrap_agrees_with_the_profile(table, alpha, beta):
    fit, again = fit_churn(table), bootstrap_churn(table, replications=150, seed=0)
    for value, interval, resampled in (
        (fit.alpha, fit.alpha_interval, again.alpha),
        (fit.beta, fit.beta_interval, again.beta),
    ):
        low, high = interval
        assert low < value < high
        np.testing.assert_allclose(
            np.log(np.quantile(resampled, [0.025, 0.975])), np.log(interval), atol=0.15
        )


@published
def test_the_last_years_are_foretold_better_than_by_one_churn_rate(table, alpha, beta):
    forecast = forecast_survival(table, held_out=3)
    assert forecast.periods == (5, 6, 7)
    np.testing.assert_allclose(forecast.observed, table.survival[5:])
    formula, geometric = forecast.models["formula"], forecast.models["geometric"]
    assert forecast.error("formula") < 0.04
    assert forecast.error("formula") < forecast.error("geometric") / 2
    assert formula.predictive_log_likelihood > geometric.predictive_log_likelihood
    assert np.all((formula.low < formula.predicted) & (formula.predicted < formula.high))


def test_the_last_churn_is_carried_on_by_hand():
    """20 of the 80 in the last known period left; then 3/4 of those who are there stay, again and again."""
    table = LifeTable("", np.array([100.0, 80.0, 60.0, 40.0]), np.array([20.0, 20.0, 20.0, 10.0]))
    carried = forecast_survival(table, 2).models["carried"]
    kept = 1 - 20.5 / 81
    np.testing.assert_allclose(carried.predicted, [0.6 * kept, 0.6 * kept**2])
    assert carried.low[0] < 0.4 < carried.high[0] + 0.1


def test_95_percent_of_what_happens_lies_in_the_intervals_of_the_right_model():
    """60 cohorts drawn from the formula itself, three held-out periods each."""
    inside = []
    for seed in range(60):
        found = forecast_survival(drawn_table(0.7, 1.9, customers=500, periods=8, seed=seed), 3, draws=300)
        formula = found.models["formula"]
        inside.append((formula.low <= found.observed) & (found.observed <= formula.high))
    assert 0.90 <= np.mean(inside) <= 0.98


def test_the_forecast_has_not_seen_the_held_out_periods():
    changed = cohort(63.1, 46.8, 38.2, 32.6, 20.0, 10.0, 5.0)
    assert forecast_survival(changed, 3).fit.alpha == forecast_survival(REGULAR, 3).fit.alpha


def test_customers_of_a_known_kind_are_recovered_within_their_intervals():
    fit = fit_churn(drawn_table(0.7, 1.9, customers=20_000, periods=8, seed=3))
    assert fit.alpha_interval[0] < 0.7 < fit.alpha_interval[1]
    assert fit.beta_interval[0] < 1.9 < fit.beta_interval[1]
    assert fit.alpha_interval[1] / fit.alpha_interval[0] < 1.5


def test_censoring_does_not_bias_the_estimate():
    """Half of the customers joined later and are watched for fewer periods: the same truth comes out."""
    early, late = (drawn_table(0.7, 1.9, 20_000, periods, seed) for periods, seed in ((8, 3), (3, 4)))
    at_risk, churned = early.at_risk.copy(), early.churned.copy()
    at_risk[:3] += late.at_risk
    churned[:3] += late.churned
    fit = fit_churn(LifeTable("", at_risk, churned))
    assert fit.alpha_interval[0] < 0.7 < fit.alpha_interval[1]
    assert fit.beta_interval[0] < 1.9 < fit.beta_interval[1]


@pytest.mark.slow
def test_95_percent_intervals_hold_the_truth_in_95_percent_of_cohorts():
    inside = []
    for seed in range(200):
        fit = fit_churn(drawn_table(0.704, 1.182, customers=1000, periods=7, seed=seed))
        inside.append(fit.alpha_interval[0] < 0.704 < fit.alpha_interval[1])
        inside.append(fit.beta_interval[0] < 1.182 < fit.beta_interval[1])
    assert 0.91 < np.mean(inside) < 0.985


def test_alike_customers_are_told_as_homogeneous():
    fit = fit_churn(cohort(90.0, 81.0, 72.9, 65.61))
    assert fit.homogeneous
    assert fit.polarization == 0.0
    assert fit.alpha == fit.beta == math.inf
    assert fit.mean_churn == pytest.approx(0.1, abs=1e-6)
    assert fit.alpha_interval[0] > 1
    assert fit.alpha_interval[1] == math.inf
    np.testing.assert_allclose(fit.survival(4), [1, 0.9, 0.81, 0.729, 0.6561])
    assert not fit.draws(10, np.random.default_rng(0))[:, 1].any()


def test_draws_spread_like_the_intervals():
    fit = fit_churn(HIGH_END)
    draws = fit.draws(4000, np.random.default_rng(0))
    assert draws.shape == (4000, 2)
    assert np.all((draws > 0) & (draws < 1))
    alpha = draws[:, 0] * (1 / draws[:, 1] - 1)
    np.testing.assert_allclose(
        np.log(np.quantile(alpha, [0.025, 0.975])), np.log(fit.alpha_interval), atol=0.12
    )


def test_the_residual_lifetime_of_the_high_end_cohort_is_the_published_one():
    """7.53 years at 10 % for those who have renewed seven times (formula of Fader & Hardie 2010)."""
    fit = fit_churn(HIGH_END)
    assert residual_lifetime(fit.alpha, fit.beta, discount=0.1, period=8) == pytest.approx(7.530, abs=5e-4)


@given(shapes, shapes, st.floats(0.05, 1.0), st.integers(1, 5))
def test_lifetimes_are_the_discounted_sums_of_survival(alpha, beta, discount, period):
    curve = survival(alpha, beta, 2000)
    discounted = (1 + discount) ** -np.arange(2001.0)
    assert lifetime(alpha, beta, discount) == pytest.approx(float(curve @ discounted), rel=1e-6)
    later = curve[period:] / curve[period - 1]
    expected = float(later @ discounted[: len(later)])
    assert residual_lifetime(alpha, beta, discount, period) == pytest.approx(expected, rel=1e-6)


@given(shapes, shapes)
def test_survival_falls_within_0_and_1_and_retention_rises_with_tenure(alpha, beta):
    curve, retention = survival(alpha, beta, 40), retention_rate(alpha, beta, 40)
    assert curve[0] == 1
    assert np.all((curve >= 0) & (curve <= 1))
    assert np.all(np.diff(curve) < 0)
    assert np.all(np.diff(retention) > 0)
    np.testing.assert_allclose(curve[1:] / curve[:-1], retention)
    np.testing.assert_allclose(churn_probability(alpha, beta, 40).sum() + curve[-1], 1.0)
    closed = np.exp(betaln(alpha, beta + np.arange(41)) - betaln(alpha, beta))
    np.testing.assert_allclose(curve, closed, rtol=1e-8)


def test_customers_nearly_alike_are_foretold_with_an_interval():
    """Plausible polarizations then reach 1, where the first period used to be 0 divided by 0."""
    found = forecast_survival(cohort(*(round(100 * 0.8**n, 2) for n in range(1, 9))), 3)
    assert np.all(found.models["formula"].low < found.models["formula"].high)
    np.testing.assert_array_equal(retention_of(0.2, 1.0, 3), [0.8, 1.0, 1.0])


@settings(max_examples=25, deadline=None)
@given(st.floats(0.2, 8.0), st.floats(0.5, 20.0), st.integers(4, 12))
def test_a_curve_of_the_model_itself_gives_back_its_parameters(alpha, beta, periods):
    fit = fit_churn(cohort(*(100 * survival(alpha, beta, periods)[1:]), size=100_000))
    assert fit.alpha == pytest.approx(alpha, rel=0.01)
    assert fit.beta == pytest.approx(beta, rel=0.01)


def test_nobody_left_nobody_stayed_and_a_hold_out_that_leaves_too_little():
    for table, key in (
        (cohort(100.0, 100.0, 100.0), "nobody_left"),
        (LifeTable("", np.array([10.0]), np.array([10.0])), "nobody_stayed"),
    ):
        with pytest.raises(InputError) as caught:
            fit_churn(table)
        assert caught.value.key == f"fit.error.{key}"
        assert "“”" not in str(caught.value)
    for held_out in (0, 6, 7):
        with pytest.raises(InputError) as caught:
            forecast_survival(REGULAR, held_out)
        assert caught.value.key == "fit.error.hold_out_range"
        assert caught.value.values["most"] == 5
