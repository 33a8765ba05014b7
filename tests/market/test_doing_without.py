"""Doing without: far away it changes nothing, alike it is a logit, and it counts nowhere as a supplier."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import simulation as sim
from simulation.agents import Market
from simulation.experiments.compare import compare
from simulation.market import usual_hazards
from simulation.market.engines import make_engine
from simulation.market.ledger import ledger
from simulation.market.process import MarketProcess
from simulation.market.state import columns
from simulation.measures.monthly import MarketRecord
from simulation.mechanisms.doing_without import NAME
from simulation.scenario.document import Scenario
from tests.market.test_accounts import accounts
from tests.markets import KINDS, NOTHING_FELT, busy, differing, process, scenario

WORTH = "world.doing_without"
FAR = -4.99
CUSTOMERS = 20_000


@pytest.mark.parametrize("kind", KINDS)
def test_far_away_it_changes_nothing(kind: str) -> None:
    none, far = (process(busy(kind, **{WORTH: worth}), 8) for worth in (-5.0, FAR))
    assert far.state.taste.shape[0] == none.state.taste.shape[0] + 1
    for name, column in columns().items():
        one, other = getattr(none.state, name), getattr(far.state, name)
        if column.shape == "dyads":
            other = other[: len(none.firm_names)]
        assert np.array_equal(one, other), name
    for one, other in zip(ledger(none).values(), ledger(far).values(), strict=True):
        assert np.array_equal(one, other)


def alike(price: float, worth: float = -1.2) -> MarketProcess:
    """Four firms, of which A has a price of its own, and customers who choose anew every month by luck."""
    free = {f"world.rules.{rule}": False for rule in ("inattention", "switching_costs")}
    size = {"world.customers": CUSTOMERS, "world.warm_up": 0, "world.currency": "coins"}
    market = scenario(4, **NOTHING_FELT, **free, **size, **{WORTH: worth, "firm.A.price": 100.0 * price})
    return process(market, 1)


def logit(price: float, scale: float, worth: float = -1.2) -> np.ndarray:
    """The shares of the four firms and of doing without."""
    power = np.exp(np.array([-price, -1.0, -1.0, -1.0, worth]) / scale)
    return np.asarray(power / power.sum())


def found(running: MarketProcess) -> np.ndarray:
    return np.bincount(running.state.firm, minlength=5) / CUSTOMERS


@pytest.mark.parametrize(("price", "worth"), [(1.0, -1.2), (0.8, -1.2), (1.5, -1.0), (1.0, -0.5)])
def test_alike_its_share_is_that_of_a_logit(price: float, worth: float) -> None:
    running = alike(price, worth)
    exact = logit(price, running.world.choice_scale, worth)
    chance = np.sqrt(exact * (1.0 - exact) / CUSTOMERS)
    assert (np.abs(found(running) - exact) < 4.0 * chance).all()


def test_the_category_s_part_of_a_price_response_is_the_outside_share_among_the_others() -> None:
    """A logit takes customers from everywhere in proportion: s0 / (1 - sj) of them did without before."""
    dear, cheap = alike(1.0), alike(0.8)
    won = (cheap.state.firm == 0) & (dear.state.firm != 0)
    from_nothing = float((dear.state.firm[won] == 4).mean())
    shares = logit(1.0, dear.world.choice_scale)
    exact = shares[4] / (1.0 - shares[0])
    assert abs(from_nothing - exact) < 4.0 * (exact * (1.0 - exact) / won.sum()) ** 0.5


@pytest.mark.parametrize("kind", KINDS)
def test_who_does_without_is_counted_apart(kind: str) -> None:
    running, before = process(busy(kind, customers=400, **{WORTH: -0.9})), 0.0
    record = MarketRecord(running)
    for _ in range(12):
        running.advance()
        record.observe()
        row, state = record.last_month(), running.state
        out = state.firm == len(running.firm_names)
        assert 0 < out.sum() < running.customers
        assert row["market_share"].sum() == pytest.approx(1.0)
        assert row["share_outside"] == pytest.approx(np.full(4, out.mean()))
        assert row["customers"].sum() == (~out).sum()
        assert not state.commitment[out].any()
        assert not state.told[state.origin == len(running.firm_names)].any()
        total = state.profit.sum()
        assert total - before == pytest.approx(accounts(running).sum(), abs=1e-9)
        before = total


def test_who_buys_nothing_is_drawn_back_by_a_price_below_the_usual_one_alone() -> None:
    def pulled(price: float) -> np.ndarray:
        running = process(scenario(3, **{WORTH: -1.1, "world.customers": 500, "world.warm_up": 6}))
        running.change(**{"firm.A.price": price})
        out = running.state.firm == 3
        assert out.any()
        return usual_hazards(running)[2][out]

    assert (pulled(100.0) == 0.0).all()
    assert (pulled(130.0) == 0.0).all()
    assert (pulled(90.0) > 0.0).all()


@pytest.mark.parametrize("kind", KINDS)
def test_engines_agree(kind: str) -> None:
    pytest.importorskip("numba")
    market = busy(kind, **{WORTH: -0.9})
    compiled = MarketProcess(market, 0, make_engine("compiled", market))
    plain = process(market)
    for _ in range(6):
        compiled.advance()
        plain.advance()
    assert not differing(compiled, plain)


def words_of(frame: Any) -> set[str]:
    """All words in a table."""
    return {word for name in frame.columns if frame[name].dtype == object for word in frame[name].unique()}


@pytest.fixture
def market() -> Scenario:
    return busy("contractual", customers=300, **{WORTH: -0.9, "world.months": 6, "world.replications": 2})


def test_tables_say_nothing_where_there_is_no_supplier(market: Scenario) -> None:
    run = sim.run(market, purchases=True)
    people = run.customers
    out = people["firm"] == ""
    assert 0 < out.sum() < len(people)
    assert people.loc[out, ["satisfaction", "trust", "attitude", "switching_cost"]].isna().all().all()
    assert set(people.loc[out, "rung"]) == {""}
    assert people.loc[~out, "satisfaction"].notna().all()
    assert "" in set(run.switches["destination"]) & set(run.switches["origin"])
    assert set(run.purchases["firm"]) == {firm.name for firm in market.firms}
    for frame in (run.market, run.customers, run.switches, run.purchases):
        assert not {word for word in words_of(frame) if NAME in word}


def test_flows_of_a_comparison_keep_who_went_for_nothing(market: Scenario) -> None:
    flows = compare(market, {"firm.Focal.price": [100.0, 130.0]}, workers=1).flows
    assert {"", "Focal"} <= set(flows["destination"]) & set(flows["origin"])


def test_agents_have_no_supplier(market: Scenario) -> None:
    model = Market(market)
    model.step()
    out = model.process.state.firm == len(market.firms)
    assert [customer.supplier == "" for customer in model.customers] == out.tolist()
    assert len(model.firms) == len(market.firms)
