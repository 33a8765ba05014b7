"""A class against a laboratory that is served: forty pages lock, the instructor collects, nobody else can."""

import contextlib
import json
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.lab.serving import ROOT, Served, ask

RECIPE = {"scenario": "three-levels", "seed": 7, "customers": 300, "months": 12}
STUDENTS = 40
QUIET = 0.6


@pytest.fixture(scope="module")
def lab():
    served = Served("--class")
    yield served
    served.stop()
    assert served.errors == ""


@pytest.fixture
def teacher(lab):
    """The instructor's page; the link is exchanged by the first test that needs it."""
    with lab.page() as page:
        if not hasattr(lab, "secret"):
            lab.secret = ask(page, "teach", key=key_of(lab))["secret"]
        assert ask(page, "teach", key=lab.secret)["reply"] == "teaching"
        ask(page, "lead", recipe={"scenario": "bank"}, step="question")  # forgets the lesson before
        yield page


@pytest.fixture
def student(lab):
    with lab.page() as page:
        assert ask(page, "join", who="f" * 32)["reply"] == "joined"
        yield page


def key_of(lab):
    return lab.link.partition("#teach=")[2]


def who(number):
    return f"{number:032x}"


def given(number):
    return {
        "keeps-most": "level-3" if number % 3 else "level-1",
        "what-points-keep": {"best": number % 20, "low": 0, "high": 25},
        "level-3-pulls-ahead": None if number % 4 == 0 else number % 12 + 1,
    }


def pushed(page, until, seconds=10):
    """Return the first pushed state of which something holds."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        news = json.loads(page.recv(timeout=seconds))
        if "push" in news and until(news["class"]):
            return news["class"]
    raise TimeoutError


def test_forty_pages_lock_within_a_second_and_the_instructor_collects(lab, teacher):
    with contextlib.ExitStack() as open_pages:
        pages = [open_pages.enter_context(lab.page()) for _ in range(STUDENTS)]
        for number, page in enumerate(pages):
            assert ask(page, "join", who=who(number))["class"]["recipe"]["scenario"] == "bank"
        ask(teacher, "lead", recipe=RECIPE, step="predict")
        for page in pages:
            assert pushed(page, lambda state: state["step"] == "predict")["present"] == STUDENTS
        with ThreadPoolExecutor(STUDENTS) as at_once:
            seconds = list(at_once.map(locks, pages, range(STUDENTS)))
        print(f"{STUDENTS} locks: the slowest answer took {max(seconds):.3f} s")
        assert max(seconds) < 5.0
        assert pushed(teacher, lambda state: state["locked"] == STUDENTS)["present"] == STUDENTS
        collected = ask(teacher, "collect")["predictions"]
        expected = sorted(json.dumps(given(number)) for number in range(STUDENTS))
        assert sorted(json.dumps(each["answers"]) for each in collected) == expected
        assert {each["reasons"]["keeps-most"] for each in collected} == {"因为"}
        ask(teacher, "lead", recipe=RECIPE, step="run")
        for page in pages:
            assert pushed(page, lambda state: state["step"] == "run")["mine"]
    assert pushed(teacher, lambda state: state["present"] == 0)["locked"] == STUDENTS


def locks(page, number):
    """Lock a prediction and return the seconds until the answer."""
    begin = time.monotonic()
    reasons = {"keeps-most": "因为"}
    answer = ask(page, "lock", scenario="three-levels", answers=given(number), reasons=reasons)
    assert answer["reply"] == "locked", answer
    return time.monotonic() - begin


@pytest.mark.parametrize(
    ("do", "details"),
    [
        ("lead", {"recipe": RECIPE, "step": "debrief"}),
        ("one_more_minute", {}),
        ("end", {}),
        ("notes", {}),
        ("collect", {}),
    ],
)
def test_a_student_opens_no_step_and_reads_no_prediction(teacher, student, do, details):
    ask(teacher, "lead", recipe=RECIPE, step="predict")
    refused = ask(student, do, **details)
    assert refused["reply"] == "refused"
    assert refused["error"] == {"en": "Only the instructor can do this.", "zh": "只有教师可以这样做。"}
    assert ask(student, "join", who="f" * 32)["class"]["step"] == "predict"


@pytest.mark.parametrize("key", ["A" * 32, None])
def test_a_forged_or_used_link_is_refused_in_both_languages(lab, teacher, student, key):
    refused = ask(student, "teach", key=key or key_of(lab))
    assert refused["reply"] == "refused"
    said = ("not the instructor's link", "不是本实验室的教师链接") if key else ("works once", "只能用一次")
    assert said[0] in refused["error"]["en"]
    assert said[1] in refused["error"]["zh"]
    assert ask(student, "collect")["reply"] == "refused"


def test_hostile_answers_are_refused_in_both_languages_and_change_nothing(teacher, student):
    ask(teacher, "lead", recipe=RECIPE, step="predict")
    for answers, english, chinese in (
        ({"keeps-most": "<b>"}, "no possible answer", "不是可能的回答"),
        ({"level-3-pulls-ahead": 10**400}, "no possible answer", "不是可能的回答"),
        ({"what-points-keep": {"best": [[]], "low": {}, "high": ""}}, "no possible answer", "不是可能的回答"),
        ({"__proto__": {}}, "not the questions", "不是这一课的问题"),
    ):
        refused = ask(student, "lock", scenario="three-levels", answers=answers)
        assert english in refused["error"]["en"]
        assert chinese in refused["error"]["zh"]
    assert ask(teacher, "collect")["predictions"] == []


def test_a_page_without_a_seat_is_told_nothing(lab, teacher):
    with lab.page() as page:
        refused = ask(page, "lock", scenario="three-levels", answers=given(1))
        assert "not joined" in refused["error"]["en"]
        ask(teacher, "lead", recipe=RECIPE, step="predict")
        with pytest.raises(TimeoutError):
            page.recv(timeout=QUIET)


def test_a_laboratory_that_is_started_again_has_another_class_and_another_link(lab):
    with lab.page() as page:
        before = ask(page, "join", who=who(1))["class"]["room"]
    link, secret = lab.link, getattr(lab, "secret", key_of(lab))
    lab.stop()
    lab.start()
    assert lab.link != link
    with lab.page() as page:
        assert ask(page, "join", who=who(1))["class"]["room"] != before
        assert ask(page, "teach", key=secret)["reply"] == "refused"
        lab.secret = ask(page, "teach", key=key_of(lab))["secret"]


def test_a_laboratory_on_ones_own_machine_has_no_class_unless_asked():
    served = Served()
    try:
        with served.page() as page:
            assert ask(page, "join", who=who(1)) == {"id": 1, "reply": "joined", "class": None}
            assert "--class" in ask(page, "teach", key="A" * 32)["error"]["en"]
    finally:
        served.stop()


def test_a_class_and_several_processes_are_refused_with_words():
    command = [sys.executable, "-m", "simulation.lab", "--no-open", "--class", "--workers", "2"]
    for language, said in (("en", "one process"), ("zh", "一个进程")):
        environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
        ended = subprocess.run(
            [*command, "--lang", language],
            capture_output=True,
            encoding="utf-8",
            cwd=ROOT,
            timeout=60,
            env=environment,
            check=False,
        )
        assert ended.returncode == 2
        assert said in ended.stderr
        assert len(ended.stderr.splitlines()) == 1
