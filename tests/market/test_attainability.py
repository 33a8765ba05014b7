"""A reward that hardly anybody will ever redeem is worth hardly anything, to customers and to the firm."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest

from simulation.kernel.arithmetic import Values
from simulation.market.ledger import ledger
from simulation.market.process import MarketProcess
from tests.markets import KINDS, process, scenario

SIZE = {"world.customers": 500, "world.warm_up": 12}
SHELF = {"world.search.routine": 5.0, "world.population.purchase_rate": 2.0}
"""At the shelf customers compare at most purchases."""
FAR = {
    "firm.A.level": 1, "firm.A.financial.reward": 0.9, "firm.A.financial.threshold": 1000.0,
}  # fmt: skip
"""Nine tenths of all spending back, after a thousand purchases."""
PROPOSED = 0.03
"""The impatience that is proposed as default."""
ALL_GIVE = {f"firm.{name}.level": 1 for name in "ABCD"}
"""Every firm gives points."""
SEEDS = range(6)
MONTHS = 36


def market(kind: str, **changes: Any) -> Any:
    settings = SIZE | (SHELF if kind == "repeat_purchase" else {}) | {"world.kind": kind}
    return scenario(4, **(settings | changes))


def profits(kind: str, changes: Mapping[str, Any]) -> Values:
    """The first firm's discounted profit of three years with a programme from month 1, for each seed."""
    totals = []
    for seed in SEEDS:
        running = MarketProcess(market(kind, **{k: v for k, v in changes.items() if "firm" not in k}), seed)
        running.change(**{k: v for k, v in changes.items() if "firm" in k})
        total = 0.0
        for month in range(1, MONTHS + 1):
            running.advance()
            total += ledger(running)["profit"][0] / running.world.month_discount**month
        totals.append(total)
    return np.array(totals)


# Those who buy most would reach this reward after the three years, which then costs more than it has gained.


def gain(kind: str, impatience: float) -> float:
    """What the far reward gains, as a share of the profit without a programme."""
    setting = {"world.rewards.impatience": impatience}
    with_it, without = profits(kind, setting | FAR), profits(kind, setting)
    return float(with_it.mean() / without.mean() - 1.0)


@pytest.mark.parametrize("kind", KINDS)
def test_nine_tenths_back_after_a_thousand_purchases_do_not_pay(kind: str) -> None:
    assert gain(kind, PROPOSED) < 0.03


@pytest.mark.parametrize("kind", KINDS)
def test_taken_at_face_value_they_would(kind: str) -> None:
    assert gain(kind, 0.0) > 0.2


@pytest.mark.parametrize("kind", KINDS)
def test_frequent_buyers_expect_more_of_a_reward(kind: str) -> None:
    running = process(market(kind, **(ALL_GIVE | {"world.rewards.impatience": PROPOSED})), 12)
    running.advance()
    rate, firms = running.state.purchase_rate, range(4)
    of_a = running.remembered("prospect", 0)
    light, heavy = np.quantile(rate, (0.2, 0.8))
    assert of_a[rate < light].mean() < 0.7 * of_a[rate > heavy].mean()
    assert all(running.remembered("prospect", j).min() >= 0.0 for j in firms)
    assert all(running.remembered("prospect", j).max() < 1.0 for j in firms)


def test_at_the_shelf_a_reward_is_nearer_where_she_buys_most() -> None:
    running = process(market("repeat_purchase", **(ALL_GIVE | {"world.rewards.impatience": PROPOSED})), 24)
    running.advance()
    prospects = np.array([running.remembered("prospect", j) for j in range(4)])
    bought = np.array([running.remembered("purchases", j) for j in range(4)]) - running.bought()
    most, least = bought.argmax(axis=0), bought.argmin(axis=0)
    everybody = np.arange(running.customers)
    differ = bought[most, everybody] > bought[least, everybody]
    assert (prospects[most, everybody] > prospects[least, everybody])[differ].all()


@pytest.mark.parametrize(
    "change", [{"financial.reward": 0.01}, {"financial.threshold": 60.0}, {"financial.expiry": 24}]
)
def test_a_reward_that_is_lowered_or_moved_away_is_a_promise_broken_in_part(change: dict[str, float]) -> None:
    programme = {"firm.A.level": 1, "world.rewards.impatience": PROPOSED, "world.trust.breach": 0.3}
    kept, broken = (process(market("contractual", **programme), 2) for _ in range(2))
    broken.change(**{f"firm.A.{path}": value for path, value in change.items()})
    mine = kept.state.firm == 0
    assert 0.0 < broken.firms.promise_lost[0] < 1.0
    assert (broken.state.trust < kept.state.trust)[mine].all()
    assert (broken.state.trust == kept.state.trust)[~mine].all()
    better = {"financial.reward": 0.05, "financial.threshold": 10.0}
    kept.change(**{f"firm.A.{path}": value for path, value in better.items()})
    assert kept.firms.promise_lost[0] == 0.0


@pytest.mark.parametrize("kind", KINDS)
def test_an_event_can_end_impatience(kind: str) -> None:
    """Then every reward is worth its face value again."""
    event = {"month": 3, "path": "world.rewards.impatience", "value": 0.0}
    changes = {"world.kind": kind, "world.rewards.impatience": 0.1} | SIZE | ALL_GIVE
    running = process(scenario(4, [event], **changes), 2)
    assert (running.state.prospect < 1.0).all()
    running.advance()
    assert (running.state.prospect == 1.0).all()
    assert (running.state.prospect_elsewhere == 1.0).all()
