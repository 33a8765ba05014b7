"""What firms do and when: the warm-up, events, schedules, imitation, and changes from outside."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from simulation.market.decisions import Management
from simulation.scenario.world import World
from tests.markets import Table, process, scenario

SMALL = {"world.customers": 20, "world.warm_up": 3}


def course(
    path: str, months: int, firms: int | Sequence[Table] = 2, events: Sequence[Table] = ()
) -> list[Any]:
    """The value of a parameter in months 1, 2, ..."""
    running = process(scenario(firms, events, **SMALL))
    values = []
    for _ in range(months):
        running.advance()
        values.append(running.scenario.get(path))
    return values


def test_no_programme_runs_in_the_warm_up_and_month_1_is_the_first() -> None:
    running = process(scenario([{"name": "A", "level": 3}, {"name": "B"}], **SMALL))
    assert running.month == 0
    assert [firm.level for firm in running.scenario.firms] == [0, 0]
    assert (
        running.state.social_bond.max()
        == running.state.integration.max()
        == running.state.points.max()
        == 0.0
    )
    first = running.state.firm.copy()
    running.advance()
    assert running.month == 1
    assert [firm.level for firm in running.scenario.firms] == [3, 0]
    assert (running.state.first_firm == first).all()


def test_accounts_begin_with_month_1() -> None:
    running = process(scenario(2, **SMALL), 1)
    assert running.state.profit.max() < 10
    assert (running.state.departures == (running.state.firm != running.state.origin)).all()


def test_an_event_holds_from_its_month_and_for_good() -> None:
    event = {"month": 3, "path": "firm.A.price", "value": 80.0}
    assert course("firm.A.price", 5, events=[event]) == [100.0, 100.0, 80.0, 80.0, 80.0]


def test_in_its_last_month_the_old_value_returns() -> None:
    event = {"month": 2, "path": "firm.A.price", "value": 80.0, "until": 4}
    assert course("firm.A.price", 5, events=[event]) == [100.0, 80.0, 80.0, 100.0, 100.0]


def test_an_event_that_follows_another_does_not_take_its_value_for_the_old_one() -> None:
    events = [
        {"month": 2, "path": "firm.A.price", "value": 80.0, "until": 4},
        {"month": 4, "path": "firm.A.price", "value": 90.0, "until": 5},
    ]
    assert course("firm.A.price", 6, events=events) == [100.0, 80.0, 80.0, 90.0, 100.0, 100.0]


def test_values_that_would_contradict_each_other_may_follow_each_other() -> None:
    reward, rebate = "firm.A.financial.reward", "firm.A.financial.rebate"
    events = [
        {"month": 2, "path": reward, "value": 0.8, "until": 4},
        {"month": 4, "path": rebate, "value": 0.8, "until": 6},
        {"month": 6, "path": reward, "value": 0.7},
    ]
    assert course(reward, 7, events=events)[1:] == [0.8, 0.8, 0.03, 0.03, 0.7, 0.7]
    assert course(rebate, 7, events=events) == [0.0, 0.0, 0.0, 0.8, 0.8, 0.0, 0.0]


def test_what_ends_and_what_begins_in_a_month_change_places_at_once() -> None:
    reward, rebate = "firm.A.financial.reward", "firm.A.financial.rebate"
    firms = [{"name": "A", "financial": {"rebate": 0.6}}, {"name": "B"}]
    events = [
        {"month": 2, "path": reward, "value": 0.8},
        {"month": 2, "path": rebate, "value": 0.1, "until": 4},
        {"month": 4, "path": rebate, "value": 0.2},
    ]
    assert course(rebate, 5, firms, events) == [0.6, 0.1, 0.1, 0.2, 0.2]


def test_a_lever_does_not_bring_back_what_was_planned_for_another_month() -> None:
    event = {"month": 2, "path": "firm.A.financial.reward", "value": 0.8, "until": 4}
    running = process(scenario(2, [event], **SMALL), 4)
    running.change(**{"firm.A.financial.rebate": 0.9})
    running.advance()
    assert running.scenario.get("firm.A.financial.rebate") == 0.9


def test_an_event_may_contradict_what_an_alternative_would_set() -> None:
    event = {"month": 2, "path": "firm.A.financial.reward", "value": 0.8}
    rebate = {"name": "rebate", "set": {"firm.A.financial.rebate": 0.5}}
    running = process(scenario(2, [event], **SMALL).changed({"alternative": [rebate]}), 3)
    assert running.scenario.get("firm.A.financial.reward") == 0.8


def test_events_change_the_world_too() -> None:
    event = {"month": 2, "path": "world.search.routine", "value": 0.5}
    assert course("world.search.routine", 3, events=[event]) == [World().search.routine, 0.5, 0.5]


def test_a_scheduled_firm_keeps_to_its_schedule() -> None:
    schedule = [{"month": 2, "level": 1, "price": 105.0}, {"month": 4, "level": 3}]
    firms = [{"name": "A", "policy": {"kind": "scheduled", "schedule": schedule}}, {"name": "B"}]
    assert course("firm.A.level", 5, firms) == [0, 1, 1, 3, 3]
    assert course("firm.A.price", 5, firms) == [100.0, 105.0, 105.0, 105.0, 105.0]


def test_a_rival_copies_each_level_after_its_own_lag() -> None:
    policy = {"kind": "imitating", "lag_level_1": 2, "lag_level_2": 4, "lag_level_3": 5}
    firms = [{"name": "A", "level": 3}, {"name": "B", "policy": policy}, {"name": "C"}]
    assert course("firm.B.level", 7, firms) == [0, 0, 1, 1, 2, 3, 3]
    assert course("firm.C.level", 7, firms) == [0] * 7


def test_nobody_copies_what_has_been_given_up_before_the_lag() -> None:
    policy = {"kind": "imitating", "lag_level_1": 4}
    firms = [{"name": "A", "level": 1}, {"name": "B", "policy": policy}]
    event = {"month": 3, "path": "firm.A.level", "value": 0}
    assert course("firm.B.level", 8, firms, [event]) == [0] * 8


def test_without_the_rule_nobody_copies() -> None:
    firms = [{"name": "A", "level": 1}, {"name": "B", "policy": {"kind": "imitating", "lag_level_1": 1}}]
    running = process(scenario(firms, **SMALL, **{"world.rules.imitation": False}), 5)
    assert running.scenario.get("firm.B.level") == 0


def test_what_is_changed_from_outside_stays_changed() -> None:
    for months in (0, 2):
        running = process(scenario(2, **SMALL), months)
        running.change(**{"firm.A.level": 2, "firm.B.price": 90.0})
        assert running.scenario.get("firm.B.price") == 90.0
        for _ in range(3):
            running.advance()
            assert [firm.level for firm in running.scenario.firms] == [2, 0]
            assert running.firms.price.tolist() == [1.0, 0.9]


def test_without_luck_a_firm_that_would_learn_keeps_its_offer() -> None:
    policy = {"kind": "adaptive", "review_every": 1, "exploration": 1.0}
    market = scenario([{"name": "A", "policy": policy}, {"name": "B"}], **SMALL)
    firms = Management(market, seed=None)
    for month in range(13):
        firms.begin(month)
    assert not firms.learning
    assert [(firm.level, firm.price) for firm in firms.scenario.firms] == [(0, 100.0), (0, 100.0)]
