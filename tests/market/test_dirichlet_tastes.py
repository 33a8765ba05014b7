"""Dirichlet tastes: with equal stakes, choices are exactly those of the Dirichlet model of brands."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import special, stats

from simulation.market.population import drawing
from simulation.mechanisms import dirichlet_tastes as module
from simulation.mechanisms.dirichlet_tastes import usual_shape
from simulation.mechanisms.taste_and_brand import draw_tastes, fresh_scale
from simulation.scenario.document import Scenario
from tests.markets import NOTHING_FELT, process, scenario

CUSTOMERS = 40_000
SHARES = (0.6, 0.25, 0.1, 0.05)
FREE = NOTHING_FELT | {
    "world.rules.tastes": True, "world.rules.dirichlet_tastes": True, "world.rules.inattention": False,
    "world.rules.switching_costs": False, "world.customers": CUSTOMERS, "world.warm_up": 0,
}  # fmt: skip


def with_shares(**changes: object) -> Scenario:
    firms = [{"name": name, "market_share": share} for name, share in zip("ABCD", SHARES, strict=True)]
    return scenario(firms, **FREE | changes)


def tastes_of(market: Scenario) -> np.ndarray:
    tastes = np.empty((len(market.firms), CUSTOMERS))
    names = tuple(firm.name for firm in market.firms)
    draw_tastes(tastes, market.world, drawing(3, CUSTOMERS), names, market.firms)
    return tastes


@pytest.mark.parametrize("x", [0.02, 0.4, 1.0, 7.5, 300.0])
def test_digamma_and_trigamma(x: float) -> None:
    assert module.digamma(x) == pytest.approx(special.digamma(x), rel=1e-12)
    assert module.trigamma(x) == pytest.approx(special.polygamma(1, x), rel=1e-12)
    assert module.shape_of_variance(module.trigamma(x)) == pytest.approx(x, rel=1e-9)


def test_duplication_of_purchases_is_that_of_the_dirichlet_model() -> None:
    """Of equal firms: the chance of the same firm in two choices, and in three, from the closed form."""
    running, chosen = process(scenario(4, **FREE)), []
    for _ in range(3):
        running.advance()
        chosen.append(running.state.firm.copy())
    shape = usual_shape(running.scenario.world.taste_persistence)
    size = 4.0 * shape
    twice = (shape + 1.0) / (size + 1.0)
    thrice = twice * (shape + 2.0) / (size + 2.0)
    same = chosen[0] == chosen[1]
    for found, exact in ((same, twice), (same & (chosen[1] == chosen[2]), thrice)):
        assert abs(found.mean() - exact) < 4.0 * (exact * (1.0 - exact) / CUSTOMERS) ** 0.5


def test_chances_of_unequal_firms_are_dirichlet_without_any_brand_strength() -> None:
    market = with_shares()
    power = np.exp(tastes_of(market) / fresh_scale(market.world, 4))
    chances = power / power.sum(axis=0)
    size = 4.0 * usual_shape(market.world.taste_persistence)
    for j, share in enumerate(SHARES):
        exact = stats.beta(size * share, size * (1.0 - share))
        assert stats.kstest(chances[j], exact.cdf).pvalue > 1e-4


def test_stated_shares_are_those_of_the_first_choice() -> None:
    running = process(with_shares(), 1)
    found = np.bincount(running.state.firm, minlength=4) / CUSTOMERS
    panel = (np.array(SHARES) * (1.0 - np.array(SHARES)) / 4096) ** 0.5  # brands are solved on 4096 people
    assert (np.abs(found - SHARES) < 4.0 * panel).all()


def test_equal_firms_keep_the_mean_and_the_variance_of_normal_tastes() -> None:
    market = scenario(4, **FREE)
    gamma, normal = tastes_of(market), tastes_of(market.with_(**{"world.rules.dirichlet_tastes": False}))
    assert gamma.mean() == pytest.approx(0.0, abs=4.0 * gamma.std() / (4 * CUSTOMERS) ** 0.5)
    assert gamma.std() == pytest.approx(normal.std(), rel=0.02)
    assert stats.skew(gamma[0]) < -0.3


@pytest.mark.parametrize("shape", [False, True])
def test_a_firm_s_own_spread_leaves_the_mean_and_the_other_firms(shape: bool) -> None:
    market = scenario(4, **FREE | {"world.rules.dirichlet_tastes": shape})
    usual, wide = tastes_of(market), tastes_of(market.with_(**{"firm.A.taste_spread": 1.4}))
    assert np.array_equal(wide[1:], usual[1:])
    assert wide[0].std() == pytest.approx(1.4 * usual[0].std(), rel=0.02)
    assert wide[0].mean() == pytest.approx(0.0, abs=4.0 * wide[0].std() / CUSTOMERS**0.5)
