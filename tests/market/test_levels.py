"""Levels are nested, and what a level does not contain does nothing."""

from __future__ import annotations

import numpy as np
import pytest

from tests.markets import BUSY_FIRMS, busy, differing, process, scenario

OF_LEVEL = {
    1: (
        "reward",
        "rebate",
        "tier_bonus",
        "guarantee_months",
        "guarantee_relief",
        "opportunists",
        "cost_member",
    ),
    2: ("tie", "staff_turnover", "club", "cost_social"),
    3: ("structural", "cost_structural", "cost_setup"),
}
"""Numbers of a firm that a level brings."""


@pytest.mark.parametrize("level", range(4))
def test_level_3_contains_2_contains_1(level: int) -> None:
    firm = {**BUSY_FIRMS[0], "level": level, "service": {"contact": "basic"}}
    running = process(scenario([firm, {"name": "Rival"}], **{"world.customers": 10, "world.warm_up": 0}), 1)
    for needed, names in OF_LEVEL.items():
        for name in names:
            assert (getattr(running.firms, name)[0] > 0.0) == (level >= needed), name
            assert getattr(running.firms, name)[1] == 0.0 or name == "tie"


def test_a_structural_service_without_worth_binds_nobody() -> None:
    """Level 3 with no uniqueness is level 2, but for what it costs."""
    worthless = process(busy("contractual", **{"firm.Focal.structural.uniqueness": 0.0}), 12)
    social = process(busy("contractual", **{"firm.Focal.level": 2}), 12)
    assert differing(worthless, social) == ["profit"]
    assert worthless.state.profit.sum() < social.state.profit.sum()


def test_rivals_with_level_3_take_each_others_uniqueness() -> None:
    firms = [{"name": name, "level": 3, "structural": {"copied": 0.6}} for name in "ABC"]
    running = process(scenario([*firms, {"name": "D"}], **{"world.customers": 10, "world.warm_up": 0}), 1)
    # Two of three rivals run level 3 too: 1 - .6 x 2/3 = .6
    assert running.firms.structural.tolist() == pytest.approx([0.6, 0.6, 0.6, 0.0])


def test_when_a_person_leaves_her_customers_lose_the_personal_share_and_no_one_elses() -> None:
    market = busy("contractual", customers=600, **{"firm.Focal.social.staff_turnover": 0.0})
    stays = process(market, 6)
    leaves = process(market, 6)
    change = {"firm.Focal.social.staff_turnover": 0.3, "firm.Focal.social.personal_share": 0.5}
    leaves.change(**change)
    stays.advance()
    leaves.advance()
    before, after = stays.remembered("social_bond", 0), leaves.remembered("social_bond", 0)
    lost = before > after
    assert after[lost] == pytest.approx(0.5 * before[lost])
    for other in (1, 2, 3):
        assert (stays.remembered("social_bond", other) == leaves.remembered("social_bond", other)).all()
    with_focal = stays.state.origin == 0
    assert not lost[~with_focal].any()
    people = np.arange(600) // 20  # accounts of one person
    for person in np.unique(people[lost]):
        assert lost[with_focal & (people == person)].all()
    assert 0.1 < np.unique(people[lost]).size / 30 < 0.5


def test_who_comes_back_is_won_back_and_finds_her_bonds_but_no_points() -> None:
    running = process(busy("contractual", customers=400), 1)
    been = np.zeros((5, 400), dtype=bool)  # the fifth is doing without
    been[running.state.origin, np.arange(400)] = True
    seen = 0
    for _ in range(24):
        running.advance()
        state = running.state
        been[state.origin, np.arange(400)] = True
        arrived = state.firm != state.origin
        returned = arrived & been[state.firm, np.arange(400)]
        known_before = state.won_back
        assert (known_before[returned]).all()
        assert not known_before[~arrived].any()
        assert (state.points[arrived] == 0.0).all()
        to_focal = returned & (state.firm == 0)
        assert (state.social_bond[to_focal] > 0.0).all()
        seen += int(to_focal.sum())
    assert seen > 5
