"""Levers: what stays as it is costs nothing, what is changed costs more with every step and adds less."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from simulation.market.ledger import ledger
from simulation.market.process import MarketProcess
from simulation.mechanisms import lever_prices
from simulation.scenario.document import Scenario
from simulation.scenario.free_changes import free_changes
from simulation.scenario.schema import parameters_by_path
from simulation.schema import Role
from tests.markets import KINDS, busy, differing, process, scenario

PRICED = {"world.rules.priced_levers": True, "world.varied_from": "month_1"}
COSTS = ("unit_cost", "cost_contact", "cost_social", "cost_structural", "cost_member")
EFFECTS = ("tie", "structural", "advertising", "guarantee_relief", "known")


def changed(**changes: Any) -> MarketProcess:
    """A market after month 1, in which the first firm has changed its offer in that month."""
    market = scenario(2, **{"world.customers": 50, "world.warm_up": 2, "firm.A.level": 3, **PRICED})
    return process(market.with_(**{f"firm.A.{path}": value for path, value in changes.items()}), 1)


def numbers(names: tuple[str, ...], **changes: Any) -> np.ndarray:
    """Some numbers of the first firm, in reference prices, against those of the unchanged firm."""
    moved, usual = changed(**changes).firms, changed().firms
    return np.array([getattr(moved, name)[0] - getattr(usual, name)[0] for name in names])


def extra_cost(**changes: Any) -> float:
    """What a change costs a month and customer, at one purchase a month."""
    return float(numbers(COSTS, **changes).sum())


@pytest.mark.parametrize("kind", KINDS)
def test_an_unchanged_market_costs_what_it_costs_without_prices_of_levers(kind: str) -> None:
    markets = [busy(kind, **{"world.rules.priced_levers": on}) for on in (False, True)]
    assert not differing(*[process(market, 8) for market in markets])


def test_the_offer_of_the_scenario_is_what_a_change_is_measured_from() -> None:
    """The same offer costs nothing more where the scenario has it, and costs where it is changed to it."""
    better = scenario(2, **{"firm.A.quality": 0.1, "world.warm_up": 2, "world.customers": 50, **PRICED})
    assert process(better, 1).firms.unit_cost[0] == pytest.approx(0.65)
    assert changed(quality=0.1).firms.unit_cost[0] == pytest.approx(0.65 + 0.06 + 0.02)
    worse = process(better.with_(**{"firm.A.quality": 0.0}), 1).firms.unit_cost[0]
    assert worse == pytest.approx(0.65 * np.exp(-0.4 * 0.1 / 0.65))


@pytest.mark.parametrize(
    ("path", "steps"),
    [
        ("quality", (0.0, 0.1, 0.2, 0.3)),
        ("effort", (0.0, -0.1, -0.2, -0.3)),
        ("social.personal_fit", (1.0, 1.5, 2.0, 2.5)),
        ("social.club", (0.0, 0.3, 0.6, 0.9)),
        ("service.recovery_quick", (0.25, 0.35, 0.45, 0.55)),
        ("service.failure_minor", (0.004, 0.003, 0.002, 0.001)),
    ],
)
def test_every_step_costs_more_than_the_last(path: str, steps: tuple[float, ...]) -> None:
    costs = [extra_cost(**{path: step}) for step in steps]
    increments = np.diff(costs)
    assert costs[0] == 0.0
    assert (increments > 0).all()
    assert (np.diff(increments) > 0).all()


@pytest.mark.parametrize(
    ("path", "name", "spending"),
    [
        ("structural.service_cost", "structural", (3.0, 6.0, 9.0, 12.0)),
        ("advertising", "advertising", (1.0, 2.0, 3.0, 4.0)),
        ("advertising", "known", (1.0, 2.0, 3.0, 4.0)),
        ("financial.guarantee_months", "guarantee_relief", (1, 2, 3, 4)),
    ],
)
def test_every_step_adds_less_than_the_last(path: str, name: str, spending: tuple[float, ...]) -> None:
    effects = [numbers((name,), **{path: each})[0] for each in spending]
    increments = np.diff(effects)
    assert (increments > 0).all()
    assert (np.diff(increments) < 0).all()


def test_half_as_many_accounts_a_person_do_not_give_twice_the_attention() -> None:
    usual = changed().firms.tie[0]
    for accounts, attention in ((150.0, 1.368), (600.0, 0.622)):
        tie = changed(**{"social.accounts_per_person": accounts}).firms.tie[0]
        assert tie / usual == pytest.approx(attention, abs=1e-3)


def test_who_stops_advertising_is_worth_less_to_strangers_only() -> None:
    firms = changed(advertising=0.0).firms
    assert firms.known[0] == pytest.approx(0.045 * np.log(0.05))
    assert firms.known[1] == 0.0
    silent, usual = (process(market, 24) for market in _two(advertising=0.0))
    arrived = [int((running.state.firm == 0).sum()) for running in (silent, usual)]
    assert arrived[0] < arrived[1]


def _two(**changes: Any) -> tuple[Scenario, Scenario]:
    size = {"world.customers": 2000, "world.search.routine": 0.2, "world.warm_up": 2}
    market = scenario(3, **size, **PRICED)
    market = market.with_(**{"world.rules.advertising": False})  # claims aside: only being known differs
    return market.with_(**{f"firm.A.{path}": value for path, value in changes.items()}), market


@pytest.mark.parametrize("kind", KINDS)
def test_customers_accounts_and_the_ledger_have_the_same_costs(kind: str) -> None:
    """What all firms earn is what the customers' accounts gain, advertising aside."""
    moved = {"firm.Focal.quality": 0.1, "firm.Focal.social.personal_fit": 2.0, "firm.Birch.effort": 0.1}
    running = process(busy(kind, customers=400).with_(**PRICED).with_(**moved))
    before = running.state.profit.sum()
    for month in range(12):
        running.advance()
        row = ledger(running)
        before = 0.0 if month == 0 else before
        gained, before = running.state.profit.sum() - before, running.state.profit.sum()
        earned = (row["profit"] + row["cost_advertising"] + row["cost_fixed"]).sum()
        assert 100.0 * gained == pytest.approx(earned, abs=1e-6)


def test_levers_without_a_price_are_said_to_cost_nothing() -> None:
    market, change = scenario(2), {"firm.A.quality": 0.1, "firm.A.price": 90.0, "firm.A.brand": 0.1}
    assert free_changes(market, [change]) == ("firm.A.quality", "firm.A.brand")
    assert free_changes(market.with_(**PRICED), [change]) == ("firm.A.brand",)


def test_what_has_its_price_is_a_lever() -> None:
    assert {parameters_by_path()[path].role for path in lever_prices.PRICED} == {Role.LEVER}
