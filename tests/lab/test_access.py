"""The page for everybody: by keyboard alone, and without serious findings of axe-core."""

import json
import re

import pytest

from tests.lab.conftest import LONG
from tests.lab.lesson_answers import lock

pytestmark = pytest.mark.slow
playwright = pytest.importorskip("playwright.sync_api")
expect = playwright.expect

SMALL = "customers=300&months=12&m=12"
SERIOUS = {"serious", "critical"}


def findings(page, axe):
    """Return what axe-core finds serious."""
    page.evaluate(axe + "; null")
    found = page.evaluate("async () => (await axe.run(document, {resultTypes: ['violations']})).violations")
    return [f"{each['id']}: {each['nodes'][0]['html'][:160]}" for each in found if each["impact"] in SERIOUS]


@pytest.mark.parametrize(("language", "theme"), [("en", "light"), ("zh", "dark")])
@pytest.mark.parametrize("view", ["market", "why", "compare", "lesson"])
def test_no_serious_findings(visit, axe, view, language, theme):
    page = visit.page(f"{SMALL}&view={view}&lang={language}&theme={theme}", bypass_csp=True)
    page.wait_for_timeout(1500)
    assert findings(page, axe) == []


def test_no_serious_findings_with_the_whole_decision_open(visit, axe):
    page = visit.page(f"{SMALL}&view=why&lang=en&theme=dark", bypass_csp=True)
    page.locator("#whole summary").press("Enter")
    expect(page.locator("#decision-table")).to_be_visible()
    expect(page.locator("#kept-testing")).not_to_contain_text("testing", timeout=LONG)
    assert findings(page, axe) == []


def test_no_serious_findings_on_a_phone_or_with_everything_open(visit, axe):
    page = visit.page(f"{SMALL}&lang=en&theme=light", bypass_csp=True, width=390, height=844)
    page.locator(".controls-wrap > summary").click()
    page.get_by_role("button", name=re.compile("Everything else")).click()
    page.get_by_text("Mechanisms").click()
    assert findings(page, axe) == []
    page.locator("#scenario").click()
    assert findings(page, axe) == []


def test_no_serious_findings_in_the_steps_of_a_lesson(visit, axe):
    page = visit.page("customers=200&months=12&lang=en&theme=light&view=lesson&step=predict", bypass_csp=True)
    assert findings(page, axe) == []
    lock(page)
    expect(page.locator("#run-it")).to_be_visible()
    assert findings(page, axe) == []
    page.locator("#run-it").click()
    expect(page.locator("[data-judged]").first).to_be_visible(timeout=LONG)
    assert findings(page, axe) == []
    page.get_by_role("button", name="To the discussion").click()
    assert findings(page, axe) == []


def focused(page):
    """Return what has the focus, and whether it is seen to have it."""
    return json.loads(
        page.evaluate(
            "() => { const each = document.activeElement, style = getComputedStyle(each);"
            " return JSON.stringify({id: each.id, tag: each.tagName, view: each.dataset.view ?? null,"
            " seen: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2}); }"
        )
    )


def tab_to(page, selector, most=80):
    """Press Tab until an element has the focus; return it."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return focused(page)
    raise AssertionError(f"{selector} cannot be reached with Tab")


def test_the_whole_path_by_keyboard(visit):
    page = visit.page("customers=200&months=12&lang=en&theme=light")
    page.keyboard.press("Tab")
    assert focused(page)["id"] == "skip"
    assert tab_to(page, "#step")["seen"]
    page.keyboard.press("Enter")
    expect(page.locator("#month")).to_contain_text("Month 1")
    assert tab_to(page, "[name^=level]")["tag"] == "INPUT"
    page.keyboard.press("ArrowDown")
    expect(page.locator("#foot code")).to_contain_text("level 1")
    tab_to(page, "#lever-firm-Focal-price")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#foot code")).to_contain_text("Price")
    tab_to(page, "#crowd")
    for key in ("End", "Home", "ArrowRight", "ArrowDown", "ArrowUp", "ArrowRight"):
        page.keyboard.press(key)
    expect(page.locator("#tooltip")).to_contain_text("Focal")
    number = re.search(r"Customer (\d+)", page.locator("#tooltip").inner_text())[1]
    page.keyboard.press("Enter")
    expect(page.locator("#who")).to_contain_text(f"(no. {number})")
    tab_to(page, "[data-search=often]")
    page.keyboard.press("Enter")
    expect(page.locator("[data-search=often]")).to_have_attribute("aria-pressed", "true")
    page.locator("#skip").focus()
    tab_to(page, "[data-view=compare]")
    page.keyboard.press("Enter")
    expect(page.locator("#verdict")).to_be_visible()
    page.locator("#skip").focus()
    tab_to(page, "[data-view=lesson]")
    page.keyboard.press("Enter")
    tab_to(page, "[data-to=predict]")
    page.keyboard.press("Enter")
    tab_to(page, "[name=ask-keeps-most]")
    page.keyboard.press("Space")
    for question in ("what-points-keep", "what-level-3-is-worth"):
        tab_to(page, f"#ask-{question}")
        page.keyboard.press("ArrowRight")
        for end in ("1", "30" if question == "what-points-keep" else "300"):
            page.keyboard.press("Tab")
            page.keyboard.type(end)
    tab_to(page, "#ask-level-3-pulls-ahead")
    page.keyboard.press("ArrowRight")
    knob = tab_to(page, "[data-knob='3']")
    assert knob["seen"]
    page.keyboard.press("ArrowUp")
    expect(page.locator("[data-knob='3']")).to_be_focused()
    tab_to(page, "#lock")
    page.keyboard.press("Enter")
    tab_to(page, "#run-it")
    page.keyboard.press("Enter")
    expect(page.locator("#outcome")).to_contain_text("of 5 about right", timeout=LONG)


def test_space_plays_and_a_dot_is_one_month(visit):
    page = visit.page("customers=200&months=12&lang=en&theme=light")
    page.keyboard.press(".")
    expect(page.locator("#month")).to_contain_text("Month 1")
    page.keyboard.press("Space")
    expect(page.locator("#play")).to_have_text("Pause")
    page.keyboard.press("Space")
    expect(page.locator("#play")).to_have_text("Play")


def test_the_page_holds_at_twice_the_size(visit):
    page = visit.page(f"{SMALL}&lang=en&theme=light", width=640, height=400)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    expect(page.locator("#play")).to_be_in_viewport()


def test_the_focus_stays_on_a_lever_that_begins_the_market_anew(visit):
    page = visit.page("customers=200&months=12&lang=en&theme=light")
    page.get_by_role("button", name=re.compile("Everything else")).click()
    page.get_by_text("Mechanisms").click()
    lever = page.locator("#lever-firm-Focal-price")
    lever.focus()
    for count in (1, 2, 3):
        page.keyboard.press("ArrowRight")
        expect(page.locator("#foot code")).to_contain_text(f"Price {100 + count} coins")
    expect(lever).to_be_focused()
    expect(page.get_by_role("checkbox", name="Word of mouth")).to_be_visible()
