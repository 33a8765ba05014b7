"""Classes of customers that firms treat apart: who belongs, what changes, and what does not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from simulation.market.ledger import ledger
from simulation.market.process import MarketProcess
from tests.markets import KINDS, Table, busy, differing, do, process, scenario, usual

FILES = {"yearly", "lately", "deal", "origin_deal", "terms", "reclassed"}
"""Columns that only firms that class their customers write."""
ALIKE: tuple[Sequence[Table], ...] = (
    ({"name": "all"},),
    (
        {"name": "old", "by": "tenure", "at_least": 5},
        {"name": "big", "by": "frequency", "at_least": 1.0, "every": 3, "set": {"level": 3}},
    ),
)
"""One class, and two that are treated as everybody is (Focal runs level 3)."""


def classed(treatments: Sequence[Table], months: int = 6, **changes: Any) -> MarketProcess:
    """A plain market of two firms, A and B, after so many months; A treats these classes apart."""
    size = {"world.customers": 200, "world.warm_up": 12}
    return process(scenario(2, **{**size, "firm.A.treatment": list(treatments), **changes}), months)


def inside(market: MarketProcess) -> Any:
    """Who is a customer of A and in its first class."""
    return market.state.deal == len(market.row_names)


@pytest.mark.parametrize("treatments", ALIKE)
@pytest.mark.parametrize("kind", KINDS)
def test_classes_that_are_treated_alike_change_no_bit(kind: str, treatments: Sequence[Table]) -> None:
    apart = busy(kind, **{"firm.Focal.treatment": list(treatments)})
    found = differing(process(busy(kind), 12), process(apart, 12))
    assert set(found) <= FILES


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_compiled_code_treats_classes_as_numpy_does(kind: str) -> None:
    pytest.importorskip("numba")
    from simulation.market.compiled.engine import CompiledEngine
    from tests.second_opinion.test_second_opinion import CLASSING

    market = busy(kind, **{**CLASSING, "world.replacement": 0.02})
    compiled = MarketProcess(market, 0, CompiledEngine())
    for _ in range(12):
        compiled.advance()
    assert differing(process(market, 12), compiled) == []


def test_nobody_is_treated_apart_in_the_warm_up() -> None:
    dear = {"name": "all", "set": {"price": 300.0}}
    without, apart = (classed(treatments, 0) for treatments in ([], [dear]))
    assert set(differing(without, apart)) <= FILES
    assert (classed([dear]).state.firm != classed([]).state.firm).any()


def test_twenty_purchases_make_a_regular() -> None:
    market = classed([{"name": "regular", "at_least": 20.0, "set": {"level": 2}}])
    state = market.state
    regular = (state.firm == 0) & (state.purchases - state.quantity >= 20.0)
    assert regular.any()
    assert (inside(market) == regular).all()
    assert (state.social_bond[inside(market)] > 0.0).all()


def test_the_last_of_several_classes_counts() -> None:
    gold = {"name": "gold", "at_least": 20.0}
    first = classed([{"name": "silver", "at_least": 10.0}, gold]).state
    last = classed([gold, {"name": "silver", "at_least": 10.0}]).state
    assert {2, 3} <= set(first.deal)
    assert 2 not in set(last.deal)


def test_between_reviews_nobody_is_put_into_a_class_or_out_of_it() -> None:
    market = classed([{"name": "regular", "at_least": 15.0, "every": 6}], 6)
    before, month = inside(market).copy(), market.month
    for _ in range(5):
        market.advance()
        stays = (market.state.tenure >= market.month - month) & (market.state.firm == 0)
        assert (inside(market) == before)[stays].all()
    market.advance()
    market.advance()
    assert (inside(market) & ~before).any()


def test_a_class_by_segment_is_offered_to_prospects() -> None:
    segments = [{"name": "chains", "share": 0.5}, {"name": "others", "share": 0.5}]
    cheap = {"name": "chains", "by": "segment", "of": "chains", "set": {"price": 60.0}}
    market = classed([cheap], 24, **{"world.population.segment": segments, "world.search.routine": 0.5})
    chain = market.state.segment == 0
    assert (market.state.terms[0] == np.where(chain, 2, 0)).all()
    assert (market.state.firm[chain] == 0).mean() > (market.state.firm[~chain] == 0).mean() + 0.3


def test_a_class_ends_with_the_contract() -> None:
    market = classed([{"name": "regular", "at_least": 5.0, "every": 12}], 24)
    left = (
        (market.state.firm != 0)
        & (market.state.last_contact[0] > 0)
        & (market.state.last_contact[0] < market.month)
    )
    assert left.any()
    assert (market.state.terms[0][left] == 0).all()


def test_who_loses_a_class_is_hurt_and_who_keeps_it_is_not() -> None:
    """As if a programme were withdrawn: trust falls by the share of the tie that is lost."""
    from simulation.mechanisms.demotion import lose_class

    market = classed(
        [{"name": "guests", "set": {"level": 2}}], 12, **{"world.trust.breach": 0.5, "firm.A.level": 1}
    )
    state = market.state
    rows = np.flatnonzero(inside(market) & (state.origin == 0))
    trust, satisfaction, bond = (
        getattr(state, name)[rows].copy() for name in ("trust", "satisfaction", "social_bond")
    )
    do(market, lose_class, rows=rows)
    assert (state.trust[rows] == trust).all()
    state.deal[rows] = 0
    do(market, lose_class, rows=rows)
    fall = market.firms.tie[[2, 0]]
    assert state.trust[rows] == pytest.approx(trust * (1.0 - 0.5 * (fall[0] - fall[1]) / fall[0]))
    assert (state.satisfaction[rows] < satisfaction).all()
    assert state.social_bond[rows] == pytest.approx(bond * (1.0 - market.firms.personal_share[2]))


def test_a_firm_copies_level_3_however_many_of_its_classes_run_it() -> None:
    three = {"name": "a", "set": {"level": 3}}
    one, two = (
        process(usual(3, **{"firm.A.level": 3, "firm.B.treatment": classes, "world.customers": 20}), 1)
        for classes in ([three], [three, {**three, "name": "b", "at_least": 2}])
    )
    assert one.firms.structural[0] == two.firms.structural[0]
    alone = process(usual(3, **{"firm.A.level": 3, "world.customers": 20}), 1)
    assert one.firms.structural[0] < alone.firms.structural[0]


@pytest.mark.parametrize("kind", KINDS)
def test_the_ledger_and_the_customers_accounts_agree_when_classes_pay_and_cost_differently(kind: str) -> None:
    from tests.second_opinion.test_second_opinion import CLASSING

    still = {"world.replacement": 0.0, "world.doing_without": -5.0, "firm.Dogwood.advertising_cost": 0.0}
    still |= {f"firm.{name}.advertising_cost": 0.0 for name in ("Focal", "Birch", "Cedar")}
    market = process(busy(kind, **{**CLASSING, **still}), 1)
    for _ in range(6):
        before = market.state.profit.sum()
        market.advance()
        by_customer = (market.state.profit.sum() - before) * market.scenario.world.reference_price
        assert ledger(market)["profit"].sum() == pytest.approx(by_customer)


@pytest.mark.parametrize("treatments", ALIKE)
@pytest.mark.parametrize("kind", KINDS)
def test_classes_that_are_treated_alike_leave_the_ledger_the_same_to_the_bit(
    kind: str, treatments: Sequence[Table]
) -> None:
    apart = process(busy(kind, **{"firm.Focal.treatment": list(treatments)}), 8)
    for name, values in ledger(process(busy(kind), 8)).items():
        assert values.tobytes() == ledger(apart)[name].tobytes(), name
