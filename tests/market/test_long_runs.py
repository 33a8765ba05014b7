"""Long and extreme markets: columns keep their ranges, customers are conserved, nothing sticks."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from simulation.market.process import MarketProcess
from simulation.market.state import columns
from simulation.scenario.schema import leaves, parameters
from tests.markets import BUSY_FIRMS, KINDS, busy, firms_of, out_of_range, process, scenario


def check_books(running: MarketProcess) -> None:
    """Every customer is exactly once somewhere, and the columns about it agree."""
    state, customers = running.state, running.customers
    assert np.bincount(state.firm, minlength=len(running.firm_names)).sum() == customers
    assert (state.points < running.firms.threshold[state.firm]).all()
    assert (state.points_elsewhere < running.firms.threshold[:, np.newaxis]).all()
    assert state.told.max(initial=0) <= state.acquaintances.shape[0]
    assert state.heard.sum() == state.told.sum()


@pytest.mark.parametrize("kind", KINDS)
def test_columns_stay_within_their_ranges_month_after_month(kind: str) -> None:
    running = process(busy(kind, customers=300))
    for _ in range(120):
        running.advance()
        assert out_of_range(running) == []
        check_books(running)


@pytest.mark.parametrize("kind", KINDS)
def test_every_column_has_the_type_and_shape_it_declares(kind: str) -> None:
    running = process(busy(kind, customers=30), 2)
    assert len(running.firm_names) == 4  # and a row for doing without
    for name, column in columns().items():
        values = getattr(running.state, name)
        assert values.dtype == np.dtype(columns()[name].dtype)
        assert values.shape == {"customers": (30,), "dyads": (5, 30), "ties": (8, 30)}[column.shape]


def test_traits_never_change() -> None:
    running = process(busy("contractual"))
    traits = [name for name, column in columns().items() if column.role == "trait"]
    before = {name: getattr(running.state, name).copy() for name in traits}
    for _ in range(12):
        running.advance()
    assert all((getattr(running.state, name) == before[name]).all() for name in traits)


@pytest.mark.slow
def test_nothing_is_stuck_at_a_clamp_after_twenty_years() -> None:
    state = process(busy("contractual", customers=1000), 240).state
    # Who has only just come is neither satisfied nor committed yet, nor is who has no supplier.
    settled = (state.tenure > 0) & (state.firm < 4)
    firm = state.firm[settled]
    for name in ("trust", "commitment", "social_bond", "integration"):
        own = getattr(state, name)[settled][firm == 0]  # customers of the firm with every programme
        assert ((own > 0.0) & (own < 1.0)).all(), name
        assert own.std() > 0.01, name
        assert (own > 0.995).mean() < 0.05, name
    for name in ("satisfaction", "expectation"):
        own = getattr(state, name)[settled]
        assert np.unique(own).size == own.size, name
    assert 0 < (state.told == state.acquaintances.shape[0]).mean() < 0.2


CONTRACTS = ("firm.exit_fee", "firm.contract_term")
"""What exists only where customers sign contracts."""


def extremes(seed: int, kind: str) -> dict[str, Any]:
    """Every parameter at its lowest, its highest or its default, as the seed falls."""
    generator = np.random.default_rng(seed)
    chosen: dict[str, Any] = {}
    fixed = (
        "world.customers",
        "world.months",
        "world.warm_up",
        "world.replications",
        "world.run_off",
        "world.reference_price",
    )
    for parameter in parameters():
        if parameter.evidence is None or parameter.path in fixed or parameter.path not in leaves():
            continue
        if kind == "repeat_purchase" and parameter.path in CONTRACTS:
            continue
        low, high = parameter.evidence.bounds
        if parameter.evidence.price_share is not None:
            high = 1000.0
        pick = generator.choice(3, p=(0.25, 0.25, 0.5))
        if pick < 2:
            value = (low, high)[pick]
            prefixes = (
                [""]
                if parameter.path.startswith("world.")
                else [f"firm.{firm['name']}." for firm in BUSY_FIRMS]
            )
            for prefix in prefixes:
                path = prefix + parameter.path.removeprefix("firm.") if prefix else parameter.path
                chosen[path] = type(parameter.default)(value)
    chosen["world.population.involvement_spread"] = min(
        chosen.get("world.population.involvement_spread", 26.0), 20.0
    )
    chosen["world.population.expertise_spread"] = 0.0
    for firm in BUSY_FIRMS:
        for path, value in (
            ("financial.reward", 0.3), ("financial.rebate", 0.2), ("financial.tier_bonus", 0.5),
            ("service.recovery_satisfied", 0.5), ("service.recovery_quick", 0.5),
        ):  # fmt: skip
            name = f"firm.{firm['name']}.{path}"
            chosen[name] = min(chosen.get(name, 1.0), value)
    return chosen


@pytest.mark.parametrize("seed", range(24))
def test_columns_stay_within_their_ranges_at_the_ends_of_the_schema(seed: int) -> None:
    kind = KINDS[seed % 2]
    size = {"world.kind": kind, "world.customers": 60, "world.warm_up": 2}
    running = process(scenario(firms_of(kind), **extremes(seed, kind) | size))
    for _ in range(15):
        running.advance()
        assert out_of_range(running) == []
        check_books(running)
