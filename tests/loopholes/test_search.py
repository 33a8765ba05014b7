"""Nobody finds a strategy that is much better than the plausible ones: `tests.loopholes` has the design."""

from __future__ import annotations

import numpy as np
import pytest

import simulation as sim
from tests.loopholes.playing import shipped, values
from tests.loopholes.search import LIMIT, SMALL, Search
from tests.loopholes.strategies import Range, complete, levers, near, put_into

SMALL_MARKETS = ("three-levels", "business-software", "hotel")


def within_the_limit(search: Search) -> bool:
    return search.gain <= LIMIT


@pytest.mark.parametrize("name", SMALL_MARKETS)
def test_a_small_search_finds_no_loophole(name):
    search = Search(name, SMALL)
    assert within_the_limit(search), search.told()


@pytest.mark.parametrize("name", ["mobile-telecom", "hotel"])
def test_a_strategy_is_worth_what_a_run_says(name):
    """Markets that go on from one warm-up end as those that begin with it."""
    market, luck = shipped(name), np.random.default_rng(1)
    strategy = near(complete(market, {}), levers(market), 1.0, luck)
    changed = put_into(market, strategy)
    assert changed != market
    expected = sim.run(changed, 7, worth=True).worth["value"].to_numpy()
    assert (values(name, changed, [7])[0] == expected).all()


def test_every_lever_of_a_firm_is_searched():
    searched = set(levers(shipped("three-levels")))
    assert {"level", "price", "exit_fee", "contract_term", "quality", "financial.expiry"} <= searched
    assert {"brand", "unit_cost", "policy.kind"}.isdisjoint(searched)
    assert searched - set(levers(shipped("hotel"))) == {"exit_fee", "contract_term"}


def test_a_programme_runs_in_so_many_of_every_six_months():
    market = shipped("three-levels")
    strategy = {"level": 3, "months_on": 2, "first_on": 3, "late": 1.5, "late_month": 55}
    run = sim.run(put_into(market, strategy).with_(**{"world.customers": 20}), 1)
    focal = run.market[run.market["firm"] == "Focal"].set_index("month")
    assert list(focal["level"][:9]) == [0, 0, 3, 3, 0, 0, 0, 0, 3]
    assert (focal["level"] == 3).sum() == 20
    assert focal["price"][54] == 100.0
    assert focal["price"][55] == focal["price"][60] == 150.0


def test_wide_ranges_are_drawn_by_their_logarithm_and_moves_stay_within():
    luck, wide = np.random.default_rng(1), Range(1.0, 1000.0)
    drawn = [wide.drawn(luck) for _ in range(400)]
    assert np.mean(np.array(drawn) < 31.6) == pytest.approx(0.5, abs=0.1)
    moved = [wide.moved(900.0, luck) for _ in range(100)]
    assert max(moved) <= 1000.0
    assert min(moved) >= 1.0
    assert len(set(moved)) > 20
    assert wide.moved(5000.0, luck) == 5000.0
