"""The page in a real browser, view by view, as people use it."""

import re
import time

import pytest

from simulation.scenario.catalogue import names
from simulation.scenario.reading import load_scenario
from tests.lab.conftest import LONG, PATIENCE
from tests.lab.lesson_answers import answer_all, lock

pytestmark = pytest.mark.slow
playwright = pytest.importorskip("playwright.sync_api")
expect = playwright.expect

SMALL = "customers=400&months=12&lang=en&theme=light"
MONTH = "#month"


def digest(page):
    """Return the fingerprint of the market behind a page."""
    return page.evaluate(
        "async () => (await (await import('/js/app.js')).app.engine.ask('fingerprint')).digest"
    )


def to_month(page, month):
    """Wait until a month is on the screen."""
    expect(page.locator(MONTH)).to_contain_text(
        re.compile(rf"(Month {month}\b|第 {month} 个月)"), timeout=PATIENCE
    )


def past(page, month):
    """Wait until a running market has got at least so far."""
    months = "|".join(str(each) for each in range(month, 61))
    expect(page.locator(MONTH)).to_contain_text(re.compile(rf"Month ({months})\b"), timeout=PATIENCE)


def first_visit(visit):
    return visit.page(SMALL)


def test_the_first_screen_says_what_to_do(visit):
    page = first_visit(visit)
    expect(page.locator("#now")).to_contain_text("Nothing has happened yet")
    expect(page.locator("#now")).to_contain_text("Each mark is a customer")
    expect(page.locator("button.go:visible")).to_have_count(1)
    expect(page.get_by_role("button", name="Play 12 months")).to_be_visible()
    expect(page.locator("#chart-leavers .twin")).to_contain_text("How to read it")


def test_play_pause_step_and_to_the_end(visit):
    page = first_visit(visit)
    page.get_by_role("button", name="Play 12 months").click()
    past(page, 2)
    page.get_by_role("button", name="Pause").click()
    expect(page.locator("#now")).to_contain_text(re.compile(r"left Focal, \d+ came|nobody left"))
    shown = int(re.search(r"\d+", page.locator(MONTH).inner_text())[0])
    time.sleep(1.2)
    to_month(page, shown)
    page.get_by_role("button", name="+1 month").click()
    to_month(page, shown + 1)
    page.get_by_role("button", name="To month 12").click()
    to_month(page, 12)
    expect(page.get_by_role("button", name="Play again")).to_be_visible()
    expect(page.locator("#step")).to_be_disabled()
    expect(page.locator("#chart-leavers .plot[data-drawn] svg")).to_be_visible()


def test_playing_again_repeats_and_new_luck_differs(visit):
    page = first_visit(visit)
    page.locator("#to-end").click()
    to_month(page, 12)
    before = digest(page)
    page.locator("#speed").select_option("fast")
    page.get_by_role("button", name="Play again").click()
    expect(page.locator(MONTH)).not_to_contain_text("Month 12")
    to_month(page, 12)
    assert digest(page) == before
    page.get_by_role("button", name="New luck").click()
    expect(page.locator("#seed")).to_have_value("1")
    page.locator("#to-end").click()
    to_month(page, 12)
    assert digest(page) != before


def test_a_lever_moved_while_running_acts_from_the_next_month_and_leaves_a_pin(visit):
    page = visit.page("customers=400&months=60&lang=en&theme=light")
    page.locator("#play").click()
    past(page, 4)
    slider = page.locator("#lever-firm-Focal-price")
    slider.focus()
    slider.press("Home")
    expect(page.locator(".pin")).to_have_count(1)
    page.locator("#play").click()
    expect(page.locator(".pin")).to_contain_text("70 coins")
    expect(page.locator(".lever.changed")).to_have_count(1)
    assert re.search(r"moves=\d+:firm\.Focal\.price:70", page.url)
    page.reload()
    page.wait_for_selector("#foot code")
    expect(slider).to_have_value("70")


def test_a_lever_at_the_end_asks_from_when_and_the_page_shows_it(visit):
    page = first_visit(visit)
    page.locator("#to-end").click()
    to_month(page, 12)
    before = digest(page)
    level = page.get_by_role("radio", name=re.compile("Level 3"))
    level.check()
    asked = page.locator("#where")
    expect(asked).to_contain_text("You stand at month 12. When shall “Focal: level 3” begin?")
    page.keyboard.press("Escape")
    expect(asked).to_be_hidden()
    expect(level).not_to_be_checked()
    assert digest(page) == before
    level.check()
    asked.get_by_role("button", name="In month 1, from the start").click()
    to_month(page, 12)
    expect(level).to_be_checked()
    expect(page.locator("#foot code")).to_contain_text("Focal: level 3 (from the start)")
    assert digest(page) != before
    page.get_by_role("button", name="Undo").click()
    expect(level).not_to_be_checked()
    to_month(page, 12)
    assert digest(page) == before


def test_a_lever_moved_while_looking_back_branches_there(visit):
    page = first_visit(visit)
    page.locator("#to-end").click()
    to_month(page, 12)
    page.locator("#line").fill("5")
    to_month(page, 5)
    page.get_by_role("radio", name=re.compile("Level 2")).check()
    first = page.locator("#where button").first
    expect(first).to_be_focused()
    expect(first).to_have_text("In month 6, where I stand")
    page.keyboard.press("Enter")
    expect(page.locator(".pin")).to_have_text("Focal: level 2")
    expect(page.get_by_role("radio", name=re.compile("Level 2"))).to_be_checked()
    to_month(page, 5)
    page.locator(".pin").click()
    page.get_by_role("spinbutton", name="From month").fill("9")
    page.keyboard.press("Enter")
    expect(page.locator("#foot code")).to_contain_text("Focal: level 2 (after month 8)")
    page.locator(".pin").click()
    page.get_by_role("button", name="Take out").click()
    expect(page.locator(".pin")).to_have_count(0)
    to_month(page, 5)


def test_an_alternative_of_the_lesson_is_loaded_with_all_that_it_changes(visit):
    page = visit.page("scenario=mobile-telecom&customers=200&months=12&lang=en&theme=light")
    page.get_by_role("button", name="exit fee").first.wait_for()
    page.locator("[data-alternative=points]").click()
    expect(page.locator("#foot code")).to_contain_text("level 1")
    page.locator("[data-alternative=people]").click()
    expect(page.locator("#foot code")).to_contain_text("level 2")
    expect(page.locator("#foot code")).not_to_contain_text("level 1")


def test_the_level_is_chosen_and_the_market_begins_with_it(visit):
    page = first_visit(visit)
    page.get_by_role("radio", name=re.compile("Level 3")).check()
    expect(page.locator(".isle").first).to_contain_text("Level 3")
    page.locator("#to-end").click()
    to_month(page, 12)
    assert "moves=0:firm.Focal.level:3" in page.url
    expect(page.locator("#glance tr").nth(1)).to_contain_text("3")


def test_every_other_lever_is_behind_one_button(visit):
    page = first_visit(visit)
    page.get_by_role("button", name=re.compile("Everything else")).click()
    page.get_by_text("Mechanisms").click()
    page.get_by_role("checkbox", name="Word of mouth").uncheck()
    expect(page.locator("#foot code")).to_contain_text("Word of mouth off")
    assert "world.rules.word_of_mouth:false" in page.url


def test_a_link_opened_in_a_fresh_profile_gives_the_identical_market(visit):
    page = first_visit(visit)
    page.get_by_role("radio", name=re.compile("Level 2")).check()
    page.locator("#step").click()
    to_month(page, 1)
    page.locator("#lever-firm-Birch-price").focus()
    page.locator("#lever-firm-Birch-price").press("ArrowLeft")
    expect(page.locator(".pin")).to_have_count(1)
    page.locator("#to-end").click()
    to_month(page, 12)
    page.wait_for_url(re.compile("[#&]m=12&"))
    other = visit.page(page.url.partition("#")[2])
    to_month(other, 12)
    assert digest(other) == digest(page)
    assert other.locator("#now").inner_text() == page.locator("#now").inner_text()


def test_a_page_reloaded_in_the_middle_is_where_it_was(visit):
    page = first_visit(visit)
    page.locator("#step").click()
    to_month(page, 1)
    page.locator("#step").click()
    to_month(page, 2)
    before = digest(page), page.locator("#now").inner_text()
    page.reload()
    to_month(page, 2)
    assert (digest(page), page.locator("#now").inner_text()) == before


def test_looking_back_changes_nothing(visit):
    page = first_visit(visit)
    page.locator("#to-end").click()
    to_month(page, 12)
    before = digest(page)
    page.locator("#line").focus()
    page.locator("#line").press("Home")
    to_month(page, 0)
    page.locator("#line").press("ArrowRight")
    to_month(page, 1)
    assert digest(page) == before


def test_a_single_firm_and_another_quantity_can_be_shown(visit):
    page = first_visit(visit)
    page.locator("#to-end").click()
    to_month(page, 12)
    page.locator(".firm").nth(1).click()
    expect(page.locator("#chart-costs-title")).to_contain_text("Birch")
    page.get_by_label("Show").select_option("switching_cost")
    expect(page.locator("#key")).to_contain_text(re.compile(r"a fifth of all customers each, up to \d+ · "))
    assert "only=1" in page.url
    assert "by=switching_cost" in page.url


def test_a_customer_is_clicked_and_her_decision_adds_up(visit):
    page = first_visit(visit)
    page.locator("#to-end").click()
    to_month(page, 12)
    page.locator("#crowd").click(position={"x": 200, "y": 150})
    expect(page.locator("#who")).to_contain_text(re.compile(r"\(no\. \d+\)"))
    page.locator("[data-search=reason]").click()
    expect(page.locator("#because")).to_contain_text(re.compile(r"In month \d+ \w+ left"))
    expect(page.locator("h1")).to_have_count(1)
    expect(page.locator("#share-likely")).to_contain_text(re.compile(r"Of all \d+ departures so far \d+ \("))
    expect(page.locator("#decision-table")).not_to_be_visible()
    page.locator("#whole summary").click()
    expect(page.locator("#decision-table")).to_be_visible()
    told = page.evaluate(
        "() => Object.fromEntries([...document.querySelectorAll('#decision-table tr[data-term]')].map("
        "row => [row.dataset.term, [...row.querySelectorAll('td')].map(cell => Number(cell.dataset.value))]))"
    )
    sums = {"delivered", "before", "total"}
    terms = [name for name in told if name not in sums]
    for column, shown in enumerate(told["total"]):
        assert sum(told[name][column] for name in terms) == pytest.approx(shown)
    page.locator("#whole summary").click()
    expect(page.locator("#decision-table")).not_to_be_visible()


def test_a_departure_is_weighed_its_chance_is_told_and_what_would_have_kept_her_is_tested(visit):
    page = visit.page(f"{SMALL}&view=why&m=12")
    expect(page.locator("#because")).to_contain_text(re.compile(r"In month \d+ \w+ left"))
    assert page.locator(".tipping [data-part]").count() >= 2
    assert page.locator(".ten .portrait").count() == 10
    expect(page.locator("#of-ten")).to_contain_text(re.compile("Of 10 customers|hardly ever|nearly always"))
    expect(page.locator("#kept-testing")).not_to_contain_text("testing", timeout=LONG)
    lines = page.locator("#kept li")
    assert lines.count() >= 7
    stays = lines.evaluate_all("all => all.map(each => each.dataset.stays)")
    assert stays == sorted(stays, reverse=True)
    assert page.locator(".least").count() == (1 if "true" in stays else 0)
    if "true" not in stays:
        expect(page.locator("#kept-testing")).to_have_text("Nothing of this would have kept her.")


def test_choosing_a_leaver_shows_the_departure_that_was_found(visit):
    page = visit.page(f"{SMALL}&view=why&m=12")
    hit = page.locator("#hits li").nth(2)
    month = re.search(r"month (\d+)", hit.inner_text())[1]
    hit.locator("button").click()
    expect(page.locator("#because")).to_contain_text(f"In month {month} ")


def test_a_firms_month_goes_from_revenue_to_profit(visit):
    page = visit.page(f"{SMALL}&view=why&m=12")
    page.get_by_role("button", name="A firm's month").click()
    page.locator("[data-firm-hit='2']").click()
    values = page.locator("#ledger td").evaluate_all("cells => cells.map(cell => Number(cell.dataset.value))")
    assert sum(values[:-1]) == pytest.approx(values[-1])
    expect(page.locator("#story")).to_contain_text("In month 12 Cedar earned")


def test_why_before_anything_happened_leads_on(visit):
    page = visit.page(f"{SMALL}&view=why")
    page.get_by_role("button", name="Run 12 months").click()
    expect(page.locator("#because")).to_be_visible()


def test_three_levels_are_compared_run_by_run(visit):
    page = visit.page("customers=200&months=12&lang=en&theme=light&view=compare")
    expect(page.locator("#verdict")).to_contain_text("No winner yet")
    expect(page.locator(".lamp.on")).to_have_text("too few")
    expect(page.locator("#more")).to_have_text("Run 30 more", timeout=LONG)
    expect(page.locator(".lamp.on")).to_have_text("enough")
    expect(page.locator("#verdict")).not_to_contain_text("No winner yet")
    expect(page.locator("#conditions li").first).to_be_visible()
    assert page.locator("#meter circle").count() == 60
    tally = [int(page.locator(f"#fate-{name}").inner_text()) for name in ("saved", "lost", "same_fate")]
    assert sum(tally) > 20
    expect(page.locator("#compare-leavers .plot[data-drawn]")).to_be_visible()
    page.locator("#fate").click(position={"x": 120, "y": 100})
    expect(page.locator("#worlds .life")).to_have_count(2)


def test_a_lesson_goes_from_prediction_to_debrief(visit):
    page = visit.page("customers=200&months=12&lang=en&theme=light&view=lesson&step=debrief")
    expect(page.locator("#lock")).to_be_visible()
    page.locator("#lock").click()
    expect(page.locator("#lock-note")).to_contain_text("Question 1 is open: choose one.")
    answer_all(page)
    page.locator(".reason").first.fill("People stay with people.")
    page.reload()
    expect(page.locator(".reason").first).to_have_value("People stay with people.")
    page.locator("#lock").click()
    page.locator("#run-it").click()
    expect(page.locator("#outcome")).to_contain_text("of 5 about right", timeout=LONG)
    expect(page.locator("[data-judged]")).to_have_count(5)
    expect(page.locator("#page")).to_contain_text("People stay with people.")
    assert page.locator("#claims li").count() >= 3
    expect(page.locator("#judged")).to_contain_text("Tested on 30 runs", timeout=LONG)
    verdicts = page.locator("#claims li").evaluate_all("all => all.map(each => each.dataset.verdict)")
    assert set(verdicts) <= {"holds", "does_not_hold", "undecided", "beyond"}
    page.locator("#claims summary").first.click()
    expect(page.locator(".tested[open]")).to_contain_text("95 % interval")
    page.get_by_role("button", name="中文").click()
    expect(page.locator("#judged")).to_contain_text("运行 30 次后作出判断", timeout=LONG)
    assert verdicts == page.locator("#claims li").evaluate_all("all => all.map(each => each.dataset.verdict)")
    page.get_by_role("button", name="English").click()
    page.reload()
    expect(page.locator("#outcome")).to_contain_text("of 5 about right", timeout=LONG)
    page.get_by_role("button", name="Predict", exact=True).click()
    expect(page.get_by_role("radio").first).to_be_disabled()
    expect(page.locator("#lock")).to_have_count(0)
    page.go_back()
    expect(page.locator("#outcome")).to_be_visible()
    page.once("dialog", lambda asked: asked.accept())
    page.get_by_role("button", name="New student").click()
    page.locator("[data-to=predict]").click()
    expect(page.locator("#lock")).to_be_visible()
    assert page.locator("[data-question] :checked:not(option)").count() == 0


@pytest.mark.parametrize("name", names())
def test_the_questions_of_every_lesson_are_answered_in_their_places(visit, name):
    page = visit.page(f"scenario={name}&customers=60&lang=en&theme=light&view=lesson&step=predict")
    asked = load_scenario(name).predictions
    expect(page.locator("[data-question]")).to_have_count(len(asked))
    own = [each for each in asked if each.kind == "choice" and not each.options]
    for each in own:
        labels = page.locator(f"[data-question={each.id}] .option").all_inner_texts()
        said = load_scenario(name).lesson("en").alternatives
        assert [label.strip() for label in labels[:-1]] == list(said.values())
    lock(page)
    page.emulate_media(reduced_motion="reduce")
    page.locator("#run-it").click()
    expect(page.locator("[data-judged]")).to_have_count(len(asked), timeout=LONG)
    expect(page.locator("[data-judged=open]")).to_have_count(0)


def test_the_instructors_copy_has_answers_and_mistakes_and_is_no_step_of_the_lesson(visit):
    page = visit.page("customers=200&months=60&lang=en&theme=light&view=lesson")
    assert "Instructor" not in page.locator("#view").inner_text()
    copy = visit.page("customers=200&months=60&lang=en&theme=light&view=lesson&step=teach")
    expect(copy.locator("#answers section")).to_have_count(5)
    expect(copy.locator("#answers")).to_contain_text("Many think", timeout=LONG)
    expect(copy.locator("#answers")).to_contain_text("Level 3 (structure)", timeout=LONG)
    expect(copy.locator("#page")).to_contain_text("To discuss")


def test_the_language_is_switched_everywhere_and_kept_in_the_link(visit):
    page = first_visit(visit)
    page.locator("#to-end").click()
    to_month(page, 12)
    page.get_by_role("button", name="中文").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
    expect(page.locator("#now")).to_contain_text("第 12 个月")
    expect(page.locator(".firm").first).to_contain_text("甲公司")
    assert "lang=zh" in page.url
    for view in ("why", "compare", "lesson"):
        page.locator(f"[data-view={view}]").click()
        text = page.locator("#view").inner_text()
        assert re.search(r"\b(the|and|customer|she)\b", text) is None, text
    page.get_by_role("button", name="English").click()
    expect(page.locator("#view")).not_to_contain_text("顾客")


def test_another_scenario_is_chosen(visit):
    page = first_visit(visit)
    page.locator("#scenario").click()
    page.locator("[data-scenario=toothpaste]").click()
    expect(page.locator("#foot code")).to_contain_text("Toothpaste")
    page.locator("#step").click()
    to_month(page, 1)


def test_a_link_that_cannot_be_opened_says_why_and_begins_anew(visit):
    page = visit.page("scenario=nowhere&lang=en")
    expect(page.locator("#notice")).to_contain_text("There is no scenario called")
    to_month(page, 0)


def test_a_kept_run_is_compared_with_the_market_as_it_is(visit):
    page = first_visit(visit)
    page.locator("#keep").click()
    expect(page.locator("#notice")).to_contain_text("always A in Compare")
    page.get_by_role("radio", name=re.compile("Level 3")).check()
    expect(page.locator("#foot code")).to_contain_text("Focal: level 3")
    page.locator("#keep").click()
    expect(page.locator("#notice")).to_contain_text("Kept as B")
    page.get_by_role("radio", name=re.compile("Level 1")).check()
    expect(page.locator("#foot code")).to_contain_text("Focal: level 1")
    page.locator("[data-view=compare]").click()
    expect(page.locator("#alternatives")).to_contain_text("Focal: level 3 (from the start)")
    expect(page.locator("button.alternative")).to_have_text(["B", "C"])
    expect(page.locator("#tally")).to_contain_text("left with A, stayed with C", timeout=LONG)
    page.locator("button.alternative").first.click()
    expect(page.locator("#tally")).to_contain_text("left with A, stayed with B")
    page.get_by_role("button", name="Remove B").click()
    expect(page.locator("button.alternative")).to_have_text(["B"])
    other = visit.page(page.url.partition("#")[2])
    expect(other.locator("#alternatives")).to_contain_text("Focal: level 1 (from the start)")


def test_a_server_killed_and_restarted_in_the_middle_of_a_run(visit, lab):
    page = visit.page("customers=400&months=24&lang=en&theme=light")
    page.get_by_role("radio", name=re.compile("Level 2")).check()
    page.locator("#play").click()
    past(page, 5)
    lab.kill()
    expect(page.locator("#notice")).to_contain_text("connection to the laboratory is lost")
    lab.start()
    expect(page.locator("#notice")).to_be_hidden(timeout=PATIENCE)
    past(page, 8)
    page.locator("#to-end").click()
    to_month(page, 24)
    # What the browser itself reports while nobody answers: the connection, and its request for an icon.
    visit.excused = ("WebSocket connection to", lab.address + "icon.svg")
    other = visit.page("customers=400&months=24&lang=en&m=24&moves=0:firm.Focal.level:2")
    to_month(other, 24)
    assert digest(other) == digest(page)


def test_nothing_jumps_while_the_market_runs(visit):
    page = visit.page("customers=400&months=24&lang=en&theme=light&m=4")

    def boxes():
        return page.locator("#crowd, #chart-leavers .plot, #play, .share-bar").evaluate_all(
            "all => all.map(each => { const box = each.getBoundingClientRect();"
            " return [box.left, box.top, box.width, box.height].map(Math.round).join(); })"
        )

    time.sleep(0.5)
    before = boxes()
    page.locator("#to-end").click()
    to_month(page, 24)
    assert boxes() == before


@pytest.mark.parametrize("view", ["market", "why", "compare", "lesson"])
def test_a_phone_has_no_sideways_scrolling(visit, view):
    page = visit.page(f"{SMALL}&view={view}&m=12", width=390, height=844)
    time.sleep(1)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_reduced_motion_is_respected(visit):
    page = visit.page(SMALL, reduced_motion="reduce")
    assert "wait" not in page.locator("#play").get_attribute("class").split()
    page.locator("#step").click()
    to_month(page, 1)
    assert page.evaluate("async () => (await import('/js/app.js')).isCalm()")


def test_departures_fly_and_the_sentence_counts_them(visit):
    page = visit.page("lang=en&theme=light&m=2")
    page.locator("#step").click()
    to_month(page, 3)
    flights = page.evaluate(
        "async () => { const { app } = await import('/js/app.js');"
        " const { sceneShown } = await import('/js/views/market-scene.js');"
        " const { flights, seating } = sceneShown(true);"
        " const { left, dots } = app.run.history[3];"
        " return { flights: flights.length, left: left.length,"
        " from: flights.filter(each => each.from === 0).length,"
        " to: flights.filter(each => dots[each.customer] === 0).length,"
        " holes: seating.holes.filter(each => each.month === 3).length }; }"
    )
    assert flights["flights"] == flights["left"] == flights["holes"] > 5
    expect(page.locator("#now")).to_contain_text(f"{flights['from']} left Focal, {flights['to']} came")
    assert 1 <= page.locator("#leavers a").count() <= 3
    name = page.locator("#leavers u").first.inner_text()
    page.locator("#leavers a").first.click()
    expect(page.locator("#who")).to_contain_text(name)


def test_the_customers_are_arranged_otherwise_and_the_link_says_so(visit):
    page = visit.page(f"{SMALL}&m=6")
    expect(page.locator(".isle").first).to_contain_text("Focal")
    page.get_by_role("button", name="Map").click()
    expect(page.locator(".isle")).to_have_count(0)
    expect(page.locator("#key")).to_contain_text("her satisfaction and her cost of leaving")
    assert "arrange=map" in page.url
    page.get_by_role("button", name="Islands").click()
    assert "arrange" not in page.url


def test_a_click_into_the_empty_sea_chooses_a_leaver_of_the_last_months(visit):
    page = visit.page("lang=en&theme=light&m=6")
    leavers = page.evaluate(
        "async () => (await import('/js/app.js')).app.run.history.slice(4, 7).flatMap(each => each.left)"
    )
    page.locator("#crowd").click(position={"x": 4, "y": 4})
    expect(page.locator("#who")).to_contain_text(re.compile(r"\(no\. \d+\)"))
    assert int(re.search(r"\d+", page.locator("#who").inner_text())[0]) in leavers


def test_five_thousand_customers_are_drawn_as_marks_for_several(visit):
    page = visit.page("customers=5000&months=12&lang=en&theme=light")
    expect(page.locator("#now")).to_contain_text("Each mark stands for 2 customers")
    expect(page.locator("#key")).to_contain_text("one mark: 2 customers")


def test_a_page_that_asks_for_nothing_opens_the_club_and_challenges(visit):
    page = visit.page("", locale="en-GB")
    headline = page.locator("h1")
    expect(headline).to_contain_text("Does it keep them, and does it pay? Press Play and watch.")
    expect(page.locator(".goal")).to_have_count(2)
    expect(page.locator(".goal .met")).to_have_count(0)
    page.locator("#to-end").click()
    to_month(page, 60)
    expect(headline).not_to_contain_text("Press Play")
    expect(page.locator(".isle").first).to_contain_text("Level 2: people")
    expect(page.locator("#goal-stay")).to_contain_text(re.compile(r"now \d\d"))
    expect(page.locator("#goal-earn")).to_contain_text(re.compile(r"\u2212\d+ thousand coins"))
    expect(page.locator("#goal-earn .met")).to_have_count(0)


def test_a_challenge_is_met_only_after_a_programme_has_acted_for_a_year(visit):
    moves = "moves=0:firm.Focal.level:3;0:firm.Focal.price:106"
    page = visit.page(f"scenario=opening&lang=en&m=11&{moves}")
    expect(page.locator("#goal-earn")).to_contain_text(re.compile(r"[+\u2212][\d.]+ thousand"))
    expect(page.locator(".goal .met")).to_have_count(0)
    page.locator("#to-end").click()
    to_month(page, 60)
    expect(page.locator("#goal-earn .met")).to_have_count(1)


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1920, 1080)])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_nothing_scrolls_on_a_projector_and_the_levels_are_there(visit, width, height, language):
    page = visit.page(f"scenario=opening&lang={language}&m=24&big=1", width=width, height=height)
    page.wait_for_timeout(500)
    assert page.evaluate("[document.documentElement.scrollHeight, document.documentElement.scrollWidth]") == [
        height,
        width,
    ]
    assert page.locator("#top").bounding_box()["height"] < 70
    for level in range(4):
        box = page.locator(f"label:has(#level-0-{level})").bounding_box()
        assert box["y"] + box["height"] <= height
    assert page.locator("#crowd").bounding_box()["height"] > 200
