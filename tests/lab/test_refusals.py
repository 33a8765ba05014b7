"""Every refusal is shown, with a way out: absurd links, a full laboratory, a browser that keeps nothing."""

import json
from contextlib import ExitStack

import pytest

from tests.lab.conftest import LONG
from tests.lab.lesson_answers import lock
from tests.lab.serving import ask
from tests.lab.test_browser import digest, expect, to_month

pytestmark = pytest.mark.slow

LANGUAGE = "lang=en&theme=light"
LONG_MOVES = ";".join(f"{month}:firm.Focal.{'x' * 110}:1" for month in range(1000))


@pytest.mark.parametrize(
    ("link", "why"),
    [
        ("customers=9999999999", "did not understand this request (open.recipe.customers)"),
        ("seed=9999999999&m=9999999999", "did not understand this request (open.recipe.seed)"),
        ("customers=0", "did not understand this request (open.recipe.customers)"),
        ("moves=0:firm.Focal.price:1e300", "did not understand this request (open.recipe.moves"),
        ("moves=0:world.warm_up:61", "warm-up of at most 60 months"),
        (f"moves={LONG_MOVES}", "This link is too long"),
    ],
)
def test_an_absurd_link_says_why_and_shows_the_usual_market(visit, link, why):
    page = visit.page(f"{link}&{LANGUAGE}")
    to_month(page, 0)
    notice = page.locator("#notice")
    expect(notice).to_contain_text("This link cannot be opened.")
    expect(notice).to_contain_text(why)
    expect(notice).to_contain_text("The usual market is shown instead.")
    page.locator("#step").click()
    to_month(page, 1)


def test_a_refusal_without_an_id_ends_the_request_that_it_is_for(visit):
    page = visit.page(f"customers=200&months=12&{LANGUAGE}")
    before = digest(page)
    refused = page.evaluate(
        """async () => {
            const { app } = await import('/js/app.js');
            const send = app.engine.socket.send.bind(app.engine.socket);
            app.engine.socket.send = () => { app.engine.socket.send = send; send('what is this?'); };
            return app.engine.ask('fingerprint').catch(error => error.words.en);
        }"""
    )
    assert "did not understand" in refused
    assert digest(page) == before


def test_a_page_for_which_there_is_no_room_says_so_and_opens_later(visit, lab):
    with ExitStack() as others:
        for _ in range(250):
            ask(others.enter_context(lab.page()), "catalogue")
        page = visit.browser.new_page()
        page.goto(f"{lab.address}#customers=200&months=12&m=3&{LANGUAGE}")
        expect(page.locator("#notice")).to_contain_text("The laboratory is full: 250 pages are open")
    to_month(page, 3)
    expect(page.locator("#notice")).to_be_hidden()
    page.close()


def test_page_61_of_an_address_is_told_the_limit_of_an_address(lab):
    with ExitStack() as pages:
        for _ in range(60):
            ask(pages.enter_context(lab.page(source_address=("127.0.0.2", 0))), "catalogue")
        refusal = json.loads(pages.enter_context(lab.page(source_address=("127.0.0.2", 0))).recv(timeout=10))
        assert refusal["id"] is None
        assert refusal["last"]
        assert refusal["error"]["en"].startswith("Your address (127.0.0.2) has 60 pages open")
        another = pages.enter_context(lab.page(source_address=("127.0.0.3", 0)))
        assert ask(another, "catalogue")["reply"] == "catalogue"


BLOCKED = """Object.defineProperty(window, 'localStorage', {
    get() { throw new DOMException('The operation is insecure.', 'SecurityError'); },
});"""
FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };"


@pytest.mark.parametrize("script", [BLOCKED, FULL])
def test_a_lesson_works_in_a_browser_that_keeps_nothing_and_says_so_once(visit, script):
    page = visit.page(f"customers=200&months=12&{LANGUAGE}&view=lesson&step=predict", script=script)

    lock(page)
    expect(page.locator("#run-it")).to_be_visible()
    expect(page.locator("#notice")).to_contain_text("This browser keeps nothing between visits.")
    page.locator("#run-it").click()
    expect(page.locator("#outcome")).to_contain_text("of 5 about right", timeout=LONG)
    page.locator("[data-view=market]").click()
    page.locator("[data-view=lesson]").click()
    expect(page.locator("#outcome")).to_contain_text("of 5 about right")
    page.get_by_role("button", name="To the discussion").click()
    page.get_by_role("button", name="Predict again").click()
    lock(page)
    expect(page.locator("#run-it")).to_be_visible()
    expect(page.locator("#notice")).to_be_hidden()


def test_what_is_no_prediction_in_the_browsers_store_is_passed_over(visit):
    stored = 'localStorage.setItem(\'loyaltylab.lesson.three-levels\', \'{"choice": "x", "curve": 5}\');'
    page = visit.page(f"customers=200&months=12&{LANGUAGE}&view=lesson&step=debrief", script=stored)
    expect(page.locator("#lock")).to_be_visible()
