"""The page in class: on tablets and projectors, with rivals that act, with a file of one's own."""

import re

import pytest

from tests.lab.conftest import LONG, Visit
from tests.lab.serving import Served
from tests.lab.test_browser import SMALL, digest, expect, to_month

pytestmark = pytest.mark.slow


def test_back_leads_to_the_view_before_and_to_the_same_market(visit):
    page = visit.page(SMALL)
    page.locator("#to-end").click()
    to_month(page, 12)
    before = digest(page)
    for view in ("why", "compare"):
        page.locator(f"[data-view={view}]").click()
    page.go_back()
    expect(page.locator("#who")).to_contain_text("(no. ")
    page.go_back()
    to_month(page, 12)
    expect(page.locator("#crowd")).to_be_visible()
    page.go_forward()
    expect(page.locator("#who")).to_contain_text("(no. ")
    assert digest(page) == before


def test_a_link_to_a_firm_that_is_not_there_shows_the_usual_one(visit):
    page = visit.page(f"{SMALL}&m=3&only=77")
    expect(page.locator("#chart-costs-title")).to_contain_text("Focal")
    assert "only=" not in page.url


@pytest.mark.parametrize("width", [768, 1024, 1280])
@pytest.mark.parametrize("large", [False, True])
def test_a_tablet_and_a_projector_have_no_sideways_scrolling(visit, width, large):
    page = visit.page("scenario=mobile-telecom&m=40&lang=en&theme=light", width=width, height=768)
    if large:
        page.locator("#big").click()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    expect(page.locator("#new")).to_be_in_viewport(ratio=1)
    assert page.locator("#line").bounding_box()["width"] > 100


def test_small_money_is_not_rounded_to_nothing(visit):
    page = visit.page("scenario=toothpaste&view=why&m=12&lang=en&theme=light")
    expect(page.locator("#kept li small").first).to_have_text(re.compile(r"\d\.\d\d pounds"))
    expect(page.locator(".sides li b").first).to_have_text(re.compile(r"^\d\.\d\d$"))
    expect(page.locator(".waterfall-holder > p").first).to_contain_text(re.compile(r"\d of 9 firms"))
    page.locator("[data-search=locked]").click()
    expect(page.locator("#hits li").first).to_contain_text(re.compile(r"0\.\d\d pounds"))


def test_what_a_firm_does_otherwise_is_said_in_its_month(visit):
    page = visit.page("scenario=price-war&m=25&lang=en&theme=light")
    expect(page.locator("#now")).to_contain_text("New: Birch: Price 85 coins.")
    expect(page.locator("#lever-firm-Birch-price")).to_have_value("85")
    page.locator("#line").focus()
    page.locator("#line").press("ArrowLeft")
    to_month(page, 24)
    expect(page.locator("#now")).not_to_contain_text("New:")
    expect(page.locator("#lever-firm-Birch-price")).to_have_value("100")


OWN = """
schema = 1
title = "Rivals that learn"
question = "Do they act?"
[world]
months = 12
customers = 300
[[firm]]
name = "Focal"
[[firm]]
name = "Birch"
[firm.policy]
kind = "adaptive"
review_every = 2
exploration = 1.0
"""


@pytest.fixture
def own(browser, tmp_path):
    """Visits to a laboratory with a file of one's own: a rival that learns, and a lesson without claims."""
    file = tmp_path / "learning.toml"
    file.write_text(OWN)
    served = Served(str(file))
    visit = Visit(browser, served)
    yield visit
    for context in visit.contexts:
        context.close()
    served.stop()
    assert visit.said == []


def test_a_rival_that_learns_is_seen_and_taken_over_and_its_lesson_has_no_empty_heading(own):
    page = own.page("scenario=learning&m=3&lang=en&theme=light")
    expect(page.locator("#now")).to_contain_text(re.compile(r"New: Birch: level \d", re.IGNORECASE))
    page.locator("#lever-firm-Birch-price").focus()
    page.locator("#lever-firm-Birch-price").press("Home")
    page.locator("#step").click()
    to_month(page, 4)
    expect(page.locator("#now")).to_contain_text("Birch: Price 70 coins")
    page.locator("[data-view=compare]").click()
    expect(page.locator("#more")).to_have_text("Run 30 more", timeout=LONG)
    page.locator("[data-view=lesson]").click()
    page.get_by_role("button", name="Predict", exact=True).click()
    expect(page.locator("#page")).to_contain_text("This lesson asks for no prediction.")
    page.locator("#lock").click()
    page.locator("#run-it").click()
    expect(page.locator("#outcome")).to_have_text("Debrief", timeout=LONG)
    expect(page.locator("#page h2")).to_have_count(0)
