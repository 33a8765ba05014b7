"""The people drawn: distributions as declared, the same for the same seed, and no two traits alike."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from simulation.kernel import distributions
from tests.markets import process, scenario

DRAWS = (np.arange(2000) + 0.5) / 2000
UNLIKELY = 1e-4
PEOPLE = 20_000


@pytest.fixture(scope="module")
def people():
    return process(scenario(**{"world.customers": PEOPLE, "world.warm_up": 0}))


def test_normal_quantiles() -> None:
    assert distributions.normal(DRAWS) == pytest.approx(stats.norm.ppf(DRAWS), abs=1e-6)


@pytest.mark.parametrize("spread", [0.0, 0.5, 1.0, 2.0])
def test_lognormal_quantiles_have_mean_1(spread: float) -> None:
    exact = (
        stats.lognorm.ppf(DRAWS, spread, scale=np.exp(-0.5 * spread**2)) if spread else np.ones(DRAWS.size)
    )
    assert distributions.lognormal(DRAWS, spread) == pytest.approx(exact, rel=1e-5)


@pytest.mark.parametrize(
    ("mean", "spread"), [(0.5775, 26 / 120), (0.5, 0.1), (0.5, 0.01), (0.1, 0.25), (0.9, 0.25), (0.5, 0.3)]
)
def test_beta_quantiles(mean: float, spread: float) -> None:
    size = mean * (1 - mean) / spread**2 - 1
    exact = stats.beta.ppf(DRAWS, size * mean, size * (1 - mean))
    assert distributions.beta(DRAWS, mean, spread) == pytest.approx(exact, abs=1e-4)


def test_beta_without_spread_is_its_mean_and_with_too_much_is_refused() -> None:
    assert set(distributions.beta(DRAWS, 0.4, 0.0)) == {0.4}
    with pytest.raises(ValueError, match=r"mean 0\.1 and standard deviation 0\.4"):
        distributions.beta(DRAWS, 0.1, 0.4)


@pytest.mark.parametrize("variation", [0.05, 0.5, 1.0, 1.31, 2.0, 4.0])
def test_gamma_quantiles_have_mean_1(variation: float) -> None:
    shape = variation**-2
    exact = stats.gamma.ppf(DRAWS, shape, scale=1 / shape)
    assert distributions.gamma(DRAWS, variation) == pytest.approx(exact, rel=1e-3, abs=1e-6)


def test_gamma_without_variation_is_1() -> None:
    assert set(distributions.gamma(DRAWS, 0.0)) == {1.0}


def test_involvement_and_expertise_follow_their_declared_distributions(people) -> None:
    for column, mean, spread in (
        (people.state.involvement, (89.3 - 20) / 120, 26 / 120),
        (people.state.expertise, 0.5, 0.1),
    ):
        size = mean * (1 - mean) / spread**2 - 1
        assert column.mean() == pytest.approx(mean, abs=4 * spread / PEOPLE**0.5)
        kurtosis = float(stats.beta.stats(size * mean, size * (1 - mean), moments="k"))
        assert column.std() == pytest.approx(spread, abs=4 * spread * ((kurtosis + 2) / 4 / PEOPLE) ** 0.5)
        assert stats.kstest(column, stats.beta(size * mean, size * (1 - mean)).cdf).pvalue > UNLIKELY


def test_lognormal_traits(people) -> None:
    state = people.state
    for column, spread in (
        (state.contact, 0.5),
        (state.sociability, 0.5),
        (state.restlessness, 0.8),
        (state.cost_to_serve / 0.165, 1.0),
        (1 / state.price_sensitivity, 0.2),
        (state.purchase_rate, np.log(1 + 1.31**2) ** 0.5),
    ):
        log = np.log(column)
        assert log.mean() == pytest.approx(-0.5 * spread**2, abs=4 * spread / PEOPLE**0.5)
        assert log.std() == pytest.approx(spread, abs=4 * spread / (2 * PEOPLE) ** 0.5)
        assert stats.kstest((log + 0.5 * spread**2) / spread, "norm").pvalue > UNLIKELY


def test_derived_traits(people) -> None:
    state = people.state
    expected = np.maximum(state.involvement / ((89.3 - 20) / 120) / state.price_sensitivity, 0.05)
    assert state.stakes == pytest.approx(expected)
    assert state.usage == pytest.approx(state.contact * 4 * 0.5 * (1 - state.expertise))


def test_the_level_of_involvement_counts_against_the_norm_alone() -> None:
    def stakes(mean: float, norm: float) -> float:
        people = {"world.population.involvement_mean": mean, "world.population.involvement_norm": norm}
        return float(process(scenario(1, **people)).state.stakes.mean())

    assert stakes(115.0, 0.0) == pytest.approx(stakes(89.3, 0.0), rel=0.03)
    assert stakes(115.0, 1.0) == pytest.approx((115.0 - 20.0) / (89.3 - 20.0), rel=0.03)


def test_desire_opportunism_and_tastes(people) -> None:
    state = people.state
    assert stats.kstest(state.desire / 0.1, "norm").pvalue > UNLIKELY
    assert stats.kstest(state.opportunism, "uniform").pvalue > UNLIKELY
    deviation = (0.63**0.5) * (0.75 / 2.62) * np.pi / 6**0.5
    for taste in state.taste:
        assert stats.kstest(taste / deviation, "norm").pvalue > UNLIKELY


def test_no_two_traits_are_related_that_should_not_be(people) -> None:
    state = people.state
    independent = [
        state.involvement, state.price_sensitivity, state.purchase_rate, state.contact, state.expertise,
        state.desire, state.sociability, state.restlessness, state.cost_to_serve, state.opportunism,
        *state.taste,
    ]  # fmt: skip
    correlations, _ = stats.spearmanr(np.array(independent), axis=1)
    np.fill_diagonal(correlations, 0.0)
    assert np.abs(correlations).max() < 4.5 / PEOPLE**0.5


def test_purchases_of_a_month_are_negative_binomial() -> None:
    """Poisson purchases at Gamma rates (Ehrenberg): chi-square test of the numbers bought in one month."""
    rate, variation = 0.87, 1.2
    changes = {
        "world.kind": "repeat_purchase",
        "world.customers": PEOPLE,
        "world.warm_up": 0,
        "world.population.purchase_rate": rate,
        "world.population.purchase_rate_variation": variation,
    }
    market = scenario(1, **changes)
    running = process(market, 1)
    assert running.state.no_purchase == pytest.approx(np.exp(-running.state.purchase_rate / 4))
    bought = running.bought().sum(axis=0)
    shape = variation**-2
    expected = stats.nbinom(shape, shape / (shape + rate))
    numbers = np.arange(8)
    seen = np.append(np.bincount(bought.astype(int), minlength=8)[:8], (bought > 7).sum())
    theory = PEOPLE * np.append(expected.pmf(numbers), expected.sf(7))
    assert stats.chisquare(seen, theory).pvalue > UNLIKELY
