"""A phone: fingers enlarge the picture, and hit one customer among five thousand."""

import re

import pytest

pytestmark = pytest.mark.slow
playwright = pytest.importorskip("playwright.sync_api")
expect = playwright.expect

CROWDED = "customers=5000&months=12&lang=en&theme=light&m=3"
FINGER = 24


@pytest.fixture
def phone(visit):
    """A page on a phone, and its touches."""
    page = visit.page(CROWDED, width=390, height=844, has_touch=True, is_mobile=True, device_scale_factor=2)
    return page, page.context.new_cdp_session(page)


def touch(fingers, kind, points):
    """Let fingers do something at points of the screen."""
    at = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(points)]
    fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": at})


def pinch(fingers, x, y, start, end, steps=8):
    """Move two fingers apart around a place."""
    touch(fingers, "touchStart", [(x - start, y), (x + start, y)])
    for step in range(1, steps + 1):
        apart = start + (end - start) * step / steps
        touch(fingers, "touchMove", [(x - apart, y), (x + apart, y)])
    touch(fingers, "touchEnd", [])


def middle(page):
    """Return a place in the picture."""
    box = page.locator("#crowd").bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def pointed(page):
    """Return the customer that the note speaks of."""
    return int(re.search(r"Customer (\d+)", page.locator("#tooltip").inner_text())[1])


def tapped(page, x, y):
    page.touchscreen.tap(x, y)
    page.wait_for_timeout(400)  # the note may be there already, and speak of another
    expect(page.locator("#tooltip")).to_be_visible()
    return pointed(page)


def test_a_tap_points_and_the_note_leads_to_why(phone):
    page, _ = phone
    customer = tapped(page, *middle(page))
    page.locator("#ask-why").tap()
    expect(page.locator("#who")).to_contain_text(f"(no. {customer})")


def test_two_fingers_enlarge_until_one_can_hit_a_single_customer(phone):
    page, fingers = phone
    x, y = middle(page)
    expect(page.locator("#zoom-out")).to_be_disabled()
    pinch(fingers, x, y, 15, 120)
    expect(page.locator("#zoom-out")).to_be_enabled()
    assert page.evaluate("scrollY") == 0
    hits = [tapped(page, x + shift * FINGER, y) for shift in (-2, 0, 2)]
    assert len(set(hits)) == 3
    assert tapped(page, x, y) == hits[1]
    page.touchscreen.tap(x, y)
    expect(page.locator("#who")).to_contain_text(f"(no. {hits[1]})")


def test_one_finger_moves_an_enlarged_picture_and_points_at_nobody(phone):
    page, fingers = phone
    x, y = middle(page)
    for _ in range(3):
        page.locator("#zoom-in").tap()
    before = tapped(page, x, y)
    touch(fingers, "touchStart", [(x, y)])
    for step in range(1, 9):
        touch(fingers, "touchMove", [(x - 10 * step, y + 6 * step)])
    touch(fingers, "touchEnd", [])
    assert page.evaluate("scrollY") == 0
    expect(page.locator("#tooltip")).to_be_hidden()
    page.wait_for_timeout(500)  # a tap right after a sweep only stops it
    assert tapped(page, x, y) != before
    assert tapped(page, x - 80, y + 48) == before


def test_one_finger_scrolls_the_page_while_the_picture_is_whole(phone):
    page, fingers = phone
    x, y = middle(page)
    touch(fingers, "touchStart", [(x, y)])
    for step in range(1, 15):
        touch(fingers, "touchMove", [(x, y - 12 * step)])
        page.wait_for_timeout(20)
    touch(fingers, "touchEnd", [])
    assert page.evaluate("scrollY") > 100


def test_the_keys_enlarge_too(visit):
    page = visit.page("customers=400&months=12&lang=en&theme=light&m=3")
    page.locator("#crowd").focus()
    page.keyboard.press("+")
    expect(page.locator("#zoom-out")).to_be_enabled()
    page.keyboard.press("0")
    expect(page.locator("#zoom-out")).to_be_disabled()
