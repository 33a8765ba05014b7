"""A month's notice: a price is told before it is charged, under contracts."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from simulation.market.engines import make_engine
from simulation.market.ledger import ledger
from simulation.market.process import MarketProcess
from simulation.scenario.document import Scenario
from tests.markets import differing, process, scenario

NOTICE = "world.rules.price_notice"
PRICES = [100.0, 100.0, 150.0, 150.0, 120.0, 120.0]
"""What firm A tells its customers, month after month."""


def market(notice: bool = True, kind: str = "contractual", **changes: Any) -> Scenario:
    events = (
        {"month": 3, "path": "firm.A.price", "value": 150.0},
        {"month": 5, "path": "firm.A.price", "value": 120.0},
    )
    size = {"world.customers": 300, "world.warm_up": 3, "world.kind": kind, NOTICE: notice}
    return scenario(3, events, **size | changes)


def charged(running: MarketProcess) -> list[float]:
    """What firm A's purchases cost in each of six months, from its revenue."""
    prices = []
    for _ in PRICES:
        running.advance()
        prices.append(ledger(running)["revenue"][0] / running.bought()[0].sum())
    return prices


def test_a_price_is_charged_a_month_after_it_is_told() -> None:
    assert charged(process(market())) == pytest.approx([100.0, *PRICES[:-1]])
    assert charged(process(market(notice=False))) == pytest.approx(PRICES)


def test_at_the_shelf_there_is_no_notice() -> None:
    assert charged(process(market(kind="repeat_purchase"))) == pytest.approx(PRICES)


def test_customers_decide_by_the_price_that_they_are_told() -> None:
    late, at_once = process(market()), process(market(notice=False))
    for _ in PRICES:
        late.advance()
        at_once.advance()
        assert differing(late, at_once) in ([], ["profit"])
    assert differing(late, at_once) == ["profit"]


def test_customers_accounts_are_billed_like_the_ledger() -> None:
    changes = {"firm.A.level": 1, "firm.A.financial.rebate": 0.05, "firm.A.financial.threshold": 3.0}
    running, before = process(market(**changes)), 0.0
    for _ in PRICES:
        running.advance()
        total, books = running.state.profit.sum(), ledger(running)
        earned = books["profit"] + books["cost_advertising"]
        assert 100.0 * (total - before) == pytest.approx(earned.sum(), abs=1e-6)
        before = total


def test_a_rebate_is_a_share_of_what_is_charged() -> None:
    changes = {"firm.A.level": 1, "firm.A.financial.rebate": 0.1, "firm.A.financial.reward": 0.0}
    running = process(market(**changes), 3)
    bought = running.bought()[0].sum()
    members = (running.state.origin == 0).sum()
    given = ledger(running)["cost_financial"][0] - 0.3 * members
    assert given == pytest.approx(0.1 * 100.0 * bought)


def test_a_price_for_the_last_month_is_never_charged() -> None:
    raised = scenario(2, [{"month": 6, "path": "firm.A.price", "value": 2000.0}], **{NOTICE: True})
    assert np.array_equal(ledger(process(raised, 6))["revenue"], ledger(process(scenario(2), 6))["revenue"])


def test_a_slider_gives_notice_too() -> None:
    running = process(market(), 1)
    running.change(**{"firm.B.price": 80.0})
    running.advance()
    first = ledger(running)["revenue"][1] / running.bought()[1].sum()
    running.advance()
    second = ledger(running)["revenue"][1] / running.bought()[1].sum()
    assert (first, second) == pytest.approx((100.0, 80.0))


def test_what_is_varied_from_month_1_is_charged_from_month_2() -> None:
    plain = scenario(2, **{NOTICE: True, "world.varied_from": "month_1", "world.warm_up": 3})
    running = process(plain.with_(**{"firm.A.price": 120.0}), 1)
    assert ledger(running)["revenue"][0] == pytest.approx(100.0 * running.bought()[0].sum())
    running.advance()
    assert ledger(running)["revenue"][0] == pytest.approx(120.0 * running.bought()[0].sum())


def test_compiled_code_bills_the_same() -> None:
    pytest.importorskip("numba")
    compiled = MarketProcess(market(), 0, make_engine("compiled", market()))
    plain = process(market())
    for _ in PRICES:
        compiled.advance()
        plain.advance()
    assert not differing(compiled, plain)
