"""Markets at the edge: one customer, one firm, twenty-six firms, identical firms, everybody leaves."""

from __future__ import annotations

import numpy as np
import pytest

from tests.markets import BUSY_FIRMS, KINDS, NOTHING_FELT, differing, out_of_range, process, scenario


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("customers", "firms"), [(1, 1), (1, 4), (2, 2), (9, 1), (40, 26)])
def test_smallest_and_widest_markets_live(kind: str, customers: int, firms: int) -> None:
    running = process(
        scenario(firms, **{"world.kind": kind, "world.customers": customers, "world.warm_up": 3}), 24
    )
    assert out_of_range(running) == []
    assert running.state.firm.max() < firms


def test_one_customer_has_nobody_to_tell() -> None:
    state = process(scenario(4, **{"world.customers": 1, "world.word_of_mouth.base": 10.0}), 12).state
    assert state.told.tolist() == [0]
    assert state.heard.sum() == 0.0


@pytest.mark.parametrize("kind", KINDS)
def test_nobody_can_leave_the_only_firm(kind: str) -> None:
    changes = {
        "world.kind": kind,
        "world.customers": 200,
        "world.search.involuntary": 0.5,
        "world.warm_up": 0,
    }
    running = process(scenario(1, **changes), 12)
    assert running.departures().customer.size == 0
    assert running.state.departures.sum() == 0
    assert (running.state.tenure == 12).all()
    assert not running.state.waiting.any()


def test_identical_firms_share_the_market_equally() -> None:
    customers = 20_000
    state = process(scenario(4, **{"world.customers": customers, "world.warm_up": 12})).state
    shares = np.bincount(state.firm, minlength=4) / customers
    assert np.abs(shares - 0.25).max() < 4 * (0.25 * 0.75 / customers) ** 0.5
    assert shares.sum() == 1.0


@pytest.mark.parametrize("kind", KINDS)
def test_everybody_leaves_a_firm_that_nobody_can_want(kind: str) -> None:
    firms = [{"name": "A", "brand": 5.0}, {"name": "B"}, {"name": "C"}]
    event = {"month": 1, "path": "firm.A.brand", "value": -5.0}
    changes = {
        "world.kind": kind,
        "world.customers": 300,
        "world.rules.inattention": False,
        "world.warm_up": 0,
    }
    running = process(scenario(firms, [event], **NOTHING_FELT | changes))
    assert (running.state.firm == 0).all()
    for _ in range(60):
        running.advance()
    bought = running.state.purchase_rate > 0.5
    assert not (running.state.firm[bought] == 0).any()
    assert out_of_range(running) == []


def test_when_all_have_to_leave_every_month_nobody_stays() -> None:
    running = process(
        scenario(4, **{"world.customers": 300, "world.search.involuntary": 1.0, "world.warm_up": 0})
    )
    for _ in range(6):
        running.advance()
        assert (running.state.firm != running.state.origin).all()
        assert set(running.departures().cause) == {4}
        assert (running.state.tenure == 0).all()


@pytest.mark.parametrize("kind", KINDS)
def test_without_failures_noise_and_bonds_nobody_ever_feels_anything(kind: str) -> None:
    """Everything neutral stays exactly neutral: no rule invents satisfaction or commitment of its own."""
    changes = NOTHING_FELT | {"world.kind": kind, "world.customers": 100, "world.rules.satisfaction": True}
    state = process(scenario(3, **changes | {"world.population.desire_spread": 0.0}), 24).state
    for column in (
        state.satisfaction,
        state.expectation,
        state.commitment,
        state.social_bond,
        state.integration,
    ):
        assert (column == 0.0).all()
    assert (state.trust == 0.55).all()


def test_a_programme_that_begins_later_changes_nothing_before() -> None:
    base = {"world.customers": 300, "world.warm_up": 6}
    plain = [{"name": firm["name"]} for firm in BUSY_FIRMS]
    event = {"month": 10, "path": f"firm.{plain[0]['name']}.level", "value": 3}
    never, later = scenario(plain, **base), scenario(plain, [event], **base)
    assert differing(process(never, 9), process(later, 9)) == []
    assert "social_bond" in differing(process(never, 10), process(later, 10))
