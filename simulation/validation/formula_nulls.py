"""Null models that need no market: the shifted-beta-geometric model, and the NBD-Dirichlet.

Fader & Hardie 2007: everybody leaves with a constant probability of her own, beta over customers. Goodhardt,
Ehrenberg & Chatfield 1984: everybody buys at a constant rate of her own, gamma over customers, and chooses a
brand with constant probabilities of her own, Dirichlet over customers. Both are fitted to the survival curves
of P1 and to the monthly churn to which the full model is fitted; neither has prices or failures, and so
nothing else to fit. What they say beyond follows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

import numpy as np

from simulation.fitting.shifted_beta_geometric.survival_curves import survival
from simulation.kernel.arithmetic import Values
from simulation.validation.calibrate import CHURN
from simulation.validation.markets import equals
from simulation.validation.observing import correlation, rank_correlation
from simulation.validation.pattern import Figures
from simulation.validation.patterns.p01_survival import PUBLISHED, YEARS
from simulation.validation.patterns.p02_rising_retention import rise
from simulation.validation.patterns.p07_double_jeopardy import SHARES
from simulation.validation.patterns.p14_value_elasticity import elasticities
from simulation.validation.patterns.p15_tenure_and_profit import JOINING
from simulation.validation.patterns.p15_tenure_and_profit import MONTHS as FOLLOWED
from simulation.validation.patterns.p16_whale_curve import MONTHS as WATCHED

CUSTOMERS = 8000
FIRMS = 4
YEAR = 12
SEGMENT = "regular"
"""The segment of P1 in which P2 is measured."""


def least_squares(curve: Callable[[Values], Values], unknowns: int) -> Values:
    """Return the positive numbers with which a curve comes closest to the published survival of a segment."""
    from scipy.optimize import minimize

    published = np.array(PUBLISHED[SEGMENT])

    def loss(logs: Values) -> float:
        return float(np.sum((curve(np.exp(logs)) - published) ** 2))

    found = minimize(loss, np.zeros(unknowns), method="Nelder-Mead", options={"maxiter": 4000})
    return np.asarray(np.exp(found.x))


def geometric_curve(numbers: Values) -> Values:
    """Return survivors in percent after each year, by the shifted-beta-geometric model (alpha, beta)."""
    alpha, beta = numbers.tolist()
    return np.asarray(100.0 * survival(alpha, beta, YEARS)[1:])


def dirichlet_curve(numbers: Values) -> Values:
    """Return who, in percent, bought the first brand alone up to the end of each year, a purchase a month."""
    kept = np.cumprod(repeats(float(numbers[0]), 1.0 / FIRMS, YEARS * YEAR))
    return np.asarray(100.0 * kept[YEAR - 1 :: YEAR])


def repeats(size: float, share: float, purchases: int) -> Values:
    """Return the probability that each next purchase is of the brand that was bought each time before."""
    bought = np.arange(1, purchases + 1)
    return np.asarray((size * share + bought) / (size + bought))


def size_of(churn: float, firms: int = FIRMS) -> float:
    """Return the Dirichlet's size at which customers of equal firms change brands at a given rate."""
    return churn / (1.0 - churn - 1.0 / firms)


def _rises(curve: Values) -> Figures:
    found = rise(curve.tolist())
    return {"rank_correlation": found, "rank_correlation_rules_off": found}


def _elasticities(yearly_retention: float) -> Figures:
    """Return the figures of P14, with the accounts of the usual market."""
    market = equals(FIRMS)
    firm, world = market.firms[0], market.world
    bought = world.population.purchase_rate * (firm.price - firm.unit_cost)
    return elasticities(
        margin=YEAR * (bought - world.population.cost_to_serve),
        retention=yearly_retention,
        arrivals=YEAR * CHURN,
        cost=firm.acquisition_cost,
        rate=world.discount_rate,
    )


@cache
def _geometric() -> Values:
    return least_squares(geometric_curve, 2)


@cache
def _dirichlet() -> Values:
    return least_squares(dirichlet_curve, 1)


def _double_jeopardy(_: int) -> Figures:
    churn = [1.0 - float(repeats(size_of(CHURN), share, 1)[0]) for share in SHARES]
    return {
        "rank_correlation": rank_correlation(list(SHARES), churn),
        "smallest_over_largest": churn[-1] / churn[0],
    }


def _rates(luck: np.random.Generator) -> Values:
    variation = equals(FIRMS).world.population.purchase_rate_variation
    return luck.gamma(variation**-2.0, variation**2.0, CUSTOMERS)


def _tenure_and_profit(seed: int) -> Figures:
    """Return the correlation of P15: every purchase earns the same, and brands are chosen month by month."""
    luck = np.random.default_rng(seed)
    chances = np.cumsum(luck.dirichlet(np.full(FIRMS, size_of(CHURN) / FIRMS), CUSTOMERS), axis=1)
    rates, duration, profit = _rates(luck), np.zeros(CUSTOMERS), np.zeros(CUSTOMERS)
    joined, member = np.zeros((2, CUSTOMERS), dtype=np.bool_)
    brand = _chosen(luck, chances)
    for month in range(JOINING + FOLLOWED):
        before, brand = brand, _chosen(luck, chances)
        moved = brand != before
        duration += member
        member &= ~moved
        joins = moved & ~joined & (month < JOINING)
        joined |= joins
        member |= joins
        profit += np.where(member, luck.poisson(rates), 0)
    return {"correlation": correlation(duration[joined], profit[joined])}


def _chosen(luck: np.random.Generator, chances: Values) -> Values:
    return np.asarray((luck.random((CUSTOMERS, 1)) > chances[:, :-1]).sum(axis=1))


def _whale_curve(seed: int) -> Figures:
    """Return the figures of P16: what customers earn is what they buy, so that none brings a loss."""
    luck = np.random.default_rng(seed)
    ranked = np.sort(luck.poisson(_rates(luck) * WATCHED))[::-1]
    fifth, total = ranked.size // 5, float(ranked.sum())
    return {
        "best_fifth": 100.0 * float(ranked[:fifth].sum()) / total,
        "worst_fifth": 100.0 * float(ranked[-fifth:].sum()) / total,
    }


FORMULA_NULLS: Mapping[str, Mapping[str, Callable[[int], Figures]]] = {
    "shifted_beta_geometric": {
        "P2": lambda _: _rises(geometric_curve(_geometric())),
        "P14": lambda _: _elasticities((1.0 - CHURN) ** YEAR),
    },
    "nbd_dirichlet": {
        "P2": lambda _: _rises(dirichlet_curve(_dirichlet())),
        "P7": _double_jeopardy,
        "P14": lambda _: _elasticities(float(np.prod(repeats(size_of(CHURN), 1.0 / FIRMS, YEAR)))),
        "P15": _tenure_and_profit,
        "P16": _whale_curve,
    },
}
"""By null model, the patterns of which it says anything, and its figures by seed.

With monthly churn alone to fit, the shifted-beta-geometric model of the usual market is one constant rate.
"""
