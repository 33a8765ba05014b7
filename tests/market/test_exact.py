"""Results that are known exactly: logit, Markov chain, shifted-beta-geometric survival.

They are obtained through the real month, with the rules that would disturb them switched off.
"""

from __future__ import annotations

import numpy as np
import pytest
from scipy import special

from simulation.kernel import distributions
from tests.markets import NOTHING_FELT, process, scenario

CUSTOMERS = 20_000
MONTHS = 10
ELASTICITY = 2.62
ERRORS = 4.0
"""Standard errors allowed; with fixed seeds a right model fails here for good once in 16,000 times."""

LOGIT = NOTHING_FELT | {"world.rules.inattention": False, "world.customers": CUSTOMERS, "world.warm_up": 0}


@pytest.mark.parametrize("firms", [2, 4])
@pytest.mark.parametrize("seed", [0, 1])
def test_repeat_probability_is_the_logit(firms: int, seed: int) -> None:
    published = {2: (0.500, 0.687, 0.849, 0.959, 0.995), 4: (0.250, 0.360, 0.514, 0.731, 0.916)}[firms]
    for cost, probability in zip((0.0, 0.15, 0.33, 0.60, 1.00), published, strict=True):
        running = process(scenario(firms, **LOGIT | {"world.switching_cost.procedural": cost}), seed=seed)
        stayed = 0
        for _ in range(MONTHS):
            running.advance()
            stayed += int((running.state.firm == running.state.origin).sum())
        scale = (1 - 1 / firms) / ELASTICITY
        exact = 1 / (1 + (firms - 1) * np.exp(-cost / scale))
        assert exact == pytest.approx(probability, abs=0.0005)
        error = (exact * (1 - exact) / (CUSTOMERS * MONTHS)) ** 0.5
        assert stayed / (CUSTOMERS * MONTHS) == pytest.approx(exact, abs=ERRORS * error)


def test_who_leaves_goes_to_the_others_in_proportion_to_their_logit_shares() -> None:
    firms = [
        {"name": "A"},
        {"name": "B", "brand": 0.1},
        {"name": "C", "price": 90.0},
        {"name": "D", "effort": 0.2},
    ]
    running = process(scenario(firms, **LOGIT | {"world.switching_cost.procedural": 0.3}), 1)
    power = np.exp(np.array([0.0, 0.1, 0.1, -0.2]) / (0.75 / ELASTICITY))
    for origin in range(4):
        staying = power * np.exp(np.where(np.arange(4) == origin, 0.3, 0.0) / (0.75 / ELASTICITY))
        exact = staying / staying.sum()
        went = np.bincount(running.state.firm[running.state.origin == origin], minlength=4)
        error = (exact * (1 - exact) / went.sum()) ** 0.5
        assert (np.abs(went / went.sum() - exact) < ERRORS * error).all()


def test_shares_settle_at_the_stationary_distribution_of_the_markov_chain() -> None:
    cost, scale = 0.25, 0.75 / ELASTICITY
    brands = np.array([0.2, 0.0, -0.1, 0.05])
    firms = [{"name": name, "brand": brand} for name, brand in zip("ABCD", brands, strict=True)]
    running = process(scenario(firms, **LOGIT | {"world.switching_cost.procedural": cost}), 40)
    utility = brands / scale + np.eye(4) * cost / scale
    transition = np.exp(utility) / np.exp(utility).sum(axis=1, keepdims=True)
    stationary = np.linalg.matrix_power(transition, 1000)[0]
    shares = np.bincount(running.state.firm, minlength=4) / CUSTOMERS
    error = (stationary * (1 - stationary) / CUSTOMERS) ** 0.5
    assert (np.abs(shares - stationary) < ERRORS * error).all()


def test_the_elasticity_of_those_who_choose_is_the_one_asked_for() -> None:
    """A price 1 % higher lowers a firm's logit share by 2.62 %, half of taste lasting or none."""
    # Lasting tastes are normal, with thinner tails than luck: the more of taste lasts, the rougher this is.
    for rules in ({"world.rules.tastes": False}, {"world.taste_persistence": 0.5}):
        changes = LOGIT | {"world.switching_cost.procedural": 0.0, "world.customers": 100_000} | rules
        shares = []
        for price in (95.0, 105.0):
            firms = [{"name": "A", "price": price}, {"name": "B"}, {"name": "C"}, {"name": "D"}]
            shares.append((process(scenario(firms, **changes), 1).state.firm == 0).mean())
        elasticity = np.log(shares[1] / shares[0]) / np.log(105 / 95)
        assert elasticity == pytest.approx(-ELASTICITY, abs=0.15)


@pytest.mark.parametrize(("a", "b"), [(0.70, 1.18), (0.67, 3.81)])
def test_constant_but_different_churn_gives_the_shifted_beta_geometric_curve(a: float, b: float) -> None:
    """Every month each customer looks with her own constant probability, and who looks leaves for good."""
    changes = NOTHING_FELT | {"world.customers": CUSTOMERS, "world.warm_up": 0, "world.search.routine": 1.0}
    firms = [{"name": "A", "brand": -5.0}, {"name": "B", "brand": 5.0}]
    running = process(scenario(firms, **changes), seed=3)
    state = running.state
    mean = a / (a + b)
    chances = distributions.beta(
        np.random.default_rng(0).random(CUSTOMERS), mean, (mean * (1 - mean) / (a + b + 1)) ** 0.5
    )
    state.restlessness[:] = -np.log1p(-chances)
    state.firm.fill(0)
    for month in range(1, 13):
        running.advance()
        exact = special.beta(a, b + month) / special.beta(a, b)
        survival = (state.firm == 0).mean()
        assert survival == pytest.approx(exact, abs=ERRORS * (exact * (1 - exact) / CUSTOMERS) ** 0.5)
