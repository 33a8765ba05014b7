"""The shipped scenarios: valid, complete in both languages, and found by name."""

import math
import re
import shutil
from statistics import NormalDist

import numpy as np
import pytest

from simulation.errors import InputError
from simulation.language import use_language
from simulation.market.brands import brand_strengths
from simulation.mechanisms.lever_prices import cost_of_improvement
from simulation.scenario import catalogue, paths
from simulation.scenario.lesson import TEXTS
from simulation.scenario.prediction_checks import places_of
from simulation.scenario.reading import load_scenario, parse_scenario
from simulation.scenario.template import new_scenario

NAMES = catalogue.names()
MARKET = 'schema = 1\ntitle = "T"\nquestion = "Q"\n[[firm]]\nname = "Focal"\n'
HAN = re.compile(r"[\u4e00-\u9fff]")
HALF_WIDTH = re.compile(
    r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef“”]\s*[,.;:?!()\"']|[,;:?!()\"']\s*[\u4e00-\u9fff“]"
)


@pytest.fixture(params=NAMES)
def scenario(request):
    return load_scenario(request.param)


TABLES = ("discussion", "minutes")


def words(text):
    """All texts of a lesson that are filled in."""
    prose = [getattr(text, name) for name in TEXTS if name not in TABLES]
    told = [said for each in text.discussion for said in each.as_dict().values()]
    return [said for said in [*prose, *told, *(each.part for each in text.minutes)] if said]


def test_the_catalogue_holds_its_scenarios():
    cases = {"three-levels", "price-war", "opening"}
    markets = {"mobile-telecom", "bank", "business-software", "hotel", "toothpaste", "detergent"}
    assert cases | markets | {"industrial-supplies"} <= set(NAMES)


def test_lesson_is_complete_in_both_languages(scenario):
    for text in (scenario.text, scenario.zh.text):
        for heading in ("what_is_it", "how_it_works", "how_to_use_it", "things_to_notice", "things_to_try"):
            assert len(getattr(text, heading)) > 5
        assert len(text.discussion) >= 3
    assert len(scenario.text.discussion) == len(scenario.zh.text.discussion)
    assert scenario.zh.title
    assert scenario.zh.question
    assert scenario.zh.alternative.keys() == {alternative.name for alternative in scenario.alternatives}
    assert scenario.zh.expect.keys() == {expect.claim for expect in scenario.expects}
    assert all(firm.name_zh for firm in scenario.firms)
    for part in ("things_to_notice", "things_to_try", "references", "how_to_use_it"):
        english, chinese = getattr(scenario.text, part), getattr(scenario.zh.text, part)
        assert english.count("\n- ") == chinese.count("\n- "), part


def asked(scenario, language):
    """All texts of a lesson's questions, and what its alternatives are called."""
    lesson = scenario.lesson(language)
    for said in lesson.predictions.values():
        yield from (part for part in (said.ask, said.why, said.unit, said.example) if part)
        yield from said.options.values()
        yield from (part for trap in said.traps for part in trap)
    yield from lesson.alternatives.values()


def test_each_language_is_its_own(scenario):
    zh = scenario.zh
    chinese = [*words(zh.text), zh.title, zh.question, *zh.expect.values(), *asked(scenario, "zh")]
    assert all(HAN.search(part) for part in chinese)
    for part in chinese:
        assert HALF_WIDTH.findall(re.sub(r"`[^`]*`", "码", part)) == []
    english = [*words(scenario.text), scenario.title, *(expect.text for expect in scenario.expects)]
    english += asked(scenario, "en")
    assert not any(HAN.search(part) for part in english)


def test_same_code_and_same_years_in_both_languages(scenario):
    for part in TEXTS:
        for pattern in (r"`[^`]+`", r"\b(?:19|20)\d\d\b"):
            english, chinese = (
                re.findall(pattern, str(getattr(text, part))) for text in (scenario.text, scenario.zh.text)
            )
            assert sorted(english) == sorted(chinese), part


def test_every_path_that_a_lesson_names_exists(scenario):
    for text in (scenario.text, scenario.zh.text):
        for path in re.findall(r"(?:world|firm)\.[\w.]+\w", " ".join(words(text))):
            scenario.get(path)


def test_between_two_and_four_claims(scenario):
    assert 2 <= len(scenario.expects) <= 4


def test_every_lesson_asks_three_to_five_questions_in_both_languages(scenario):
    assert 3 <= len(scenario.predictions) <= 5
    assert scenario.zh.prediction.keys() == {asked.id for asked in scenario.predictions}
    assert any(asked.traps for asked in scenario.predictions)
    kinds = {asked.kind for asked in scenario.predictions}
    assert {"choice"} <= kinds  # the idea
    assert kinds & {"number"}  # the size
    assert kinds & {"month", "curve"}  # the time


def test_options_are_all_alternatives_by_their_own_names(scenario):
    names = [alternative.name for alternative in scenario.alternatives]
    whole = [asked for asked in scenario.predictions if asked.form in ("choice", "ranking")]
    assert whole
    assert all(list(places_of(scenario, asked)) == names for asked in whole)
    for language in ("en", "zh"):
        called = scenario.lesson(language).alternatives
        assert not set(called.values()) & set(names)
        assert len(set(called.values())) == len(names)


def test_questions_are_short(scenario):
    """Questions and what leads astray can be read in a minute."""
    for asked in scenario.predictions:
        assert len(asked.ask.split()) <= 45, asked.id
        assert len(scenario.zh.prediction[asked.id].ask) <= 100, asked.id


def test_shipped_scenario_survives_a_round_trip(scenario):
    assert parse_scenario(scenario.to_toml(), scenario.name) == scenario


def test_three_levels_sets_nothing_but_the_level():
    scenario = load_scenario("three-levels")
    assert scenario.focal == "Focal"
    assert [alternative.set for alternative in scenario.alternatives] == [
        {"firm.Focal.level": level} for level in range(4)
    ]
    focal, *rivals = [firm.changed({"name": "A", "name_zh": None}) for firm in scenario.firms]
    assert all(rival == focal for rival in rivals)
    assert [firm.name for firm in scenario.firms] == ["Focal", "Birch", "Cedar", "Dogwood"]


def test_price_war_cuts_fifteen_percent_from_month_25():
    (event,) = load_scenario("price-war").events
    assert (event.month, event.path, event.until) == (25, "firm.Birch.price", None)
    assert event.value == pytest.approx(0.85 * load_scenario("price-war").get("firm.Birch.price"))


def test_toothpaste_buys_as_published():
    """56 % of households buy in a quarter, 2.6 times each; the published shares, the rest as Others."""
    scenario = load_scenario("toothpaste")
    population = scenario.world.population
    mean, shape = 3 * population.purchase_rate, population.purchase_rate_variation**-2
    buying = 1 - (1 + mean / shape) ** -shape
    assert buying == pytest.approx(0.56, abs=0.001)
    assert mean / buying == pytest.approx(2.6, abs=0.01)
    shares = [firm.market_share for firm in scenario.firms]
    assert shares == [0.25, 0.19, 0.10, 0.10, 0.09, 0.08, 0.03, 0.02, 0.14]


def test_mobile_telecom_scales_money_to_its_bill():
    scenario = load_scenario("mobile-telecom")
    assert scenario.get("firm.Alder.price") == 50.0
    assert scenario.get("firm.Alder.unit_cost") == 32.5
    shares = [firm.market_share for firm in scenario.firms]
    assert shares == sorted(shares, reverse=True)


def test_bank_looks_as_reported():
    """16 % looked at other accounts in a year; the best tenth of the accounts brings in 39 %."""
    world = load_scenario("bank").world
    assert 1 - math.exp(-12 * world.search.routine) == pytest.approx(0.16, abs=0.001)
    spread = math.sqrt(math.log1p(world.population.purchase_rate_variation**2))
    assert NormalDist().cdf(spread - NormalDist().inv_cdf(0.9)) == pytest.approx(0.39, abs=0.005)
    (event,) = load_scenario("bank").events
    assert event.value == world.switching_cost.procedural / 4


def test_business_software_has_the_reported_margin_and_payback():
    scenario = load_scenario("business-software")
    price, served = scenario.world.reference_price, scenario.world.population.cost_to_serve
    for firm in scenario.firms:
        margin = (price - firm.unit_cost - served) / price
        assert 0.72 <= margin <= 0.78
        assert 15 <= firm.acquisition_cost / (margin * price) <= 20


def test_hotel_gives_a_free_stay_for_twenty():
    financial = load_scenario("hotel").firms[0].financial
    assert financial.threshold == 20
    assert financial.reward * financial.threshold == pytest.approx(1.0)


def test_detergent_buys_as_reported_and_spends_alike():
    """94 % of the households buy in a year; the brands sustain their shares; three uses of the same 3 %."""
    scenario = load_scenario("detergent")
    population = scenario.world.population
    shape = population.purchase_rate_variation**-2
    assert 1 - (1 + 12 * population.purchase_rate / shape) ** -shape == pytest.approx(0.94, abs=0.001)
    shares = (0.26, 0.195, 0.09, 0.07, 0.08, 0.155, 0.15)
    pairs = zip(scenario.firms, shares, strict=True)
    stated = tuple(firm.changed({"market_share": share}) for firm, share in pairs)
    strengths = list(brand_strengths(stated, scenario.world))
    assert [firm.brand for firm in scenario.firms] == pytest.approx(strengths, abs=0.02)
    courses = {alternative.name: alternative.set for alternative in scenario.alternatives}
    price, firm = scenario.world.reference_price, scenario.firms[0]
    ((move,),) = [value for key, value in courses["cheaper"].items() if key.endswith("schedule")]
    assert price - move["price"] == pytest.approx(0.03 * price)
    assert firm.financial.reward == 0.03
    levers, quality = scenario.world.levers, np.array([courses["better"]["firm.Alder.quality"]])
    cost = cost_of_improvement(quality, levers.improvement, levers.improvement_curve)
    assert cost == pytest.approx(0.03, abs=1e-4)


def test_industrial_supplies_has_a_third_supplier_and_equal_service():
    scenario = load_scenario("industrial-supplies")
    third, *rivals = scenario.firms
    assert third.market_share < min(firm.market_share for firm in rivals)
    for alternative in scenario.alternatives:
        if not any(key.endswith("schedule") for key in alternative.set):
            changed = scenario.with_(**alternative.set)
            assert len({firm.quality for firm in changed.firms}) == 1
            assert all(firm.level == 0 for firm in changed.firms[1:])


def test_entries_speak_both_languages():
    english = {entry.name: entry for entry in catalogue.entries()}
    use_language("zh")
    chinese = {entry.name: entry for entry in catalogue.entries()}
    assert list(english) == list(chinese) == NAMES
    for name in NAMES:
        assert not HAN.search(english[name].title + english[name].question)
        assert HAN.search(chinese[name].title)
        assert HAN.search(chinese[name].question)


def test_a_path_wins_over_a_name(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shutil.copy(catalogue.find("toothpaste"), tmp_path / "three-levels")
    assert load_scenario("three-levels").focal == "Alder"
    with pytest.raises(InputError, match="no file"):
        load_scenario("three-levels.toml")


def test_a_folder_of_the_same_name_does_not_hide_a_scenario(tmp_path, monkeypatch):
    """Such as a folder of results, seen from inside results/."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "three-levels").mkdir()
    assert load_scenario("three-levels").focal == "Focal"


def test_the_installed_library_comes_first(tmp_path, monkeypatch):
    """A wheel holds the scenarios inside the package, where a folder beside the package may be anybody's."""
    package = tmp_path / "simulation" / "scenario"
    (package / "library").mkdir(parents=True)
    (tmp_path / "scenarios").mkdir()
    shutil.copy(catalogue.find("toothpaste"), package / "library" / "mine.toml")
    monkeypatch.setattr(catalogue, "__file__", str(package / "catalogue.py"))
    assert catalogue.names() == ["mine"]
    shutil.rmtree(package / "library")
    assert catalogue.library() == tmp_path / "scenarios"


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("title", ["My market", '"Quoted" \\ title', "我的市场", "{braces}"])
def test_template_is_a_scenario(language, title):
    use_language(language)
    written = new_scenario("mine", title)
    scenario = parse_scenario(written, "mine")
    assert scenario.lesson().title == title
    assert "loyaltylab run mine.toml" in written
    assert scenario.lesson().question
    assert len(scenario.alternatives) == 2


def test_template_works_with_everything_uncommented():
    """What the comments show is valid too."""
    written = re.sub(r"^# (?=\[|\w+ = )", "", new_scenario("mine", "T"), flags=re.MULTILINE)
    written = written.replace("# level-0", "level-0").replace("# level-3-keeps-more", "level-3-keeps-more")
    written = written.replace('what_is_it = """\n# """', 'what_is_it = ""')
    scenario = parse_scenario(written)
    assert scenario.events[0].until == 31
    assert scenario.expects[0].months == (13, 60)
    assert scenario.firms[0].financial.reward == 0.03


@pytest.mark.parametrize("months", [1, 12])
def test_a_shortened_market_can_be_written_and_read_again(scenario, months):
    shorter = scenario.with_(**{"world.months": months})
    again = parse_scenario(shorter.to_toml(), scenario.name)
    assert (again, again.digest) == (shorter, shorter.digest)


def test_reading_takes_time_for_each_alternative_once(monkeypatch):
    """Not for each pair of them."""
    lines = [f'[[alternative]]\nname = "a{n}"\nset.firm.Focal.level = 1\n' for n in range(40)]
    counted, changed = [], paths.changed
    monkeypatch.setattr(paths, "changed", lambda *given: counted.append(1) or changed(*given))
    parse_scenario(MARKET + "".join(lines))
    assert len(counted) <= 3 * len(lines)
