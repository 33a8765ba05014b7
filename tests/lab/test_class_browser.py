"""A class in real browsers: the instructor and a student side by side."""

import json
import re
import time
from pathlib import Path

import pytest

from tests.lab.conftest import LONG, Visit
from tests.lab.lesson_answers import lock
from tests.lab.serving import Served, ask
from tests.lab.test_browser import expect

pytestmark = pytest.mark.slow

MARKET = "scenario=three-levels&customers=200&months=12&lang=en&theme=light"
RECIPE = {"scenario": "three-levels", "seed": 0, "customers": 200, "months": 12}
GIVEN = {
    "keeps-most": "level-3",
    "what-points-keep": {"best": 9, "low": 5, "high": 12},
    "level-3-pulls-ahead": None,
    "leavers-at-level-3": [14, 12, 9, 7, 5],
}


class Class:
    """A laboratory with a class, the browser that visits it, and what the instructor's link carries."""

    def __init__(self, browser):
        self.lab = Served("--class")
        self.visit = Visit(browser, self.lab)

    @property
    def key(self):
        return self.lab.link.partition("#")[2]

    def instructor(self, **settings):
        return self.visit.page(f"{MARKET}&{self.key}", **settings)

    def student(self, **settings):
        return self.visit.page(MARKET, **settings)


@pytest.fixture
def school(browser):
    school = Class(browser)
    yield school
    for context in school.visit.contexts:
        context.close()
    school.lab.stop()
    assert "Traceback" not in school.lab.errors, school.lab.errors
    assert school.visit.foreign == []
    excused = school.visit.excused
    assert [said for said in school.visit.said if not any(each in said for each in excused)] == []


def send(page, answers=None, **reasons):
    """Lock a prediction as the lesson does."""
    page.evaluate(
        """async ([answers, reasons]) => {
            const { sendPrediction } = await import('/js/protocol/classroom.js');
            await sendPrediction('three-levels', answers, reasons);
        }""",
        [answers or GIVEN, {name.replace("_", "-"): reason for name, reason in reasons.items()}],
    )


def is_open(page, step):
    return page.evaluate(
        "async step => (await import('/js/protocol/classroom.js')).isStepOpen(step)",
        step,
    )


def test_instructor_and_student_go_through_a_lesson(school):
    teacher, student = school.instructor(), school.student()
    expect(teacher.locator(".class-panel h1")).to_be_visible()
    assert "teach=" not in teacher.url
    expect(teacher.locator("#class-counts")).to_have_text("1 are here.")
    expect(teacher.locator(".qr")).to_be_visible()
    expect(student.locator("#class-line")).to_be_hidden()
    expect(student.locator("[data-view=class]")).to_have_count(0)

    teacher.get_by_role("button", name="Begin this lesson for all").click()
    expect(student.locator("#class-line")).to_contain_text("The class is now at: Question.")
    expect(student.locator(".rail [aria-current]")).to_contain_text("Question")
    assert is_open(student, "question")
    assert not is_open(student, "predict")
    assert is_open(teacher, "debrief")

    send(student, keeps_most="=1+1 <b>People stay</b>")  # too early: sent once the class predicts
    teacher.get_by_role("button", name="Open the next step for all: Predict").click()
    expect(student.locator(".rail [aria-current]")).to_contain_text("Predict")
    expect(student.locator("#class-line")).to_contain_text("Your prediction is in.")
    expect(teacher.locator("#class-counts")).to_have_text("The class is now at: Predict. 1 of 1 have locked.")
    expect(teacher.locator("[data-question=keeps-most] .class-bars b")).to_have_text(
        ["0", "0", "0", "1", "0"]
    )
    expect(teacher.locator(".reasons")).to_have_text("=1+1 <b>People stay</b>")
    expect(teacher.locator(".came")).to_have_count(0)

    teacher.get_by_role("button", name="One more minute").click()
    expect(student.locator("#class-line")).to_contain_text(re.compile(r"Predictions close in \d+ s"))
    teacher.get_by_role("button", name="Close and run for all").click()
    expect(student.locator("#class-line")).to_contain_text("The class is now at: Run.")
    assert is_open(student, "run")
    time.sleep(1)
    expect(teacher.locator(".came")).to_have_count(0)  # the surprise comes with the debrief
    teacher.get_by_role("button", name="Open the next step for all: Debrief").click()
    expect(teacher.locator(".came")).to_have_count(4, timeout=LONG)
    teacher.locator("[data-view=lesson]").click()
    teacher.locator("[data-view=class]").click()
    expect(teacher.locator(".came")).to_have_count(4, timeout=LONG)
    with teacher.expect_download() as download:
        teacher.get_by_role("button", name="Collect as CSV").click()
    lines = Path(download.value.path()).read_text("utf-8-sig").splitlines()
    assert lines[0].startswith("student,keeps-most,keeps-most reason,what-points-keep best")
    assert lines[1].startswith("1,level-3,'=1+1 <b>People stay</b>,9,5,12,")

    teacher.get_by_role("button", name="Open the next step for all: Discuss").click()
    expect(student.locator("#class-line")).to_contain_text("The class is now at: Discuss.")
    teacher.once("dialog", lambda asked: asked.accept())
    teacher.get_by_role("button", name="End the lesson").click()
    expect(student.locator("#class-line")).to_be_hidden()
    expect(teacher.get_by_role("button", name="Begin this lesson for all")).to_be_visible()


def test_nobody_sees_an_outcome_while_the_class_predicts(school):
    teacher, student = school.instructor(), school.student()
    teacher.locator("#class-next").click()
    teacher.locator("#class-next").click()
    expect(student.locator(".rail [aria-current]")).to_contain_text("Predict")
    expect(student.locator("[data-view=lesson]")).to_be_visible()
    expect(student.locator("[data-view=compare], [data-view=market], [data-view=why]")).to_have_count(0)
    student.evaluate("location.hash = location.hash.replace('view=lesson', 'view=compare')")
    expect(student.locator(".rail [aria-current]")).to_contain_text("Predict")
    lock(student)
    expect(student.locator("#class-line")).to_contain_text("Your prediction is in.")
    expect(student.locator("#notice")).to_be_hidden()
    expect(student.locator(".rail [aria-current]")).to_contain_text("Predict")
    expect(student.get_by_role("button", name="Run", exact=True)).to_have_count(0)
    teacher.locator("#class-next").click()
    expect(student.locator(".rail [aria-current]")).to_contain_text("Run")
    expect(student.locator("[data-view=compare]")).to_be_visible()


def test_an_instructor_who_looks_at_another_lesson_finds_back_and_collects_nothing_else(school):
    teacher = school.instructor()
    teacher.locator("#class-next").click()
    expect(teacher.locator("#collect")).to_be_enabled()
    teacher.locator("#scenario").click()
    teacher.locator("#pick").get_by_text("Price war", exact=False).first.click()
    expect(teacher.locator("#class-now")).to_contain_text("The class is at another lesson")
    expect(teacher.locator("#collect")).to_be_disabled()
    teacher.get_by_role("button", name="Back to the lesson of the class").click()
    expect(teacher.locator("#collect")).to_be_enabled()


def test_a_reload_keeps_the_seats_of_both_and_where_they_are(school):
    teacher, student = school.instructor(), school.student()
    teacher.locator("#class-next").click()
    expect(student.locator("#class-line")).to_contain_text("Question")
    teacher.locator("#class-next").click()
    expect(student.locator(".rail [aria-current]")).to_contain_text("Predict")
    send(student)
    expect(student.locator("#class-line")).to_contain_text("Your prediction is in.")
    student.reload()
    expect(student.locator("#class-line")).to_contain_text("Your prediction is in.")
    expect(student.locator(".rail [aria-current]")).to_contain_text("Predict")
    teacher.locator("#class-next").click()
    expect(student.locator(".rail [aria-current]")).to_contain_text("Run")
    student.locator("[data-view=market]").click()
    student.reload()
    expect(student.locator("#crowd")).to_be_visible()
    student.get_by_role("button", name="Go there").click()
    expect(student.locator(".rail [aria-current]")).to_contain_text("Run")
    teacher.reload()
    expect(teacher.locator("#class-counts")).to_contain_text("1 of 1 have locked.")


def test_a_link_used_twice_is_refused_with_words(school):
    school.instructor()
    other = school.instructor()
    expect(other.locator("#notice")).to_contain_text("This instructor's link has been used")
    expect(other.locator(".class-panel")).to_contain_text("This is the instructor's view.")
    assert "teach=" not in other.url
    expect(other.locator("[data-view=class]")).to_have_count(0)


def test_the_link_works_in_a_tab_that_has_the_laboratory_open(school):
    page = school.student()
    page.goto(school.lab.link)
    expect(page.locator("#class-counts")).to_have_text("0 are here.")


BLOCKED = """Object.defineProperty(window, 'localStorage', {
    get() { throw new DOMException('The operation is insecure.', 'SecurityError'); },
});"""


def test_a_browser_that_keeps_nothing_takes_part_until_it_is_reloaded(school):
    teacher, student = school.instructor(), school.student(script=BLOCKED)
    teacher.locator("#class-next").click()
    teacher.get_by_role("button", name="Open the next step for all: Predict").click()
    expect(student.locator(".rail [aria-current]")).to_contain_text("Predict")
    send(student)
    expect(student.locator("#class-line")).to_contain_text("Your prediction is in.")


def test_a_laboratory_that_restarts_says_that_the_class_is_over(school):
    teacher, student = school.instructor(), school.student()
    teacher.locator("#class-next").click()
    expect(student.locator("#class-line")).to_contain_text("Question")
    school.visit.excused = ("WebSocket connection to", school.lab.address)
    school.lab.stop()
    school.lab.start()
    for page in (teacher, student):
        expect(page.locator("#class-line")).to_have_text(
            "The class is over: the laboratory was started again."
        )
    expect(teacher.locator("[data-view=class]")).to_have_count(0)


def test_a_new_student_on_this_computer_finds_nothing_of_the_last_one(school):
    teacher, student = school.instructor(), school.student()
    teacher.locator("#class-next").click()
    teacher.get_by_role("button", name="Open the next step for all: Predict").click()
    expect(student.locator(".rail [aria-current]")).to_contain_text("Predict")
    send(student)
    expect(student.locator("#class-line")).to_contain_text("Your prediction is in.")
    student.evaluate("localStorage.setItem('loyaltylab.lesson.three-levels', '{}')")
    who = student.evaluate("localStorage.getItem('loyaltylab.class.who')")
    student.on("dialog", lambda dialog: dialog.accept())
    student.locator("#new-student").click()
    expect(student.locator("#class-line")).to_contain_text("The class is now at: Predict.")
    expect(student.locator("#class-line")).not_to_contain_text("Your prediction is in.")
    assert student.evaluate("localStorage.getItem('loyaltylab.lesson.three-levels')") is None
    assert student.evaluate("localStorage.getItem('loyaltylab.class.who')") not in (None, who)
    expect(teacher.locator("#class-counts")).to_contain_text("1 of 1 have locked.")


@pytest.mark.parametrize(("language", "width"), [("en", 1280), ("zh", 390)])
def test_the_panel_has_no_serious_findings_and_no_sideways_scrolling(school, axe, language, width):
    teacher = school.visit.page(f"{MARKET.replace('lang=en', f'lang={language}')}&{school.key}", width=width)
    with school.lab.page() as student:
        ask(student, "join", who="0" * 32)
        teacher.locator("#class-next").click()
        teacher.locator("[data-step=predict]").click()
        expect(teacher.locator("#class-minute")).to_be_visible()
        locking = ask(
            student, "lock", scenario="three-levels", answers=GIVEN, reasons={"keeps-most": "x" * 500}
        )
        assert locking["reply"] == "locked"
        teacher.locator("[data-step=debrief]").click()
        expect(teacher.locator(".came")).to_have_count(4, timeout=LONG)
    time.sleep(0.5)
    assert teacher.evaluate("document.documentElement.scrollWidth <= innerWidth")
    teacher.evaluate(axe)
    found = teacher.evaluate("async () => (await axe.run()).violations")
    serious = [each for each in found if each["impact"] in ("serious", "critical")]
    assert serious == [], json.dumps(serious)[:2000]
