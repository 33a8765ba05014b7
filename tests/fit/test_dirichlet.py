"""The NBD-Dirichlet against the toothpaste market it was shown on, sums written out, and known truths."""

from __future__ import annotations

import numpy as np
import pytest
from fit_samples import simulated_panel
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import betaln
from scipy.stats import nbinom

from simulation.errors import InputError
from simulation.fitting import (
    DirichletChoice,
    DirichletMarket,
    PurchasePanel,
    fit_dirichlet,
    fit_dirichlet_choice,
    measure_panel,
)

BRANDS = ("Colgate DC", "Macleans", "Close Up", "Signal", "Ultrabrite", "Gibbs SR", "Boots", "Sainsbury")
SHARE = [0.25, 0.19, 0.10, 0.10, 0.09, 0.08, 0.03, 0.02]
PENETRATION = [0.20, 0.17, 0.09, 0.08, 0.08, 0.07, 0.03, 0.02]
"""UK toothpaste, a quarter of 1973: 56 % buy, 2.6 times (Goodhardt, Ehrenberg & Chatfield 1984)."""


def toothpaste(penetration: list[float] = PENETRATION) -> DirichletMarket:
    return fit_dirichlet(BRANDS, SHARE, 0.56, 2.6, penetration)


def summed(market: DirichletMarket, brand: int) -> tuple[float, float, float]:
    """Penetration, purchases a buyer and category purchases a buyer of a brand, by adding up all counts."""
    mean, shape, size = market.purchases_per_household, market.category_shape, market.dirichlet_size
    alpha = market.share[brand] * size
    counts = np.arange(4000)
    chance = nbinom.pmf(counts, shape, shape / (shape + mean))
    none = np.exp(betaln(alpha, size - alpha + counts) - betaln(alpha, size - alpha))
    bought = float(chance @ (1 - none))
    return bought, float(mean * market.share[brand] / bought), float((chance * counts) @ (1 - none)) / bought


def test_toothpaste_has_its_published_parameters():
    market = toothpaste()
    assert round(market.purchases_per_household, 2) == 1.46
    assert round(market.category_shape, 2) == 0.78
    assert market.category_penetration == pytest.approx(0.56)
    assert round(market.size_by_brand[0], 1) == 1.3
    assert 1.2 < market.dirichlet_size < 1.7
    np.testing.assert_allclose(market.penetration, PENETRATION, atol=0.011)


def test_toothpaste_from_one_brand_agrees_with_another_implementation():
    """The figures that the R package NBDdirichlet prints for this market at S = 1.3."""
    market = toothpaste([0.20, *[np.nan] * 7])
    np.testing.assert_allclose(
        market.penetration, [0.20, 0.16, 0.09, 0.09, 0.08, 0.07, 0.03, 0.02], atol=0.006
    )
    np.testing.assert_allclose(
        market.purchases_per_buyer, [1.82, 1.76, 1.68, 1.68, 1.67, 1.66, 1.62, 1.61], atol=0.011
    )
    np.testing.assert_allclose(
        market.category_purchases_per_buyer, [3.16, 3.22, 3.30, 3.30, 3.31, 3.32, 3.37, 3.38], atol=0.011
    )
    np.testing.assert_allclose(
        market.duplication[0], [1, 0.19, 0.10, 0.10, 0.09, 0.08, 0.03, 0.02], atol=0.011
    )


def test_small_brands_are_bought_by_fewer_and_less_often():
    """Double jeopardy, without any difference in loyalty between the brands."""
    market = toothpaste()
    assert np.all(np.diff(market.penetration) <= 0)
    assert np.all(np.diff(market.purchases_per_buyer) <= 0)
    assert np.all(np.diff(market.repeat_rate) <= 0)
    assert np.all(np.diff(market.category_purchases_per_buyer) >= 0)


def test_duplication_follows_penetration():
    market = toothpaste()
    other = ~np.eye(8, dtype=bool)
    ratio = (market.duplication / market.penetration)[other]
    assert ratio.std() / ratio.mean() < 0.1
    chance_of_both = market.duplication * market.penetration[:, None]
    np.testing.assert_allclose(chance_of_both, chance_of_both.T, atol=1e-12)


@given(
    st.floats(0.05, 8.0),
    st.floats(0.1, 5.0),
    st.floats(0.2, 20.0),
    st.lists(st.floats(0.02, 0.3), min_size=2, max_size=3),
)
def test_closed_forms_are_the_sums_over_all_counts(mean, shape, size, share):
    brands = tuple("ABC"[: len(share)])
    market = DirichletMarket(brands, np.array(share), mean, shape, size, np.full(len(share), np.nan))
    for brand in range(len(share)):
        bought, often, category = summed(market, brand)
        assert market.penetration[brand] == pytest.approx(bought, rel=1e-7)
        assert market.purchases_per_buyer[brand] == pytest.approx(often, rel=1e-7)
        assert market.category_purchases_per_buyer[brand] == pytest.approx(category, rel=1e-7)
    rates = np.concatenate([market.penetration, market.repeat_rate, market.duplication.ravel()])
    assert np.all((rates >= 0) & (rates <= 1 + 1e-12))
    assert np.all(market.over(3).penetration > market.penetration)


@settings(max_examples=30)
@given(st.floats(0.1, 5.0), st.floats(0.2, 5.0), st.floats(0.3, 15.0))
def test_a_market_of_the_model_gives_back_its_parameters(mean, shape, size):
    truth = DirichletMarket(("A", "B"), np.array([0.6, 0.3]), mean, shape, size, np.full(2, np.nan))
    bought = truth.category_penetration
    fit = fit_dirichlet(("A", "B"), truth.share, bought, mean / bought, truth.penetration)
    assert fit.category_shape == pytest.approx(shape, rel=1e-4)
    assert fit.dirichlet_size == pytest.approx(size, rel=1e-3)


def test_purchases_drawn_from_the_model_have_its_measures():
    generator = np.random.default_rng(0)
    market = toothpaste()
    alpha = np.append(market.share, 1 - market.share.sum()) * market.dirichlet_size
    rate = generator.gamma(
        market.category_shape, market.purchases_per_household / market.category_shape, 60_000
    )
    chances = generator.dirichlet(alpha, 60_000)
    now, later = (generator.multinomial(generator.poisson(rate), chances)[:, :8] > 0 for _ in range(2))
    np.testing.assert_allclose(now.mean(axis=0), market.penetration, atol=0.005)
    np.testing.assert_allclose((now & later).sum(axis=0) / now.sum(axis=0), market.repeat_rate, atol=0.05)
    both = (now.T.astype(int) @ now) / now.sum(axis=0)[:, None]
    np.testing.assert_allclose(both[:3], market.duplication[:3], atol=0.02)


def dirichlet_panel(alpha: list[float], households: int, seed: int) -> PurchasePanel:
    generator = np.random.default_rng(seed)
    length = generator.integers(2, 15, size=households)
    household = np.repeat(np.arange(households), length)
    chances = generator.dirichlet(alpha, households)
    choice = np.array([generator.choice(len(alpha), p=chances[number]) for number in household])
    labels = tuple(str(number) for number in range(households))
    price = np.ones((len(choice), len(alpha)))
    return PurchasePanel(tuple("ABC"[: len(alpha)]), labels, household, choice, price)


def test_the_dirichlet_of_a_panel_is_recovered_and_foretells_its_measures():
    truth = [0.9, 0.5, 0.2]
    panel = dirichlet_panel(truth, households=800, seed=2)
    fit = fit_dirichlet_choice(panel)
    np.testing.assert_allclose(fit.alpha, truth, rtol=0.15)
    seen, purchases = measure_panel(panel), np.bincount(panel.household)
    np.testing.assert_allclose(fit.share, seen.share, atol=0.03)
    np.testing.assert_allclose(fit.penetration(purchases), seen.penetration, atol=0.03)
    np.testing.assert_allclose(fit.repeat_rate, seen.repeat_rate, atol=0.04)
    np.testing.assert_allclose(fit.duplication(purchases), seen.duplication, atol=0.06)
    assert fit.mean_repeat_rate == pytest.approx(seen.mean_repeat_rate, abs=0.03)
    assert fit.duplication_coefficient(purchases) == pytest.approx(seen.duplication_coefficient, abs=0.05)
    assert fit.log_likelihood >= DirichletChoice(panel.brands, np.array(truth), 0).predictive_log_likelihood(
        panel
    )
    assert fit.predictive_log_likelihood(panel) == pytest.approx(fit.log_likelihood)


def test_the_dirichlet_fits_a_panel_with_prices_and_habit_less_than_perfectly_but_fits():
    fit = fit_dirichlet_choice(simulated_panel(households=60, purchases=6, burn_in=1))
    assert 0.2 < fit.dirichlet_size < 20


@pytest.mark.parametrize(
    ("penetration", "rate", "brand", "key"),
    [
        (0.0, 2.6, 0.2, "category_totals"),
        (1.0, 2.6, 0.2, "category_totals"),
        (0.56, 1.0, 0.2, "category_totals"),
        (0.56, 2.6, 0.9, "brand_totals"),
        (0.56, 2.6, 0.01, "brand_totals"),
        (0.56, 2.6, float("nan"), "brand_totals"),
    ],
)
def test_totals_that_no_market_has_are_refused(penetration, rate, brand, key):
    with pytest.raises(InputError) as caught:
        fit_dirichlet(("A", "B"), [0.3, 0.7], penetration, rate, [brand, float("nan")])
    assert caught.value.key == f"fit.error.{key}"
