"""Exit fees, terms and withdrawn programmes: what pays, whom they bind, and what customers make of them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from simulation.errors import InputError
from simulation.market.process import MarketProcess
from simulation.scenario.document import Scenario
from simulation.scenario.reading import load_scenario
from tests.markets import PLAIN, process, scenario

PROPOSED = {
    "world.rules.fees_paid": True,
    "world.rules.fee_consent": True,
    "world.switching_cost.fee_foresight": 0.3,
    "world.switching_cost.fee_resentment": 0.1,
    "world.switching_cost.horizon": 3,
}
FIRMS = ({"name": "Focal"}, {"name": "Birch"}, {"name": "Cedar"})
SIZE = {"world.customers": 1500, "world.search.routine": 0.1, "world.warm_up": 6}


def charging(fee: float, month: int, **changes: Any) -> Scenario:
    """Three firms alike, the first of which introduces an exit fee in a month."""
    events = [{"month": month, "path": "firm.Focal.exit_fee", "value": fee}]
    return scenario(FIRMS, events, **SIZE | changes)


def discounted_profit(market: Scenario, months: int, seed: int = 0) -> float:
    """What the first firm earns, worth at the beginning."""
    from simulation.market.ledger import ledger

    running, total = MarketProcess(market, seed), 0.0
    for month in range(1, months + 1):
        running.advance()
        total += ledger(running)["profit"][0] / running.numbers.month_discount**month
    return total


@pytest.mark.slow
def test_a_fee_that_customers_sign_does_not_pay() -> None:
    """A fee of one bill from month 1 on, against none; without consent, foresight and the rest it does."""
    size = {"world.customers": 1000}
    first = load_scenario("three-levels").built_with(**PLAIN | size)
    plain = first.built_with(**PROPOSED)

    def gain(market: Scenario) -> float:
        fee = market.with_(**{"world.varied_from": "month_1"}).with_(**{"firm.Focal.exit_fee": 100.0})
        seeds = range(3)
        return sum(discounted_profit(fee, 60, seed) - discounted_profit(market, 60, seed) for seed in seeds)

    assert gain(plain) < 0.0 < gain(first)


def test_a_fee_binds_only_those_who_sign_after_it() -> None:
    running = process(charging(100.0, 3, **PROPOSED), 2)
    before = running.state.firm == 0
    for _ in range(6):
        running.advance()
    stayed = (running.state.firm == 0) & before & (running.state.tenure >= 6)
    came = (running.state.firm == 0) & (running.state.tenure < 6)
    assert stayed.sum() > 50
    assert came.sum() > 5
    assert (running.state.fee_owed[stayed] == 0.0).all()
    assert (running.state.fee_owed[came] == 1.0).all()


def test_a_fee_that_is_waived_binds_nobody() -> None:
    fees = [{**FIRMS[0], "exit_fee": 100.0}, *FIRMS[1:]]
    waived = [{"month": 3, "path": "firm.Focal.exit_fee", "value": 0.0, "until": 5}]
    running = process(scenario(fees, waived, **SIZE | PROPOSED), 2)
    held = running.state.firm == 0
    assert (running.state.fee_owed[held] == 1.0).all()
    for _ in range(4):
        running.advance()
    stayed = held & (running.state.firm == 0) & (running.state.tenure >= 4)
    assert (running.state.fee_owed[stayed] == 0.0).all()


def test_fees_are_paid_by_those_who_want_to_leave_and_once() -> None:
    terms = [{**firm, "exit_fee": 30.0, "contract_term": 12} for firm in FIRMS]
    paid = process(scenario(terms, **SIZE | {"world.rules.fees_paid": True}))
    unpaid = process(scenario(terms, **SIZE))
    for _ in range(12):
        paid.advance()
        unpaid.advance()
        left = paid.state.firm != paid.state.origin
        assert not paid.state.fee_paid[paid.state.forced & left].any()
        assert (paid.state.fee_paid[left] <= 0.3).all()
    assert (paid.state.firm == unpaid.state.firm).all(), "who is paid changes nobody's mind"
    gained = paid.state.profit - unpaid.state.profit
    assert (gained > -1e-9).all()
    assert gained.max() > 0.05


def test_a_contract_in_its_last_month_is_free_and_renewed() -> None:
    terms = [{**firm, "exit_fee": 60.0, "contract_term": 6} for firm in FIRMS]
    running = process(scenario(terms, **SIZE | {"world.search.renewal": 3.0}))
    ages = np.bincount(running.state.contract_age.astype(int), minlength=7)
    assert (ages[1:] > 100).all(), "the first customers are anywhere within their term"
    for _ in range(8):
        running.advance()
        state = running.state
        owed = 0.6 * (1.0 - state.contract_age / 6.0)
        assert state.fee_owed == pytest.approx(owed)
        stayed = state.firm == state.origin
        peak = np.where(state.contract_age == 6.0, 3.0, 1.0)
        assert state.routine[stayed] == pytest.approx((state.habit * peak)[stayed])


def test_where_nobody_signs_a_contract_its_terms_are_refused() -> None:
    for path in ("firm.A.exit_fee", "firm.A.contract_term"):
        with pytest.raises(InputError, match="no contract"):
            scenario(2, **{"world.kind": "repeat_purchase", path: 12})
    event = {"month": 3, "path": "firm.A.exit_fee", "value": 5.0}
    with pytest.raises(InputError, match="no contract"):
        scenario([{"name": "A"}, {"name": "B"}], [event]).with_(**{"world.kind": "repeat_purchase"})


@pytest.mark.slow
def test_a_horizon_lets_the_locked_in_leave_a_doubled_price() -> None:
    """Of those whom structure holds, more leave within a year when the price doubles for ever."""

    def stay(horizon: int) -> float:
        changes = {"world.switching_cost.horizon": horizon, "world.customers": 1000}
        market = load_scenario("business-software").with_(**changes)
        running = process(market.with_(**{f"firm.{market.focal}.level": 3}), 49)
        held = running.state.firm == 0
        running.change(**{f"firm.{market.focal}.price": 2.0 * running.scenario.firms[0].price})
        for _ in range(12):
            running.advance()
        return float((running.state.firm[held] == 0).mean())

    assert stay(3) < stay(1) - 0.1


def test_a_withdrawn_programme_costs_trust_and_ends_what_it_gave() -> None:
    firms = [{**FIRMS[0], "level": 3}, *FIRMS[1:]]
    running = process(scenario(firms, **SIZE | {"world.trust.breach": 0.2}), 24)
    before = {name: getattr(running.state, name).copy() for name in ("trust", "expectation", "satisfaction")}
    own = running.state.firm == 0
    points = running.state.points.copy()
    running.change(**{"firm.Focal.level": 1})
    state = running.state
    assert state.trust[own] == pytest.approx(0.8 * before["trust"][own])
    assert (state.trust[~own] == before["trust"][~own]).all()
    known = own & (state.tenure > 2)
    assert (state.expectation[known] < before["expectation"][known]).all()
    assert (state.satisfaction[known] < before["satisfaction"][known]).all()
    assert not state.integration[own].any()
    assert (state.points == points).all()


def test_a_lower_price_or_a_copied_structure_breaks_no_promise() -> None:
    firms = [{**FIRMS[0], "level": 3}, *FIRMS[1:]]
    running = process(scenario(firms, **SIZE | {"world.trust.breach": 0.2}), 6)
    trust = running.state.trust.copy()
    running.change(**{"firm.Focal.price": 80.0, "firm.Birch.level": 3})
    assert (running.state.trust == trust).all()
