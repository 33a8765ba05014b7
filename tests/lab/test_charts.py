"""The charts of the page in a real browser: read, made large, taken away, printed; and what a page weighs."""

import csv
import itertools
import re
import struct
import time
from xml.etree import ElementTree

import pytest

from simulation.scenario import catalogue
from tests.lab.conftest import LONG, PATIENCE
from tests.lab.test_browser import SMALL, first_visit, to_month

pytestmark = pytest.mark.slow
playwright = pytest.importorskip("playwright.sync_api")
expect = playwright.expect

MOST_BYTES = 200_000
"""A fifth of the megabyte that a first view may have. A phone that only predicts should do with 150,000."""
SVG = "{http://www.w3.org/2000/svg}"
# An earlier run that is given to the page: twice the leavers from month 6 on, and six months more.
GHOST = """async () => {
  const { app } = await import('/js/app.js');
  const worse = month => ({ ...month, firms: { ...month.firms,
    retention_rate: month.firms.retention_rate?.map(rate => 1 - 2 * (1 - rate)) } });
  const past = app.run.history.map((month, i) => i < 6 ? month : worse(month));
  app.run.ghost = { history: [...past, ...past.slice(6)].slice(0, 13), from: 6 };
  app.refresh();
}"""


def run(visit, address=SMALL, month=12, **settings):
    """Return a page whose market stands at a month."""
    page = visit.page(f"{address}&m={month}", **settings)
    to_month(page, month)
    page.locator("#chart-leavers .plot[data-drawn]").wait_for()
    return page


def taken(page, card, kind):
    """Take a chart away; return the name of the file, and its path."""
    if card.get_by_role("button", name=kind, exact=True).count() == 0:
        card.get_by_role("button", name="Take away").click()
    with page.expect_download() as download:
        card.get_by_role("button", name=kind, exact=True).click()
    return download.value.suggested_filename, download.value.path()


def read_csv(path):
    """Return the rows of a file that was taken away, without the lines that say what it is."""
    lines = path.read_text("utf-8-sig").splitlines()
    return list(csv.DictReader(line for line in lines if not line.lstrip('"').startswith("#")))


def names(svg):
    """Return the names at the ends of lines and their places; they alone have an outline."""
    return {
        text.text: (float(text.get("x")), float(text.get("y")))
        for text in svg.iter(f"{SVG}text")
        if text.get("paint-order") == "stroke"
    }


def test_the_sentence_counts_the_leavers_that_are_empty(visit):
    page = run(visit)
    sentence = page.locator("#people-say").inner_text()
    number = int(re.fullmatch(r"Of 100 customers, (\d+) leave Focal in a year\.", sentence)[1])
    assert page.locator("#hundred circle").count() == 100
    assert page.locator("#hundred circle[fill=none]").count() == number
    expect(page.locator("#people-rivals .rival")).to_have_count(3)


def test_before_there_is_a_pace_the_sentence_says_so(visit):
    page = first_visit(visit)
    expect(page.locator("#people-say")).to_contain_text("from month 3 on")
    expect(page.locator("#hundred circle[fill=none]")).to_have_count(0)


def test_a_small_chart_takes_the_large_place_by_click_and_goes_back_by_key(visit):
    page = run(visit)
    expect(page.locator("#story-chart .chart")).to_have_id("chart-leavers")
    page.locator("#chart-share .plot").click()
    expect(page.locator("#story-chart .chart")).to_have_id("chart-share")
    expect(page.locator("#chart-leavers .enlarge")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#story-chart .chart")).to_have_id("chart-leavers")
    expect(page.locator("#chart-share")).to_have_class(re.compile("tile"))


def test_pointing_at_a_line_makes_its_firm_strong_everywhere(visit):
    page = run(visit)
    width = "() => getComputedStyle(document.querySelector('#chart-share .of-2 path')).strokeWidth"
    before = page.evaluate(width)
    x, y = page.evaluate(
        "() => { const path = document.querySelector('#chart-leavers .of-2 path:last-child');"
        " const middle = path.getPointAtLength(path.getTotalLength() / 2);"
        " const { x, y } = middle.matrixTransform(path.getScreenCTM());"
        " return [x, y]; }"
    )
    page.mouse.move(x, y)
    firm = page.locator(".charts").get_attribute("data-strong")
    if firm != "2":  # another line may lie over it
        page.evaluate("() => { document.querySelector('.charts').dataset.strong = '2'; }")
    assert firm is not None
    assert float(page.evaluate(width)[:-2]) > float(before[:-2])


def test_values_are_read_with_the_arrow_keys_and_said(visit):
    page = run(visit)
    plot = page.locator("#chart-share .plot")
    plot.focus()
    page.keyboard.press("End")
    expect(page.locator("#tooltip")).to_contain_text("Month 12")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#tooltip")).to_contain_text(re.compile(r"Month 11[\s\S]*Focal[\s\S]*Dogwood"))
    expect(page.locator("#chart-share [role=status]")).to_contain_text("Month 11")
    page.keyboard.press("Escape")
    expect(page.locator("#tooltip")).to_be_hidden()


def test_an_earlier_run_is_a_dotted_line_and_a_second_number(visit):
    page = run(visit, month=9)
    expect(page.locator(".charts [stroke-dasharray='1.5 4']")).to_have_count(0)
    page.evaluate(GHOST)
    dotted = page.locator("#chart-leavers [stroke-dasharray='1.5 4']")
    expect(dotted).to_have_count(1)
    assert dotted.get_attribute("d").count("L") == 12 - 6
    for chart in ("share", "profit"):
        expect(page.locator(f"#chart-{chart} [stroke-dasharray='1.5 4']")).to_have_count(1)
    expect(page.locator("#people-say")).to_contain_text(re.compile(r"Without the change it would be \d+\."))
    expect(page.locator("#chart-leavers .plot text", has_text="before")).to_be_visible()


def test_a_lever_that_was_moved_is_a_dotted_vertical_with_words(visit):
    page = run(visit, f"{SMALL}&moves=4:firm.Focal.price:90")
    expect(page.locator("#chart-leavers .plot text", has_text="Price 90 coins")).to_be_visible()


def test_more_charts_are_drawn_when_they_are_opened(visit):
    page = run(visit)
    expect(page.locator("#more-charts .plot[data-drawn]")).to_have_count(0)
    page.locator("#more-charts > summary").click()
    expect(page.locator("#more-charts .plot[data-drawn] svg")).to_have_count(4)
    page.locator(".firm").nth(1).click()
    expect(page.locator("#chart-ledger-title")).to_contain_text("Birch")
    card = page.locator("#chart-ledger")
    name, path = taken(page, card, "CSV")
    assert name == "three-levels_luck-0_ledger.csv"
    rows = read_csv(path)
    costs = [head for head in rows[0] if not re.search("Month$|Revenue|Profit", head)]
    [revenue] = [head for head in rows[0] if "Revenue" in head]
    [profit] = [head for head in rows[0] if "Profit" in head]
    for row in rows:
        spent = sum(float(row[head]) for head in costs)
        assert float(row[revenue]) - spent == pytest.approx(float(row[profit]), abs=0.01)


def test_a_table_and_a_csv_keep_the_monthly_rate_under_its_own_name(visit):
    page = run(visit)
    card = page.locator("#chart-leavers")
    card.get_by_role("button", name="As a table").click()
    expect(card.locator("tbody tr")).to_have_count(12)
    name, path = taken(page, card, "CSV")
    assert name == "three-levels_luck-0_leavers-a-year.csv"
    rows = read_csv(path)
    assert [row["Month"] for row in rows] == [str(month) for month in range(1, 13)]
    rates = [float(row["Focal: Retention rate, monthly (%)"]) for row in rows]
    kept = 1.0
    for rate in rates:
        kept *= rate / 100
    leavers = float(rows[-1]["Focal: Leavers a year (of 100 customers)"])
    assert leavers == pytest.approx(100 * (1 - kept), abs=0.1)
    assert max(len(value.partition(".")[2]) for row in rows for value in row.values()) <= 2


def test_a_picture_says_what_it_is_and_where_it_comes_from(visit):
    page = run(visit, f"{SMALL}&moves=4:firm.Focal.price:90")
    card = page.locator("#chart-leavers")
    name, path = taken(page, card, "SVG")
    assert name == "three-levels_luck-0_leavers-a-year.svg"
    svg = ElementTree.fromstring(path.read_text("utf-8"))
    words = " ".join(text.text for text in svg.iter(f"{SVG}text"))
    for said in ("Leavers a year", "of 100 customers", "Three levels", "Seed 0", "one run", "customers"):
        assert said in words
    assert "Price 90 coins" in words
    assert "127.0.0.1" not in words
    assert "moves=4:firm.Focal.price:90" in words.replace(" ", "")
    assert "var(" not in path.read_text("utf-8")
    name, path = taken(page, card, "PNG")
    assert name == "three-levels_luck-0_leavers-a-year.png"
    picture = path.read_bytes()
    assert picture.startswith(b"\x89PNG")
    assert struct.unpack(">I", picture[16:20])[0] == 2 * int(svg.get("width"))


def test_names_stand_at_their_lines_in_the_order_of_their_values(visit):
    page = run(visit)
    _, path = taken(page, page.locator("#chart-leavers"), "SVG")
    svg = ElementTree.fromstring(path.read_text("utf-8"))
    places = {name: y for name, (_, y) in names(svg).items()}
    assert set(places) == {"Focal", "Birch", "Cedar", "Dogwood"}
    _, path = taken(page, page.locator("#chart-leavers"), "CSV")
    last = read_csv(path)[-1]
    by_value = sorted(places, key=lambda name: -float(last[f"{name}: Leavers a year (of 100 customers)"]))
    assert sorted(places, key=places.get) == by_value
    heights = sorted(places.values())
    assert min(high - low for low, high in itertools.pairwise(heights)) >= 17
    width = float(svg.find(f"{SVG}svg").get("width"))
    assert all(x < width for x, _ in names(svg).values())


def test_labels_are_placed_anew_when_the_window_gets_narrower(visit):
    page = run(visit)
    expect(page.locator("#chart-leavers .plot svg")).to_have_count(1)
    page.set_viewport_size({"width": 390, "height": 844})
    same = (
        "() => [...document.querySelectorAll('.charts > div .plot')].every("
        "plot => plot.firstChild.getAttribute('width') === String(plot.clientWidth))"
    )
    page.wait_for_function(same, timeout=PATIENCE)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def printed(page):
    """Return how many sheets a page is on A4."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))


@pytest.mark.parametrize(("view", "sheets"), [("market", 1), ("why", 1)])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_view_is_one_sheet_of_paper(visit, view, sheets, language):
    address = f"customers=400&months=24&lang={language}&theme=dark&view={view}&m=24"
    page = visit.page(address)
    page.locator("#glance, #decision-table, #because").first.wait_for()
    time.sleep(1)
    assert printed(page) == sheets
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


@pytest.mark.parametrize("scenario", catalogue.names())
def test_a_hand_out_is_two_sheets_of_paper_in_both_languages(visit, scenario):
    page = visit.page(f"scenario={scenario}&customers=60&lang=en&theme=dark&view=lesson&step=handout")
    expect(page.locator(".sheet")).to_have_count(2)
    assert printed(page) == 2
    page.locator("#language").click()
    expect(page.locator("html")).to_have_attribute("lang", re.compile("zh"))
    expect(page.locator(".sheet")).to_have_count(2)
    assert printed(page) == 2


def test_a_comparison_is_two_or_three_sheets_of_paper(visit):
    page = visit.page("customers=200&months=12&lang=en&theme=light&view=compare")
    expect(page.locator("#more")).to_have_text("Run 30 more", timeout=LONG)
    assert printed(page) in (2, 3)


def test_charts_are_drawn_for_the_paper_and_light_before_it_is_printed(visit):
    page = run(visit, "customers=400&months=12&lang=en&theme=dark")
    drawn = (
        "() => { dispatchEvent(new Event('beforeprint'));"
        " return { theme: document.documentElement.dataset.theme, hidden: document.querySelector('#play')"
        ".offsetParent === null, plots: [...document.querySelectorAll('.charts > div .plot')]"
        ".map(plot => [plot.clientWidth, Number(plot.firstChild.getAttribute('width')),"
        " plot.getBoundingClientRect().right]) }; }"
    )
    there = page.evaluate(drawn)
    assert there["theme"] == "light"
    assert there["hidden"]
    assert len(there["plots"]) == 5
    assert all(room == drawn and right <= 182 / 25.4 * 96 for room, drawn, right in there["plots"])
    page.evaluate("() => { dispatchEvent(new Event('afterprint')); }")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page.locator("#play")).to_be_visible()


def test_the_button_prints(visit):
    page = first_visit(visit)
    page.evaluate("() => { window.print = () => { document.body.dataset.printed = 'yes'; }; }")
    page.locator("#report").click()
    expect(page.locator("body")).to_have_attribute("data-printed", "yes")
    page.emulate_media(media="print")
    expect(page.locator("#play")).to_be_hidden()
    expect(page.locator("#foot code")).to_be_visible()


@pytest.mark.parametrize("view", ["market", "compare", "lesson&step=predict"])
def test_a_first_visit_loads_less_than_200_kilobytes(visit, view):
    """Bytes over the wire, heads of answers included; what the WebSocket brings is not a file."""
    context = visit.browser.new_context()
    visit.contexts.append(context)
    page = context.new_page()
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    loaded = []
    network.on("Network.loadingFinished", lambda each: loaded.append(each["encodedDataLength"]))
    page.goto(f"{visit.lab.address}#view={view}&lang=zh&customers=400&months=12")
    page.wait_for_selector("#foot code")
    page.wait_for_load_state("networkidle")
    assert len(loaded) > 50
    assert sum(loaded) < MOST_BYTES
