"""Exact checks: what the model has to give by mathematics, whatever its parameters are fitted to.

Each compares means over customers with a closed form. The only allowance is chance: four standard errors.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np

from simulation.fitting.shifted_beta_geometric.survival_curves import survival
from simulation.kernel.arithmetic import Values
from simulation.market import MarketProcess, make_engine
from simulation.scenario.document import Scenario
from simulation.validation.markets import FOCAL, equals
from simulation.validation.null_models import RELATIONSHIP_RULES
from simulation.validation.observing import advance

CUSTOMERS = 20_000
STANDARD_ERRORS = 4.0


class ExactCheck(NamedTuple):
    """A number that the model gave, the exact one, and how far chance alone may take them apart."""

    name: str
    case: str
    exact: float
    given: float
    allowed: float

    @property
    def holds(self) -> bool:
        """Whether the difference is within chance."""
        return abs(self.given - self.exact) <= self.allowed


def exact_checks() -> Iterator[ExactCheck]:
    """Yield all exact checks, each as soon as it is known."""
    checks: tuple[Callable[[], Iterator[ExactCheck]], ...] = (
        repeat_choice,
        long_run_shares,
        lifetime_value,
        cohort,
    )
    for check in checks:
        yield from check()


def _bare(firms: int, *off: str, customers: int = CUSTOMERS) -> Scenario:
    """Return a market in which nothing but choice is at work."""
    rules: dict[str, object] = {f"world.rules.{rule}": False for rule in (*RELATIONSHIP_RULES, *off)}
    alike = {"world.search.involuntary": 0.0, "world.population.procedural_spread": 0.0}
    return equals(firms, customers, 0).built_with(**{**rules, **alike})


def _start(scenario: Scenario, seed: int = 0) -> MarketProcess:
    return MarketProcess(scenario, seed, make_engine("auto", scenario))


def repeat_choice() -> Iterator[ExactCheck]:
    """Repeat probability of homogeneous customers who choose every month: the logit's."""
    for firms in (2, 4):
        for cost in (0.0, 0.15, 0.33, 0.60, 1.00):
            market = _bare(firms, "inattention", "tastes").built_with(
                **{"world.rules.switching_costs": True, "world.switching_cost.procedural": cost}
            )
            process, months = _start(market), 5
            repeats = 0.0
            for _ in range(months):
                process.advance()
                repeats += float((process.state.firm == process.state.origin).mean()) / months
            power = np.exp(cost * market.world.price_elasticity / (1.0 - 1.0 / firms))
            exact = float(power / (power + firms - 1))
            error = np.sqrt(exact * (1.0 - exact) / (months * process.customers))
            yield ExactCheck(
                "repeat_choice", f"{firms}, {cost:g}", exact, repeats, STANDARD_ERRORS * float(error)
            )


def long_run_shares() -> Iterator[ExactCheck]:
    """Shares under constant choice probabilities: the stationary distribution of the Markov chain."""
    cost, prices = 0.2, np.array([0.9, 1.0, 1.1])
    market = _bare(3, "inattention", "tastes").built_with(
        **{"world.rules.switching_costs": True, "world.switching_cost.procedural": cost}
    )
    market = market.built_with(
        **{
            f"firm.{firm.name}.price": float(price * market.world.reference_price)
            for firm, price in zip(market.firms, prices, strict=True)
        }
    )
    worth = (cost * np.eye(3) - prices) * market.world.price_elasticity / (1.0 - 1.0 / 3.0)
    step = np.exp(worth)
    step /= step.sum(axis=1, keepdims=True)
    exact = np.linalg.matrix_power(step, 500)[0]
    runs = []
    for seed in range(10):
        process = _start(market, seed)
        advance(process, 24)
        runs.append(np.bincount(process.state.firm, minlength=3) / process.customers)
    for j, firm in enumerate(market.firms):
        error = np.sqrt(exact[j] * (1.0 - exact[j]) / (len(runs) * CUSTOMERS))
        given = float(np.mean([shares[j] for shares in runs]))
        yield ExactCheck("long_run_shares", firm.name, float(exact[j]), given, STANDARD_ERRORS * float(error))


def lifetime_value() -> Iterator[ExactCheck]:
    """Value of a cohort with constant margin and retention: m (1 + i) / (1 + i - r)."""
    churn, months = 0.05, 240
    market = _bare(4).built_with(
        **{
            "world.search.involuntary": churn,
            "world.search.routine": 0.0,
            "world.population.purchase_rate_variation": 0.0,
            "world.population.cost_to_serve": 0.0,
        }
    )
    process = _start(market)
    offer, price = market.firms[0], market.world.reference_price
    margin = (offer.price - offer.unit_cost) / price
    discount = process.world.month_discount
    worth, present = np.zeros(process.customers), np.ones(process.customers, dtype=np.bool_)
    for month in range(months):
        worth += present * margin / discount**month
        process.advance()
        present &= process.state.departures == 0
    exact = margin * discount / (discount - (1.0 - churn))
    error = float(worth.std() / np.sqrt(process.customers))
    yield ExactCheck(
        "lifetime_value", f"{churn:g}", exact, float(worth.mean()), STANDARD_ERRORS * float(error)
    )


def cohort() -> Iterator[ExactCheck]:
    """Constant churn with a Beta distribution over customers: the shifted-beta-geometric curve."""
    alpha, beta, periods = 0.70, 1.18, 7
    market = _bare(2, "tastes").built_with(**{"world.search.routine": 1.0})
    process = _start(market)
    churn = np.clip(np.random.default_rng(0).beta(alpha, beta, process.customers), 0.0, 1.0 - 1e-12)
    process.state.restlessness[:] = -np.log1p(-churn)
    # Customers who search leave: their supplier's brand, which needs no learning, is now worth nothing.
    process.change(**{f"firm.{FOCAL}.brand": -5.0})
    first = process.state.firm == 0
    curve: Values = survival(alpha, beta, periods)
    for period in range(1, periods + 1):
        process.advance()
        left = float((process.state.departures[first] == 0).mean())
        error = np.sqrt(curve[period] * (1.0 - curve[period]) / first.sum())
        yield ExactCheck("cohort", str(period), float(curve[period]), left, STANDARD_ERRORS * float(error))
