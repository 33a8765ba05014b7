"""A page gets the questions of a lesson without their answers, and its twins answer them."""

import json

import pytest

from simulation.experiments.compare import compare
from simulation.experiments.predictions.declared_questions import answers
from simulation.experiments.predictions.plain_data import as_data
from simulation.scenario import catalogue
from simulation.scenario.reading import load_scenario
from tests.lab.asking import answer, of_lesson, opened, varied

REPLICATIONS = 3


@pytest.fixture(scope="module")
def market():
    session = opened()
    return answer(session, do="open", recipe={"scenario": "three-levels", "customers": 100})["market"]


@pytest.fixture(scope="module")
def twins():
    session = opened({"scenario": "three-levels", "seed": 0, "customers": 300})
    return [answer(session, do="twin", replication=r, alternatives=of_lesson()) for r in range(REPLICATIONS)]


def test_a_form_has_all_that_it_needs(market):
    asked = {each["id"]: each for each in market["predictions"]}
    levels = ["level-0", "level-1", "level-2", "level-3"]
    choice = asked["keeps-most"]
    assert choice["options"] == [*levels, "cannot-be-told-apart"]
    assert choice["base"] == {"alternative": "level-0", "values": [14.0]}
    number, month = asked["what-points-keep"], asked["level-3-pulls-ahead"]
    assert (number["lowest"], number["highest"]) == (0.0, 30.0)
    assert (month["first"], month["last"]) == (1, 60)
    assert asked["leavers-at-level-3"]["at"] == [12, 24, 36, 48, 60]
    for language, never, apart in (
        ("en", "not within the run", "they cannot be told apart"),
        ("zh", "运行期间没有出现", "无法区分"),
    ):
        words = market["words"][language]["predictions"]
        assert words.keys() == asked.keys()
        assert words["level-3-pulls-ahead"]["never"] == never
        assert words["keeps-most"]["options"]["cannot-be-told-apart"] == apart
        named = {name: words["keeps-most"]["options"][name] for name in levels}
        assert named == market["words"][language]["alternatives"]


@pytest.mark.parametrize("name", catalogue.names())
def test_no_form_holds_what_answers_it(name):
    session = opened()
    market = answer(session, do="open", recipe={"scenario": name, "customers": 100})["market"]
    assert market["predictions"]
    sent = json.dumps([market["predictions"], *(words["predictions"] for words in market["words"].values())])
    for asked in load_scenario(name).predictions:
        for trap in asked.traps:
            assert json.dumps(trap.reply) not in sent
    assert not any(f'"{key}"' in sent for key in ("answer", "measure", "traps", "about_right"))


def test_twins_answer_as_a_comparison_does(twins):
    scenario = load_scenario("three-levels").with_(**{"world.customers": 300})
    found = answers(compare(scenario, replications=REPLICATIONS, workers=1))
    replied = twins[-1]["verdict"]["predictions"]
    assert replied.keys() == found.keys()
    for name, answered in found.items():
        expected = json.loads(json.dumps(as_data(answered)))
        assert flat(replied[name] | {"traps": None}) == pytest.approx(flat(expected | {"traps": None}))


def flat(data, place=""):
    """Nested data as one dictionary, so that numbers can be compared approximately."""
    pairs = enumerate(data) if isinstance(data, list) else data.items()
    below = {f"{place}/{key}": value for key, value in pairs}
    nested = {key: value for key, value in below.items() if isinstance(value, list | dict)}
    plain = {key: value for key, value in below.items() if key not in nested}
    for key, value in nested.items():
        plain |= flat(value, key)
    return plain


def test_answers_grow_with_the_runs_and_come_with_the_traps(twins):
    counts = [each["verdict"]["predictions"]["keeps-most"]["replications"] for each in twins]
    assert counts == [1, 2, 3]
    assert twins[0]["verdict"]["predictions"]["keeps-most"]["answer"]["option"] == "cannot-be-told-apart"
    (trap,) = twins[0]["verdict"]["predictions"]["what-points-keep"]["traps"]
    assert (trap["from"], trap["to"], trap["option"], trap["never"]) == (0.0, 11.0, None, None)
    assert trap["words"]["en"]["reply"].startswith("The points that")
    assert trap["words"]["zh"]["reason"].startswith("积分")


def test_other_alternatives_answer_nothing():
    session = opened()
    found = answer(session, do="twin", replication=0, alternatives=varied("firm.Focal.level", [0, 3]))
    assert found["verdict"]["predictions"] == {}


def test_a_market_too_short_for_a_question_answers_the_others():
    session = opened()
    answered = answer(session, do="twin", replication=0, alternatives=of_lesson())
    replied = answered["verdict"]["predictions"]
    assert replied["leavers-at-level-3"]["answer"] is None
    assert replied["what-points-keep"]["answer"] is not None


@pytest.mark.slow
@pytest.mark.parametrize("name", catalogue.names())
def test_every_declared_question_is_answered_by_a_small_run(name):
    session = opened({"scenario": name, "seed": 1, "customers": 100})
    for replication in range(2):
        answered = answer(session, do="twin", replication=replication, alternatives=of_lesson(name))
    replied = answered["verdict"]["predictions"]
    declared = load_scenario(name).predictions
    assert list(replied) == [asked.id for asked in declared]
    for asked in declared:
        assert replied[asked.id]["answer"] is not None, asked.id
        assert replied[asked.id]["alternatives"]
