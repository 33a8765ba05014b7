"""The class as a pure object: who may what, what is taken, and that it stays within bounds."""

import json

import pytest

from simulation.errors import InputError
from simulation.lab import limits
from simulation.lab.classroom import Classroom
from simulation.lab.given_answers import is_answer
from simulation.lab.messages import Recipe
from simulation.lab.seat import Seat

LINK = "L" * 32
THREE = Recipe(scenario="three-levels", seed=7)
GIVEN = {
    "keeps-most": "level-3",
    "what-points-keep": {"best": 9, "low": 5.5, "high": 12},
    "level-3-pulls-ahead": None,
    "leavers-at-level-3": [14, 12, 9, 7, 5],
}


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def room(clock):
    return Classroom(LINK, {"address": "http://x/", "qr": ["1"]}, clock)


def who(number):
    return f"{number:032x}"


def predicting(room, students=1):
    for number in range(students):
        room.enter(who(number))
    room.lead(THREE, "predict")
    return room


def refused(key):
    return pytest.raises(InputError, match=key)


def test_the_link_works_once_and_its_secret_always(room):
    secret = room.admit(LINK)
    assert secret != LINK
    assert room.admit(secret) == secret
    with refused("works once"):
        room.admit(LINK)


@pytest.mark.parametrize("forged", ["M" * 32, "L" * 31, "L" * 33, "-" * 16])
def test_a_forged_link_is_refused_before_and_after_the_real_one(room, forged):
    for _ in range(2):
        with refused("not the instructor's link"):
            room.admit(forged)
    secret = room.admit(LINK)
    with refused("not the instructor's link"):
        room.admit(forged)
    assert room.admit(secret) == secret


def test_the_step_is_the_same_for_all_and_everybody_is_told(room):
    told = []
    room.listeners.add(lambda: told.append(room.state()["step"]))
    room.lead(THREE, "question")
    room.lead(THREE, "predict")
    assert told == ["question", "predict"]
    assert room.state()["recipe"]["scenario"] == "three-levels"


def test_who_is_there_is_who_has_a_page_open(room):
    room.enter(who(1))
    room.enter(who(1))
    room.enter(who(2))
    assert room.state()["present"] == 2
    room.leave(who(1))
    assert room.state()["present"] == 2
    room.leave(who(1))
    assert room.state()["present"] == 1


def test_a_student_who_comes_back_has_locked_still(room):
    predicting(room).lock(who(0), "three-levels", GIVEN, {})
    room.leave(who(0))
    room.enter(who(0))
    assert room.state(who(0))["mine"]
    assert not room.state(who(1))["mine"]
    with refused("locked already"):
        room.lock(who(0), "three-levels", GIVEN, {})


@pytest.mark.parametrize("step", ["question", "run", "debrief", "discuss"])
def test_predictions_are_taken_only_while_the_class_predicts(room, step):
    predicting(room).lead(THREE, step)
    with refused("not predicting"):
        room.lock(who(0), "three-levels", GIVEN, {})
    with refused("not predicting"):
        room.one_more_minute()


def test_a_prediction_for_another_lesson_is_refused(room):
    room.enter(who(0))
    with refused("not at this lesson"):
        room.lock(who(0), "three-levels", GIVEN, {})
    with refused("not at this lesson"):
        predicting(room).lock(who(0), "bank", GIVEN, {})


def test_another_lesson_begins_without_predictions_and_another_step_keeps_them(room):
    predicting(room).lock(who(0), "three-levels", GIVEN, {})
    room.lead(THREE, "debrief")
    assert room.state(who(0))["locked"] == 1
    room.lead(Recipe(scenario="bank"), "question")
    assert room.state(who(0))["locked"] == 0
    assert room.collected() == []


def test_a_lesson_that_is_not_offered_changes_nothing(room):
    predicting(room).lock(who(0), "three-levels", GIVEN, {})
    before = room.state()
    with refused("no scenario called"):
        room.lead(Recipe(scenario="../etc/passwd"), "run")
    assert room.state() == before


def test_a_minute_runs_out_and_another_one_is_added(room, clock):
    predicting(room).one_more_minute()
    clock.now = 20
    assert room.state()["seconds"] == 40
    room.one_more_minute()
    assert room.state()["seconds"] == 100
    clock.now = 500
    assert room.state()["seconds"] == 0
    with refused("not predicting"):
        room.lock(who(0), "three-levels", GIVEN, {})
    room.one_more_minute()
    room.lock(who(0), "three-levels", GIVEN, {})
    room.lead(THREE, "run")
    assert room.state()["seconds"] is None


def test_a_lesson_that_ends_leads_nobody_and_leaves_no_prediction(room):
    predicting(room).lock(who(0), "three-levels", GIVEN, {})
    room.end()
    assert room.state(who(0)) | {"room": ""} == {
        "room": "",
        "recipe": None,
        "step": None,
        "seconds": None,
        "present": 1,
        "locked": 0,
        "mine": False,
    }
    assert room.collected() == []


def test_what_is_collected_names_nobody_and_tells_no_order(room):
    predicting(room, 30)
    for number in range(30):
        room.lock(who(number), "three-levels", {"level-3-pulls-ahead": number + 1}, {})
    months = [each["answers"]["level-3-pulls-ahead"] for each in room.collected()]
    assert sorted(months) == list(range(1, 31))
    assert months != sorted(months)
    assert months == [each["answers"]["level-3-pulls-ahead"] for each in room.collected()]
    assert not any(who(number) in json.dumps(room.collected()) for number in range(30))


def test_a_full_class_forgets_those_who_left_without_a_prediction_and_nobody_else(room):
    predicting(room, limits.MOST_STUDENTS)
    with refused("full: it takes 200"):
        room.enter(who(1000))
    room.lock(who(0), "three-levels", GIVEN, {})
    room.leave(who(0))
    with refused("full"):
        room.enter(who(1000))
    room.leave(who(1))
    room.enter(who(1000))
    assert room.state()["locked"] == 1
    assert room.state()["present"] == limits.MOST_STUDENTS - 1


NUMBER = {"id": "n", "kind": "number", "lowest": 0, "highest": 30}
CURVE = {"id": "c", "kind": "curve", "lowest": 0, "highest": 30, "at": [1, 2, 3, 4], "options": None}
CHOICE = {"id": "o", "kind": "choice", "options": ["a", "b", "cannot-be-told-apart"]}
MONTH = {"id": "m", "kind": "month", "first": 1, "last": 60}
RANKING = {"id": "r", "kind": "ranking", "options": ["a", "b", "c"]}


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        (CHOICE, "cannot-be-told-apart"),
        (NUMBER, {"best": 0, "low": 0, "high": 30}),
        (NUMBER, {"best": 7.5, "low": 7.5, "high": 7.5}),
        (MONTH, None),
        (MONTH, 1),
        (MONTH, 60),
        (CURVE, [0, 30, 1.5, 2]),
        (RANKING, [["b"], ["a", "c"]]),
    ],
)
def test_answers_of_every_kind_are_taken(asked, given):
    assert is_answer(asked, given)


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        (CHOICE, "c"),
        (CHOICE, None),
        (CHOICE, ["a"]),
        (CHOICE, "<script>"),
        (NUMBER, 7),
        (NUMBER, {"best": 7, "low": 8, "high": 9}),
        (NUMBER, {"best": 7, "low": 5}),
        (NUMBER, {"best": 7, "low": 5, "high": 9, "name": "me"}),
        (NUMBER, {"best": 7, "low": -1, "high": 9}),
        (NUMBER, {"best": 7, "low": 5, "high": float("inf")}),
        (NUMBER, {"best": True, "low": False, "high": True}),
        (NUMBER, {"best": "7", "low": "5", "high": "9"}),
        (MONTH, 0),
        (MONTH, 61),
        (MONTH, 1.5),
        (MONTH, 10**400),
        (NUMBER, {"best": 7, "low": 5, "high": 10**400}),
        (MONTH, True),
        (MONTH, "never"),
        (CURVE, [1, 2, 3]),
        (CURVE, [1, 2, 3, 4, 5]),
        (CURVE, [1, 2, 3, None]),
        (CURVE, [1, 2, 3, 31]),
        (CURVE, [1, 2, 3, float("nan")]),
        (CURVE, [1, 2, 3, [4]]),
        (RANKING, [["a"], ["b"]]),
        (RANKING, [["a"], ["b"], ["c"], ["a"]]),
        (RANKING, [["a"], [], ["b", "c"]]),
        (RANKING, ["a", "b", "c"]),
        (RANKING, [[["a"]], ["b"], ["c"]]),
        (RANKING, [[{}], ["b"], ["c"]]),
        ({"id": "x", "kind": "unknown"}, "a"),
    ],
)
def test_what_answers_no_question_is_refused(asked, given):
    assert not is_answer(asked, given)


@pytest.mark.parametrize(
    ("answers", "reasons", "why"),
    [
        ({}, {}, "not the questions"),
        ({"who": 1}, {}, "not the questions"),
        (GIVEN, {"\ud800": "x"}, "not the questions"),
        (GIVEN | {"keeps-most": "level-9"}, {}, "no possible answer to the question `keeps-most`"),
    ],
)
def test_hostile_predictions_are_refused_and_nothing_is_kept(room, answers, reasons, why):
    with refused(why):
        predicting(room).lock(who(0), "three-levels", answers, reasons)
    assert room.state(who(0))["locked"] == 0


def test_a_page_that_has_gone_is_told_nothing_and_counted_no_more(room):
    from simulation.lab.request_reading import read_request

    told = []
    seat = Seat(room, lambda: told.append(1))
    seat.answer(read_request(json.dumps({"id": 1, "do": "join", "who": who(1)})))
    seat.answer(read_request(json.dumps({"id": 2, "do": "join", "who": who(2)})))
    assert room.state()["present"] == 1
    seat.close()
    assert room.state()["present"] == 0
    assert room.listeners == set()
