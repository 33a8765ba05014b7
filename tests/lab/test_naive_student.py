"""The naive student: a person who knows nothing tries things in twenty different orders.

After everything she does the page has to show what was done: the address and the line at the foot say it, and
the levers stand where they act in the month on the screen.
"""

import random
import re
import time
from urllib.parse import parse_qs

import pytest

from tests.lab.conftest import LONG, PATIENCE
from tests.lab.lesson_answers import lock
from tests.lab.test_browser import expect

pytestmark = pytest.mark.slow
MONTHS = 12
STEPS = 9
LEVEL = "firm.Focal.level"
PRICE = "firm.Focal.price"
SMALL = f"scenario=three-levels&customers=80&months={MONTHS}&lang=en&theme=light"


def until(true, what):
    """Wait until something is true."""
    end = time.monotonic() + PATIENCE / 1000
    while not true():
        assert time.monotonic() < end, what()
        time.sleep(0.05)


class Student:
    """One page, and what its market should be by now."""

    def __init__(self, page, chance):
        self.page, self.chance = page, chance
        self.moves, self.past, self.reached = [], [], 0

    @property
    def shown(self):
        """The month on the screen."""
        return int(re.search(r"\d+", self.page.locator("#month").inner_text())[0])

    def address(self):
        """Return the moves that stand in the address, as the page sees it: the driver may lag behind."""
        written = parse_qs(self.page.evaluate("location.hash")[1:]).get("moves", [""])[0]
        parts = [each.split(":") for each in written.split(";") if each]
        return [(int(month), path, float(value)) for month, path, value in parts]

    def at_month(self, month):
        """Wait for a month."""
        expect(self.page.locator("#month")).to_contain_text(re.compile(rf"(Month {month}\b|第 {month} 个月)"))

    def acting(self, path):
        """Return what a move has made of a parameter in the month on the screen, if any did."""
        made = [value for month, own, value in self.moves if own == path and month <= self.shown]
        return made[-1] if made else None

    def check(self):
        """The page shows what was done."""
        until(lambda: self.address() == self.moves, lambda: (self.address(), self.moves))
        foot = self.page.locator("#foot code")
        until(
            lambda: foot.inner_text().count(" · ") == 2 + len(self.moves),
            lambda: (foot.inner_text(), self.moves),
        )
        expect(self.page.locator(f"#level-0-{self.acting(LEVEL) or 0:.0f}")).to_be_checked()
        expect(self.page.locator("#lever-firm-Focal-price")).to_have_value(f"{self.acting(PRICE) or 100:g}")

    def change(self, path, value):
        """Note a change that has been made, and answer the question where it begins, if it is asked."""
        standing, asked = self.shown, self.page.locator("#where")
        if standing == 0 or (standing < MONTHS and self.at_front):
            self.begin(standing, path, value)
            return
        expect(asked).to_be_visible()
        answers = asked.locator("[data-month]").all()
        answer = self.chance.choice([*answers, None])
        if answer is None:
            self.page.keyboard.press("Escape")
        else:
            month = int(answer.get_attribute("data-month"))
            answer.click()
            self.begin(month, path, value)
        expect(asked).to_be_hidden()
        until(lambda: self.address() == self.moves, lambda: (self.address(), self.moves))
        self.at_month(standing)

    @property
    def at_front(self):
        """Whether the month on the screen is the last one that was run."""
        return self.shown == self.reached

    def begin(self, month, path, value):
        """A change begins after a month; what was to happen to the same lever later falls away."""
        self.past.append(self.moves)
        kept = [each for each in self.moves if each[0] < month or each[1] != path]
        self.moves = sorted([*kept, (month, path, value)], key=lambda each: each[0])
        self.reached = max(self.shown, month) if month < self.reached else self.reached


def to_the_end(student):
    if student.reached < MONTHS:
        student.page.locator("#to-end").click()
    else:
        student.page.locator("#line").fill(str(MONTHS))
    student.at_month(MONTHS)
    student.reached = MONTHS


def look_back(student):
    month = student.chance.randint(0, student.reached)
    student.page.locator("#line").fill(str(month))
    student.at_month(month)


def one_month(student):
    if student.reached < MONTHS:
        student.page.locator("#step").click()
        student.reached += 1
        student.at_month(student.reached)


def another_level(student):
    now = student.acting(LEVEL) or 0
    level = student.chance.choice([each for each in range(4) if each != now])
    student.page.locator(f"#level-0-{level}").check()
    student.change(LEVEL, float(level))


def another_price(student):
    now = student.acting(PRICE) or 100
    slider = student.page.locator("#lever-firm-Focal-price")
    slider.press("ArrowRight" if now < 130 else "ArrowLeft")
    student.change(PRICE, now + 1 if now < 130 else now - 1)


def undo(student):
    if student.past:
        month = student.shown
        student.page.get_by_role("button", name="Undo").click()
        student.moves = student.past.pop()
        student.reached = month
        until(lambda: student.address() == student.moves, lambda: student.address())
        student.at_month(month)


def original(student):
    if student.moves:
        month = student.shown
        student.page.get_by_role("button", name="Original").click()
        first = min(each[0] for each in student.moves)
        student.past.append(student.moves)
        student.moves = []
        student.reached = month if first < student.reached else student.reached
        until(lambda: student.address() == [], lambda: student.address())
        student.at_month(month)


def reload(student):
    month = student.shown
    address = "location.hash"
    until(lambda: f"m={month}&" in student.page.evaluate(address), lambda: student.page.evaluate(address))
    student.page.reload()
    student.page.wait_for_selector("#foot code")
    student.at_month(month)
    student.reached, student.past = month, []


def other_language(student):
    for name in ("中文", "English"):
        student.page.get_by_role("button", name=name).click()
        expect(student.page.get_by_role("button", name=name)).to_have_count(0)


def projector(student):
    for pressed in ("true", "false"):
        student.page.locator("#big").click()
        expect(student.page.locator("#big")).to_have_attribute("aria-pressed", pressed)


def other_views(student):
    for view in ("why", "compare", "lesson", "market"):
        student.page.locator(f"[data-view={view}]").click()
        expect(student.page.locator(f"[data-view={view}]")).to_have_attribute("aria-current", "page")


def there_and_back(student):
    student.page.locator("[data-view=compare]").click()
    expect(student.page.locator("#verdict")).to_be_visible()
    student.page.go_back()
    expect(student.page.locator("#play")).to_be_visible()


def new_luck(student):
    seed = int(student.page.locator("#seed").input_value())
    student.page.get_by_role("button", name="New luck").click()
    expect(student.page.locator("#seed")).to_have_value(str(seed + 1))
    student.at_month(0)
    student.reached = 0


THINGS = (
    to_the_end,
    to_the_end,
    look_back,
    look_back,
    one_month,
    another_level,
    another_level,
    another_price,
    undo,
    original,
    reload,
    other_language,
    projector,
    other_views,
    there_and_back,
    new_luck,
)


@pytest.mark.parametrize("order", range(16))
def test_whatever_she_does_the_page_shows_what_was_done(visit, order):
    chance = random.Random(order)
    student = Student(visit.page(SMALL), chance)
    for _ in range(STEPS):
        chance.choice(THINGS)(student)
        student.check()


def test_play_change_play_again(visit):
    """What every student does first: run it, choose a level, run it again."""
    page = visit.page(SMALL)
    page.locator("#to-end").click()
    expect(page.locator("#month")).to_contain_text(f"Month {MONTHS}")
    page.get_by_role("radio", name=re.compile("Level 3")).check()
    page.locator("#where button").first.click()
    expect(page.locator("#foot code")).to_contain_text("Focal: level 3 (from the start)")
    expect(page.locator("#month")).to_contain_text(f"Month {MONTHS}")
    expect(page.get_by_role("radio", name=re.compile("Level 3"))).to_be_checked()
    page.get_by_role("button", name="Play again").click()
    expect(page.locator("#month")).not_to_contain_text(f"Month {MONTHS}")
    expect(page.get_by_role("radio", name=re.compile("Level 3"))).to_be_checked()
    expect(page.locator("#foot code")).to_contain_text("Focal: level 3 (from the start)")


def test_who_waits_for_nothing_plays_what_she_chose(visit):
    """Level 3 and Play are pressed before any answer of the engine can have arrived."""
    page = visit.page(SMALL)
    page.locator("#to-end").click()
    expect(page.locator("#month")).to_contain_text(f"Month {MONTHS}")
    page.get_by_role("radio", name=re.compile("Level 3")).check()
    page.evaluate("() => document.querySelector('#where button').click()")
    page.evaluate("() => document.querySelector('#play').click()")
    expect(page.locator("#foot code")).to_contain_text("Focal: level 3 (from the start)")
    expect(page.locator("#month")).to_contain_text(re.compile(r"Month [1-9]\b"))
    expect(page.locator("#foot code")).to_contain_text("Focal: level 3 (from the start)")
    expect(page.get_by_role("radio", name=re.compile("Level 3"))).to_be_checked()


def test_who_plays_on_without_answering_has_answered(visit):
    """Level 3 is chosen, the question from when is left open, and Play again is pressed."""
    page = visit.page(SMALL)
    page.locator("#to-end").click()
    expect(page.locator("#month")).to_contain_text(f"Month {MONTHS}")
    page.get_by_role("radio", name=re.compile("Level 3")).check()
    expect(page.locator("#where")).to_be_visible()
    page.get_by_role("button", name="Play again").click()
    expect(page.locator("#foot code")).to_contain_text("Focal: level 3 (from the start)")
    expect(page.locator("#month")).to_contain_text(re.compile(r"Month [1-9]\b"))
    expect(page.get_by_role("radio", name=re.compile("Level 3"))).to_be_checked()


BLOCKED = """Object.defineProperty(window, 'localStorage', {
    get() { throw new DOMException('The operation is insecure.', 'SecurityError'); },
});"""


@pytest.mark.parametrize("script", [None, BLOCKED])
def test_a_shared_computer_asks_the_next_student_anew(visit, script):
    page = visit.page(f"{SMALL}&view=lesson&step=predict", script=script)
    lock(page)
    expect(page.locator("#run-it")).to_be_visible()
    page.once("dialog", lambda asked: asked.accept())
    page.locator("#new-student").click()
    page.locator("[data-to=predict]").click()
    expect(page.locator("#lock")).to_be_visible()
    assert page.locator("[data-question] input[type=radio]:checked").count() == 0
    lock(page, "first")
    expect(page.locator("#run-it")).to_be_visible()


def test_an_absurd_link_says_why_and_shows_a_market(visit):
    absurd = "moves=0:world.population.involvement_mean:1e99"
    page = visit.page(f"scenario=three-levels&customers=999999&{absurd}&m=400&lang=en")
    expect(page.locator("#notice")).to_contain_text("This link cannot be opened", timeout=LONG)
    page.locator("#step").click()
    expect(page.locator("#month")).to_contain_text("Month 1")
