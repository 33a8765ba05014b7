"""Points are earned, redeemed, lost or owed, and nothing else; what lapses and what is redeemed is felt."""

from __future__ import annotations

import numpy as np
import pytest

from simulation.kernel.arithmetic import Values
from simulation.market.ledger import books
from simulation.market.process import MarketProcess
from tests.markets import KINDS, busy, process

POINTS = {
    "firm.Focal.financial.tier_bonus": 0.0, "firm.Focal.financial.threshold": 6.0, "firm.Birch.level": 0,
    "firm.Cedar.level": 0, "world.rules.attribution": False, "world.rewards.hope": 1.0,
    "world.rewards.impatience": 0.0, "world.rewards.goal_pull": 0.0, "world.rewards.delay": 0.0,
}  # fmt: skip
"""Only the first firm gives points, one for every purchase, which count in full; nobody excuses a failure."""


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("expiry", [0, 1, 9])
def test_every_point_is_redeemed_lost_or_owed(kind: str, expiry: int) -> None:
    running = process(busy(kind, **POINTS, **{"firm.Focal.financial.expiry": expiry}), 3)
    owed, lost = books(running).points[0], 0.0
    for _ in range(12):
        running.advance()
        month = books(running)
        earned, redeemed = running.bought()[0].sum(), 6.0 * month.rewards[0]
        assert month.points[0] == pytest.approx(owed + earned - redeemed - month.points_lost[0])
        assert redeemed == pytest.approx(6.0 * running.redeemed()[0].sum())
        owed, lost = month.points[0], lost + month.points_lost[0]
    assert (lost > 0.0) == (expiry > 0 or kind == "contractual")
    assert (books(running).points[1:] == 0.0).all()


def twins(kind: str, months: int = 1, **changes: float) -> tuple[MarketProcess, MarketProcess]:
    """The same customers after so many months with and without the changes."""
    usual, changed = (process(busy(kind, customers=800, **POINTS), 3) for _ in range(2))
    changed.change(**changes)
    for running in (usual, changed):
        for _ in range(months):
            running.advance()
    return usual, changed


@pytest.mark.parametrize("kind", KINDS)
def test_a_reward_lifts_the_month_in_which_it_is_redeemed_and_no_belief(kind: str) -> None:
    usual, changed = twins(kind, **{"world.rewards.hope": 0.4})
    mine = usual.state.used & (usual.state.origin == 0)
    received = changed.state.received[mine]
    lifted = (changed.state.felt - usual.state.felt)[mine]
    assert (lifted[received > 0.04] > 0.0).all()
    assert (lifted[received == 0.0] < 0.0).all()
    assert (received > 0.04).any()
    assert (received == 0.0).any()
    assert (changed.state.learned == usual.state.learned).all()


@pytest.mark.parametrize(("kind", "months"), [("contractual", 1), ("repeat_purchase", 2)])
def test_what_lapses_spoils_the_month_and_no_belief(kind: str, months: int) -> None:
    """Without the rule `attainability` nobody foresees it; at the shelf it is noticed a month later."""
    changes = {"firm.Focal.financial.expiry": 4, "world.rules.attainability": False}
    usual, changed = twins(kind, months, **changes)
    mine = changed.state.used & (changed.state.origin == 0)
    missed = changed.state.missed[mine]
    assert (changed.state.felt - usual.state.felt)[mine] == pytest.approx(-missed)
    assert (changed.state.learned == usual.state.learned).all()
    assert (changed.state.prospect == 1.0).all()
    assert missed.any()


@pytest.mark.parametrize("kind", KINDS)
def test_nobody_expects_a_reward_that_lapses_before_it_is_reached(kind: str) -> None:
    far = {
        "firm.Focal.financial.threshold": 1000.0,
        "firm.Focal.financial.expiry": 6,
        "world.rewards.impatience": 0.0,
    }
    running = process(busy(kind, **far), 2)
    slow = running.state.purchase_rate < 100.0
    assert slow.any()
    assert (running.remembered("prospect", 0)[slow] == 0.0).all()
    assert (running.remembered("prospect", 2) == 1.0).all()
    assert np.isfinite(running.state.felt).all()


NEAR = {"world.rewards.goal_pull": 0.8, "world.population.purchase_rate": 4.0}


def test_a_reward_that_is_near_pulls_the_members_of_a_programme_and_nobody_else() -> None:
    running = process(busy("repeat_purchase", customers=800, **POINTS | NEAR), 3)
    state = running.state
    points, member = state.points.copy(), state.firm == 0
    running.advance()
    near, start = member & (points >= 5.0), member & (points < 2.0)
    pace = [state.bought[:, who].sum() / state.purchase_rate[who].sum() for who in (near, start)]
    assert pace[0] > 1.15 * pace[1]
    assert (state.eagerness[near] > 0.0).all()
    assert (state.eagerness[~member] == 0.0).all()


def pulled(slack: float) -> Values:
    """How eager members are who have had a reward, in all months of a year."""
    running = process(busy("repeat_purchase", **POINTS | NEAR, **{"world.rewards.goal_slack": slack}), 3)
    eagerness = []
    for _ in range(12):
        had, member = running.state.rewarded[0].copy(), running.state.firm == 0
        running.advance()
        eagerness.append(running.state.eagerness[had & member])
    return np.concatenate(eagerness)


def test_after_a_reward_purchases_slacken_so_that_over_the_whole_way_none_is_added() -> None:
    assert pulled(1.0).min() == pytest.approx(-0.8 / 4)
    assert pulled(1.0).mean() < 0.0 < pulled(0.0).mean()


def test_points_hold_back_who_would_put_a_reward_off_most_if_she_buys_seldom() -> None:
    usual, changed = twins("repeat_purchase", **{"world.rewards.delay": 1.0})
    cost, state = changed.state.cost_financial - usual.state.cost_financial, changed.state
    member = (state.firm == 0) & (usual.state.firm == 0) & (usual.state.points == state.points)
    assert (cost[member & (state.points > 0.0)] > 0.0).all()
    assert (cost[state.firm > 0] == 0.0).all()
    assert cost.max() <= 0.03 * 6.0
