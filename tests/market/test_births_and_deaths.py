"""Births and deaths: a customer who is replaced is two persons, and no firm is blamed."""

from __future__ import annotations

import numpy as np
import pytest

import simulation as sim
from simulation.market.engines import make_engine
from simulation.market.ledger import books, ledger
from simulation.market.process import MarketProcess
from simulation.measures.customer_equity import RunOff
from simulation.measures.monthly import MarketRecord
from simulation.mechanisms.search import REASONS
from tests.markets import KINDS, NO_WAY_OUT, NOTHING_FELT, busy, differing, process, scenario

SHARE = "world.replacement"
CUSTOMERS = 20_000


def test_the_share_that_is_replaced_is_the_share_that_is_given() -> None:
    running = process(scenario(3, **{SHARE: 0.02, "world.customers": CUSTOMERS, "world.warm_up": 0}))
    born = 0
    for _ in range(5):
        running.advance()
        born += int(running.state.newcomer.sum())
    lives = 5 * CUSTOMERS
    assert abs(born - 0.02 * lives) < 4.0 * (0.02 * 0.98 * lives) ** 0.5


def test_where_nothing_else_moves_anybody_retention_is_one_less_replacement() -> None:
    """Nobody looks around, nobody is forced: survivors stay, and newcomers choose as all did at the start."""
    still = NOTHING_FELT | {"world.search.routine": 0.0, "world.customers": CUSTOMERS, "world.warm_up": 0}
    running = process(scenario(4, **still, **{SHARE: 0.05}))
    record, lost, began = MarketRecord(running), 0.0, 0.0
    for month in range(1, 7):
        running.advance()
        record.observe()
        row, state = record.last_month(), running.state
        assert (state.tenure == month).sum() == (state.first_firm >= 0).sum()
        assert (state.cause[state.newcomer] == REASONS.index("replaced")).all()
        lost += row["lost"].sum()
        began += CUSTOMERS
        assert row["lost"].sum() == row["acquired"].sum() == state.newcomer.sum()
    exact = 0.05
    assert abs(lost / began - exact) < 4.0 * (exact * (1.0 - exact) / began) ** 0.5
    survivors = (running.state.first_firm >= 0).mean()
    alive = 0.95**6
    assert abs(survivors - alive) < 4.0 * (alive * (1.0 - alive) / CUSTOMERS) ** 0.5


@pytest.mark.parametrize("kind", KINDS)
def test_newcomers_remember_nothing_and_nothing_holds_them(kind: str) -> None:
    running = process(busy(kind, customers=600, **{SHARE: 0.2, "world.search.routine": 0.0}), 6)
    state = running.state
    new = state.newcomer
    assert (state.firm != state.origin)[new].any()
    assert (state.firm == state.origin)[new].any()
    for name in ("satisfaction", "commitment", "social_bond", "integration"):
        assert not getattr(state, name)[new].any(), name
        assert not getattr(state, f"{name}_elsewhere")[:, new].any(), name
    assert not state.tenure[new].any()
    assert not state.waiting[new].any()
    assert not state.won_back[new].any()


@pytest.mark.parametrize("kind", KINDS)
def test_the_dead_are_lost_and_the_born_are_won(kind: str) -> None:
    running, before = process(busy(kind, customers=600, **{SHARE: 0.1, **NO_WAY_OUT})), 0.0
    for _ in range(6):
        running.advance()
        state, flow = running.state, books(running).flow
        there = np.bincount(state.firm, minlength=5)[:4]
        assert flow.sum(axis=0)[:4].tolist() == there.tolist()
        assert flow.sum(axis=1)[:4].tolist() == np.bincount(state.origin, minlength=5)[:4].tolist()
        assert flow[-1].sum() == flow[:, -1].sum() == state.newcomer.sum()
        stayed = [(~state.newcomer & (state.firm == j) & (state.origin == j)).sum() for j in range(4)]
        assert np.diagonal(flow)[:4].tolist() == stayed
        row, total = ledger(running), state.profit.sum()
        earned = (row["profit"] + row["cost_advertising"] + row["cost_fixed"]).sum()
        assert 100.0 * (total - before) == pytest.approx(earned, abs=1e-6)
        before = total


def test_departures_list_a_death_as_one() -> None:
    market = busy("contractual", customers=300, **{SHARE: 0.05, "world.months": 6, **NO_WAY_OUT})
    run = sim.run(market)
    deaths = run.switches[run.switches["reason"] == "replaced"]
    assert len(deaths) > 30
    assert set(deaths["destination"]) == {""}
    assert not deaths["gap"].any()
    assert not deaths["switching_cost"].any()
    others = run.switches[run.switches["reason"] != "replaced"]
    assert (others["origin"] != others["destination"]).all()
    assert "" not in set(others["destination"])
    assert run.market["lost"].sum() == len(run.switches)
    assert set(run.customers["first_firm"]) == {"", *(firm.name for firm in market.firms)}


@pytest.mark.parametrize("kind", KINDS)
def test_those_who_stay_have_the_luck_that_they_had(kind: str) -> None:
    """Replacement has luck of its own: who is not replaced has the draws that she has without it."""
    none, some = (process(busy(kind, **{SHARE: share}), 1) for share in (0.0, 1e-9))
    assert not differing(none, some)


@pytest.mark.parametrize("kind", KINDS)
def test_engines_agree(kind: str) -> None:
    pytest.importorskip("numba")
    market = busy(kind, **{SHARE: 0.05})
    compiled = MarketProcess(market, 0, make_engine("compiled", market))
    plain = process(market)
    for _ in range(6):
        compiled.advance()
        plain.advance()
    assert not differing(compiled, plain)


@pytest.mark.parametrize("kind", KINDS)
def test_who_is_replaced_brings_no_more_after_the_end(kind: str) -> None:
    """Customers held die, and newcomers are new: with everybody replaced every month, nobody is left."""
    size = {"world.months": 3, "world.run_off": 24, "world.doing_without": -0.9}
    market = busy(kind, **size, **{SHARE: 1.0})
    running = process(market)
    record, run_off = MarketRecord(running), RunOff(running)
    for _ in range(3):
        running.advance()
        record.observe()
        run_off.observe()
    for _ in run_off.run():
        pass
    assert not run_off.equity().tail.any()
    assert run_off._left[0].any()
    assert not run_off._left[1].any()
