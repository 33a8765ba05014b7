"""Referral: the last who told her of the firm holds her there for as long as he is its customer, too."""

from __future__ import annotations

import numpy as np
import pytest

from simulation.market.engines import make_engine
from simulation.market.process import MarketProcess
from simulation.mechanisms.referral import NOBODY
from simulation.mechanisms.word_of_mouth import messages
from simulation.scenario.document import Scenario
from tests.markets import KINDS, busy, differing, process

COMPANY = "world.switching_cost.company"


def market(kind: str, company: float = 0.2, **changes: object) -> Scenario:
    return busy(kind, customers=1500, **{COMPANY: company, "world.search.routine": 0.3} | changes)


@pytest.mark.parametrize("kind", KINDS)
def test_the_referrer_is_the_last_who_told_her_of_the_firm_to_which_she_came(kind: str) -> None:
    running, came = process(market(kind, company=1e-9), 1), 0
    for _ in range(6):
        running.advance()
        state = running.state
        last: dict[tuple[int, int], int] = {}
        for teller, listener in zip(*messages(state, slice(0, running.customers)), strict=True):
            last[int(state.origin[teller]), int(listener)] = int(teller)
        for who in np.flatnonzero(state.firm != state.origin):
            assert state.referrer[who] == last.get((int(state.firm[who]), int(who)), NOBODY)
            assert state.company[who] == (state.referrer[who] != NOBODY)
            came += int(state.company[who])
    assert came > 30


@pytest.mark.parametrize("kind", KINDS)
def test_company_lasts_while_both_are_customers_of_the_same_firm(kind: str) -> None:
    running = process(market(kind, **{"world.replacement": 0.02}), 12)
    referrer, firm, newcomer = (
        getattr(running.state, name).copy() for name in ("referrer", "firm", "newcomer")
    )
    running.advance()
    state, known = running.state, referrer != NOBODY
    stayed = (state.firm == state.origin) & ~state.newcomer
    if kind == "repeat_purchase":  # she may have gone and come back within the month
        stayed &= state.departures == 0
    together = known & ~newcomer[referrer] & (firm[referrer] == firm)
    assert np.array_equal(state.company[stayed], together[stayed])
    assert not state.company[state.newcomer].any()
    if kind == "contractual":
        assert together[stayed].sum() > 20
        assert (known & ~together)[stayed].sum() > 20


@pytest.mark.parametrize("kind", KINDS)
def test_company_costs_in_proportion_to_stakes_and_only_where_leaving_costs(kind: str) -> None:
    running = process(market(kind), 12)
    state = running.state
    brand = running.world.switching_cost.brand * state.commitment
    people = running.world.switching_cost.people * (1.0 + running.firms.club[state.firm]) * state.social_bond
    more = state.cost_relational / state.stakes - brand - people
    assert more == pytest.approx(np.where(state.company, 0.2, 0.0))
    assert state.company.any()
    for rule in ("referral", "switching_costs"):
        off = {f"world.rules.{rule}": False}
        assert not differing(process(market(kind, **off), 4), process(market(kind, company=0.0, **off), 4))


@pytest.mark.parametrize("share", [None, 50])
@pytest.mark.parametrize("kind", KINDS)
def test_engines_agree(kind: str, share: int | None) -> None:
    pytest.importorskip("numba")
    from simulation.market.compiled.engine import CompiledEngine

    given = market(kind, **{"world.replacement": 0.02})
    engine = make_engine("compiled", given) if share is None else CompiledEngine(2, share)
    compiled, plain = MarketProcess(given, 0, engine), process(given)
    for _ in range(4):
        compiled.advance()
        plain.advance()
    assert not differing(compiled, plain)
