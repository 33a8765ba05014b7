"""What must not matter does not, to the bit: blocks, the order of firms, the money unit, the other seed."""

from __future__ import annotations

import numpy as np
import pytest

from simulation.market.state import columns
from simulation.scenario.document import Scenario
from simulation.scenario.schema import parameters
from tests.markets import KINDS, busy, differing, firms_of, process, usual

NUMBERS_OF_FIRMS = ("firm", "first_firm", "origin", "chosen")
EVENTS = [
    {"month": 4, "path": "firm.Birch.level", "value": 3},
    {"month": 6, "path": "firm.Cedar.price", "value": 80.0},
]


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_seed_gives_the_same_market_and_another_one_does_not(kind: str) -> None:
    one = process(busy(kind), 12, seed=5)
    assert differing(one, process(busy(kind), 12, seed=5)) == []
    assert "firm" in differing(one, process(busy(kind), 12, seed=6))


@pytest.mark.parametrize("block", [7, 64, 199])
@pytest.mark.parametrize("kind", KINDS)
def test_the_size_of_the_blocks_changes_nothing(kind: str, block: int) -> None:
    assert differing(process(busy(kind), 8), process(busy(kind), 8, block=block)) == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_block_of_one_customer_changes_nothing(kind: str) -> None:
    market = busy(kind, customers=25, warm_up=1)
    assert differing(process(market, 4), process(market, 4, block=1)) == []


@pytest.mark.parametrize("shares", [False, True])
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("order", [(2, 0, 3, 1), (3, 2, 1, 0)])
def test_listing_the_firms_in_another_order_only_permutes_the_results(
    kind: str, order: tuple[int, ...], shares: bool
) -> None:
    tables = [dict(table) for table in firms_of(kind)]
    if shares:
        for table, share in zip(tables, (0.4, 0.3, 0.2, 0.1), strict=True):
            table.pop("brand", None)
            table["market_share"] = share
    size = {"world.kind": kind, "world.customers": 300, "world.warm_up": 6, "world.search.routine": 0.3}
    one = process(usual(tables, EVENTS, **size), 18)
    other = process(usual([tables[j] for j in order], EVENTS, **size), 18)
    rows = [*order, len(order)]  # doing without stays the last
    place = np.argsort(rows)
    for name, column in columns().items():
        ours, theirs = getattr(one.state, name), getattr(other.state, name)
        if column.shape == "dyads":
            ours = ours[rows]
        elif name in NUMBERS_OF_FIRMS:
            ours = place[ours].astype(ours.dtype)
        elif name == "seat":
            ours = place[ours // 300] * 300 + ours % 300
        if name == "profit" and kind == "repeat_purchase":  # a sum over several firms, in their order
            assert theirs == pytest.approx(ours, rel=1e-12, abs=1e-12)
        else:
            assert ours.tobytes() == theirs.tobytes(), name


def in_another_currency(market: Scenario, factor: float) -> Scenario:
    """The same market with every amount of money multiplied, the reference price too."""
    changes = {"world.reference_price": market.world.reference_price * factor}
    for parameter in parameters():
        if parameter.evidence is not None and parameter.evidence.price_share is not None:
            paths = [parameter.path]
            if parameter.path.startswith("firm."):
                paths = [f"firm.{firm.name}.{parameter.path.removeprefix('firm.')}" for firm in market.firms]
            changes |= {path: market.get(path) * factor for path in paths}
    return market.built_with(**changes)


@pytest.mark.parametrize("kind", KINDS)
def test_doubling_the_money_unit_changes_no_decision(kind: str) -> None:
    market = busy(kind)
    doubled = in_another_currency(market, 2.0)
    assert doubled.firms[1].price == 190.0
    assert differing(process(market, 18), process(doubled, 18)) == []
    cents = in_another_currency(market, 100.0)
    assert (process(cents, 18).state.firm == process(market, 18).state.firm).all()


@pytest.mark.parametrize("kind", KINDS)
def test_a_customer_without_acquaintances_lives_the_same_in_a_small_and_a_large_market(kind: str) -> None:
    """Luck and traits belong to the customer's number: more people around her change nothing for her."""
    alone = {"world.population.acquaintances": 0, "firm.Focal.social.staff_turnover": 0.0}
    small = process(busy(kind, customers=40, **alone), 12).state
    large = process(busy(kind, customers=90, **alone), 12).state
    for name, column in columns().items():
        if column.shape != "ties" and name != "seat":
            assert getattr(small, name).tolist() == getattr(large, name)[..., :40].tolist(), name
