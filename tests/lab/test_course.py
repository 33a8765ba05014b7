"""The run of an alternative with the luck of the page, and plans that moves replace."""

import pytest

from simulation.experiments.run import run
from simulation.lab.messages import Move
from simulation.lab.recipe import Replay
from simulation.scenario.reading import load_scenario
from tests.lab.asking import answer, opened


def test_a_course_is_the_run_of_its_alternative_without_the_moves_of_the_page():
    session = opened(months=3, moves=[{"month": 0, "path": "firm.Focal.price", "value": 90}])
    told = answer(session, do="course", alternative="level-2")["profit_cumulative"]
    changes = {"world.customers": 300, "world.months": 12, "firm.Focal.level": 2}
    market = run(load_scenario("three-levels").with_(**changes), 7, engine="numpy").market
    earned = [
        p for p, firm in zip(market["profit_cumulative"], market["firm"], strict=True) if firm == "Focal"
    ]
    assert told == pytest.approx(earned)
    assert answer(session, do="step")["month"] == 4


def test_an_unknown_course_is_refused():
    assert answer(opened(), do="course", alternative="nonsense")["reply"] == "refused"


@pytest.mark.parametrize(
    ("month", "expected"), [(0, [3, 3, 3]), (1, [0, 3, 3]), (2, [0, 0, 3]), (3, [0, 0, 2])]
)
def test_a_move_before_a_planned_event_takes_its_place(month, expected):
    scenario = load_scenario("three-levels").with_(**{"world.customers": 40, "world.months": 5})
    event = {"month": 3, "path": "firm.Focal.level", "value": 2, "planned": True}
    scenario = scenario.changed({"event": (event,)})
    if month == 0:
        scenario = scenario.with_(**{"firm.Focal.level": 3})
    moves = [Move(month=month, path="firm.Focal.level", value=3)] if month else []
    replay = Replay(scenario, 1, moves)
    levels = []
    for _ in range(3):
        replay.advance()
        levels.append(replay.process.scenario.firms[0].level)
    assert levels == expected
