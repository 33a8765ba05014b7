"""A market of one's own in the browser: made in the form, played, taken away, opened again."""

import re

import pytest

from simulation.lab import own_market
from simulation.scenario.reading import load_scenario, parse_scenario
from tests.lab.test_access import findings, tab_to

pytestmark = pytest.mark.slow
playwright = pytest.importorskip("playwright.sync_api")
expect = playwright.expect

SMALL = "customers=200&months=12&lang=en&theme=light"
MINE = """schema = 1
title = "Two shops <b onclick=x>&amp;</b>"
question = "Which one <img src=x>?"
[world]
customers = 150
months = 12
[[firm]]
name = "<i>Ann"
[[firm]]
name = "Bob"
price = 97.0
"""
WRONG = MINE.replace("97.0", "-97.0").replace("months = 12", "months = 1.5\n<script>x = 1")
THREE = MINE.replace("97.0", '-97.0\n"<u>" = 1').replace("months = 12", "months = 1.5")
DROP = """([name, text]) => {
  const data = new DataTransfer();
  data.items.add(new File([text], name));
  document.querySelector('.own').dispatchEvent(new DragEvent('drop', {dataTransfer: data, bubbles: true}));
}"""
BLOCKED = """Object.defineProperty(window, 'localStorage', {
  get() { throw new DOMException('blocked', 'SecurityError'); } });"""


def made(visit, address=f"{SMALL}&view=own", **settings):
    """Return a page with the form."""
    page = visit.page(address, **settings)
    expect(page.locator("#own-status")).not_to_be_empty()
    return page


def field(page, path):
    return page.locator(f'[data-own="{path}"]')


def fill_in(page, path, value):
    field(page, path).fill(value)
    field(page, path).blur()


def ready(page):
    expect(page.locator("#own-status")).to_contain_text("can be played")


def text_of(page):
    return page.locator("#own-text").evaluate("each => each.textContent")


def play(page):
    page.locator("#own-play").click()
    expect(page).to_have_url(re.compile("scenario=own-"))


def opened_file(page, text, name="mine.toml"):
    page.locator("#own-file").set_input_files(
        {"name": name, "mimeType": "text/plain", "buffer": text if isinstance(text, bytes) else text.encode()}
    )


def test_from_the_chooser_to_a_market_that_is_played_and_explained(visit):
    page = visit.page(SMALL)
    page.locator("#scenario").click()
    page.locator("#pick-own").click()
    ready(page)
    fill_in(page, "firm.1.price", "90")
    field(page, "firm.0.level").select_option("2")
    expect(page.locator("#own-text")).to_contain_text("level = 2")
    expect(page.locator("#own-text")).to_contain_text("price = 90")
    play(page)
    expect(page.locator("#scenario b")).to_contain_text("My market (from: ")
    expect(page.locator("#lever-firm-Birch-price")).to_have_value("90")
    page.locator("#to-end").click()
    expect(page.locator("#month")).to_contain_text("Month 12")
    page.locator("[data-view=why]").click()
    expect(page.locator("#who")).not_to_be_empty()
    page.locator("[data-view=compare]").click()
    expect(page.locator("#verdict")).to_be_visible()


def test_reload_and_the_way_back_keep_it(visit):
    page = made(visit)
    fill_in(page, "firm.0.unit_cost", "61.5")
    expect(page.locator("#own-text")).to_contain_text("61.5")
    play(page)
    code = page.locator("#foot code").inner_text()
    page.reload()
    expect(page.locator("#foot code")).to_have_text(code)
    page.go_back()
    ready(page)
    expect(field(page, "firm.0.unit_cost")).to_have_value("61.5")
    page.go_forward()
    expect(page.locator("#foot code")).to_have_text(code)
    page.locator("#scenario").click()
    expect(page.locator("[data-scenario^=own-]")).to_have_count(1)


def test_a_value_out_of_bounds_is_refused_beside_its_field_and_stays_there(visit):
    page = made(visit)
    fill_in(page, "firm.1.price", "-5")
    price = field(page, "firm.1.price")
    expect(price).to_have_attribute("aria-invalid", "true")
    note = page.locator(f"#{price.get_attribute('aria-describedby')}")
    expect(note).to_contain_text("(Price) is `-5`. Allowed is 0 to 1,000,000,000,000")
    expect(page.locator("#own-status")).to_contain_text("put right before this market can be played: 1")
    expect(page.locator("#own-play")).to_be_disabled()
    fill_in(page, "world.customers", "many")
    expect(page.locator("#own-status")).to_contain_text(": 2")
    page.reload()
    expect(page.locator("#own-status")).to_contain_text(": 2")
    expect(price).to_have_value("-5")
    page.locator("#language").click()
    expect(note).to_contain_text("允许的范围")
    page.locator("#language").click()
    fill_in(page, "firm.1.price", "")
    fill_in(page, "world.customers", "180")
    ready(page)
    expect(price).to_have_value("100")


def test_an_odd_value_gets_a_quiet_word_and_can_be_played(visit):
    page = made(visit)
    fill_in(page, "firm.1.price", "140")
    expect(page.locator("[data-field='firm.price'] .own-odd")).to_have_text(
        "Birch: plausible is 70 to 130; it can be played all the same."
    )
    ready(page)


def test_firms_come_go_and_change_their_names(visit):
    page = made(visit)
    page.locator("#own-add").click()
    expect(field(page, "firm.4.name")).to_be_focused()
    fill_in(page, "firm.4.name", "Elm.")
    expect(page.locator("[data-field='firm.name'] .own-wrong")).to_contain_text("no dot")
    fill_in(page, "firm.4.name", "Elm")
    ready(page)
    page.get_by_role("button", name="Remove: Cedar").click()
    expect(field(page, "firm.4.name")).to_have_count(0)
    expect(field(page, "firm.3.name")).to_have_value("Elm")
    assert [firm.name for firm in parse_scenario(text_of(page)).firms] == ["Focal", "Birch", "Dogwood", "Elm"]


def test_the_file_that_is_saved_is_the_market_that_is_played(visit, tmp_path):
    page = made(visit)
    fill_in(page, "firm.0.price", "104")
    expect(page.locator("#own-text")).to_contain_text("104")
    with page.expect_download() as saved:
        page.locator("#own-download").click()
    file = tmp_path / saved.value.suggested_filename
    saved.value.save_as(file)
    assert file.name == "my-market.toml"
    assert load_scenario(file).firms[0].price == 104
    play(page)
    expect(page).to_have_url(re.compile(own_market.name_of(file.read_text("utf-8"))))
    other = made(visit)
    opened_file(other, file.read_bytes())
    expect(other.locator("#own-text")).to_contain_text("104")
    play(other)
    expect(other).to_have_url(re.compile(own_market.name_of(file.read_text("utf-8"))))


def test_every_mistake_of_a_file_is_shown_and_the_draft_stays(visit):
    page = made(visit)
    before = text_of(page)
    opened_file(page, THREE)
    expect(page.locator("#own-mistakes li")).to_have_count(3)
    expect(page.locator("#own-status")).to_contain_text("mine.toml was not opened. To be put right in it: 3")
    expect(page.locator("#own-mistakes")).to_contain_text("`firm.Bob.price` (Price) is `-97.0`")
    expect(page.locator("#own-mistakes")).to_contain_text("`1.5`")
    assert page.locator("#own-mistakes u").count() == 0
    assert text_of(page) == before


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.toml", WRONG, "put right in it: 1"),
        ("a.toml", b"title = '\xff\xfe'", "not a text in UTF-8"),
        ("a.toml", b"", "it is empty"),
        ("a.toml", b"#" * 50_000, "longer than 40000 characters"),
        ("a.toml", b"#" * 500_000, "longer than 40000 characters"),
        ("a.csv", b"household,brand\n1,A\n", "loyaltylab fit"),
        ("<b>.toml", b"x", "<b>.toml was not opened"),
    ],
    ids=range(7),
)
def test_what_cannot_be_opened_is_said(visit, name, content, words):
    page = made(visit)
    opened_file(page, content, name)
    expect(page.locator("#own-status")).to_contain_text(words)


def test_a_dropped_file_is_opened_and_no_text_in_it_is_markup(visit):
    page = made(visit)
    page.evaluate(DROP, ["shops.toml", MINE])
    expect(field(page, "world.customers")).to_have_value("150")
    expect(page.locator("h1")).to_have_text("Two shops <b onclick=x>&amp;</b>")
    play(page)
    expect(page.locator("#scenario b")).to_have_text("Two shops <b onclick=x>&amp;</b>")
    page.locator("#step").click()
    expect(page.locator("#month")).to_contain_text("Month 1")
    page.locator("[data-view=lesson]").click()
    expect(page.locator("h1")).to_contain_text("<img src=x>")
    assert page.locator("img[src=x], b[onclick], i:text-is('Ann')").count() == 0


def test_a_link_to_it_says_elsewhere_where_it_is_kept(visit):
    page = made(visit)
    play(page)
    address = re.sub("^.*#", "", page.url)
    other = visit.page(address)
    expect(other.locator("#notice")).to_contain_text("kept only in the browser where it was made")


def test_without_storage_it_is_played_and_the_file_recommended(visit):
    page = made(visit, script=BLOCKED)
    play(page)
    expect(page.locator("#notice")).to_contain_text("download the TOML file")


@pytest.mark.parametrize(
    ("language", "theme", "width"), [("en", "dark", 1280), ("zh", "light", 390), ("zh", "dark", 1920)]
)
def test_no_serious_findings_and_nothing_beside_the_page(visit, axe, language, theme, width):
    address = f"customers=200&view=own&lang={language}&theme={theme}"
    page = made(visit, address, width=width, bypass_csp=True)
    fill_in(page, "firm.1.price", "-5")
    fill_in(page, "firm.0.price", "140")
    expect(page.locator(".own-wrong, .own-odd")).to_have_count(3)
    page.locator("details[data-group='world.rules'] summary").click()
    expect(field(page, "world.rules.trust")).to_be_checked()
    assert findings(page, axe) == []
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width


def test_by_keyboard_alone(visit):
    page = made(visit)
    assert tab_to(page, "#own-open")["seen"]
    assert tab_to(page, "[data-own='firm.1.price']", 200)["seen"]
    page.keyboard.type("88")
    page.keyboard.press("Tab")
    expect(page.locator("#own-text")).to_contain_text("price = 88")
    page.locator("#skip").focus()
    tab_to(page, "#own-play")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("scenario=own-"))
