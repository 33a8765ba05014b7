"""Every mistake that a scenario can hold is told in one paragraph, in both languages, with a way out."""

import re
from pathlib import Path
from typing import get_args

import pytest

import simulation.scenario
from simulation.errors import InputError
from simulation.language import message, use_language
from simulation.scenario.checks import beyond, check_lesson_reached
from simulation.scenario.reading import load_scenario, parse_scenario, read_text
from simulation.scenario.typed_values import assignment
from simulation.schema.values import Mistake

BASE = """schema = 1
title = "T"
question = "Q?"
[world]
months = 36
[[firm]]
name = "Focal"
[[firm]]
name = "Birch"
"""


def firm(lines):
    return BASE + lines


def event(lines):
    return BASE + "[[event]]\n" + lines


def claim(lines, more=""):
    return BASE + more + '[[expect]]\nclaim = "c"\ntext = "t"\nmeasure = "profit"\n' + lines


def together(claims):
    return claim(f'relation = "all_hold"\nclaims = {claims}\n').replace('measure = "profit"\n', "")


DOSES = 'relation = "breaks_even"\nover = ["a", "b"]\nthan = 0\nlow = 1\nhigh = 2\ndoses = '
TWO = '[[alternative]]\nname = "a"\n[[alternative]]\nname = "b"\n'

# What is written, the message, and what the message must say besides.
CASES = [
    ("titel = 'x'\n" + BASE.replace("title", "#"), "unknown_key", ["`titel`", "`title`"]),
    (BASE.replace("months = 36", "moths = 36"), "unknown_key", ["`world.moths`", "`world.months`"]),
    (BASE.replace("months = 36", "failure_minor = 0.1"), "unknown_key", ["`firm.service.failure_minor`"]),
    (firm("prize = 9\n"), "unknown_key", ["`firm.Birch.prize`", "`firm.Birch.price`"]),
    (firm("[firm.social]\nclubb = 1\n"), "unknown_key", ["`firm.Birch.social.club`"]),
    (event('month = 5\npath = "firm.Birch.price"\nvalue = 1\ntill = 9\n'), "unknown_key", ["`until`"]),
    (BASE.replace('title = "T"\n', ""), "missing_key", ["`title`", "Which level pays?"]),
    (BASE.replace("schema = 1\n", ""), "missing_key", ["schema = 1"]),
    (BASE[: BASE.index("[[firm]]")], "missing_key", ["`firm`", "[[firm]]"]),
    (BASE + "[[firm]]\nlevel = 1\n", "missing_key", ["`name`", "3", "Focal"]),
    (event('month = 5\npath = "firm.Birch.price"\n'), "missing_key", ["`value`", "1"]),
    (firm("price = -1\n"), "out_of_range", ["`firm.Birch.price`", "`-1`", "0", "1,000,000,000,000"]),
    (BASE.replace("36", "0"), "out_of_range", ["`world.months`", "`0`", "1", "1,200"]),
    (BASE.replace("36", "36\ndiscount_rate = nan"), "out_of_range", ["`NaN`", "0", "2"]),
    (firm("market_share = 1.0\n"), "out_of_range", ["`1.0`", "0", "1"]),
    (
        event('month = 0\npath = "firm.Birch.price"\nvalue = 1\n'),
        "out_of_range",
        ["`month`", "`0`", "1 to 1,200"],
    ),
    (
        event('month = 3\nuntil = 0\npath = "firm.Birch.price"\nvalue = 1\n'),
        "out_of_range",
        ["`until`", "1 to"],
    ),
    (claim('relation = "rises"\nmonths = [0, 5]\n'), "out_of_range", ["`months`", "`0`", "1 to 1,200"]),
    (claim('relation = "rises"\nconfidence = 95\n'), "out_of_range", ["`confidence`", "0.5 to 0.999"]),
    (BASE.replace("36", "36.0"), "wrong_type", ["`36.0`", "`12`"]),
    (BASE.replace("36", '"36"'), "wrong_type", ['`"36"`', "`12`"]),
    (firm("price = true\n"), "wrong_type", ["`true`", "`0.5`"]),
    (BASE.replace("36", "36\nrules.trust = 1"), "wrong_type", ["`world.rules.trust`", "`true`", "`false`"]),
    (BASE.replace('"T"', "7"), "wrong_type", ["`title`", "`7`"]),
    (BASE.replace('"T"', "1979-05-27"), "wrong_type", ["1979-05-27"]),
    (BASE.replace("months = 36", "trust = 3"), "wrong_type", ["`world.trust`", "`3`"]),
    (BASE[: BASE.index("[[firm]]")] + '[firm]\nname = "A"\n', "wrong_type", ["`firm`", "`[[firm]]`"]),
    ("firm = [3]\n" + BASE[: BASE.index("[[firm]]")], "wrong_type", ["1", "`3`"]),
    (
        firm("exit_fee = 5.0\n").replace("months = 36", 'months = 36\nkind = "repeat_purchase"'),
        "no_contract",
        ["`firm.Birch.exit_fee`", "5.0", "`contractual`"],
    ),
    (firm("level = 4\n"), "not_a_choice", ["`firm.Birch.level`", "`4`", "`0`", "`3`"]),
    (firm("level = true\n"), "not_a_choice", ["`true`", "`3`"]),
    (BASE.replace("schema = 1", "schema = true"), "not_a_choice", ["`true`", "`1`"]),
    (firm(f"price = 0x{'f' * 5000}\n"), "out_of_range", ["`0xfff", "1,000,000,000,000"]),
    (claim('relation = "greater"\nthan = nan\n'), "out_of_range", ["`than`", "`NaN`"]),
    (firm("level = 1.0\n"), "not_a_choice", ["`1.0`", "`3`"]),
    (firm('service.contact = "friendly"\n'), "not_a_choice", ["`reactive`".replace("`", '"')]),
    (BASE.replace("schema = 1", "schema = 2"), "not_a_choice", ["`2`", "`1`"]),
    (BASE.replace('"Birch"', '"Bi.rch"'), "wrong_form", ['`"Bi.rch"`', "40"]),
    (BASE.replace('"T"', '""'), "wrong_form", ["`title`", "200"]),
    (BASE.replace('"T"', f'"{"x" * 201}"'), "wrong_form", ["`title`", "200", "..."]),
    (
        BASE.replace("[[firm]]", "[[x.firm]]").replace("schema", "firm = []\nschema"),
        "unknown_key",
        ["`firm`"],
    ),
    ("firm = []\n" + BASE[: BASE.index("[[firm]]")], "wrong_count", ["`firm`", "26"]),
    (BASE + "".join(f'[[firm]]\nname = "F{n}"\n' for n in range(25)), "wrong_count", ["26"]),
    (claim('relation = "rises"\nmonths = [1, 2, 3]\n'), "wrong_count", ["`months`"]),
    # A trait between 20 and 140 with mean 30 spreads by sqrt(10 x 110) = 33.17 at most; one of mean .1 by .3.
    (
        BASE.replace("months = 36", "population = {involvement_mean = 30, involvement_spread = 34}"),
        "too_spread",
        ["33.17", "world.population.involvement_spread"],
    ),
    (
        BASE.replace("months = 36", "population = {expertise_mean = 0.1, expertise_spread = 0.3}"),
        "too_spread",
        ["0.3"],
    ),
    (
        firm("[firm.service]\nrecovery_satisfied = 0.6\nrecovery_quick = 0.5\n"),
        "recovery_shares",
        ["1.1", "Birch"],
    ),
    (firm("[firm.financial]\nrebate = 0.8\nreward = 0.3\n"), "gives_too_much", ["1.1", "Birch"]),
    (firm("[firm.financial]\nreward = 0.3\ntier_bonus = 3\n"), "gives_too_much", ["1.2"]),
    (firm('[firm.policy]\nkind = "scheduled"\n'), "schedule_missing", ["Birch"]),
    (firm("[[firm.policy.schedule]]\nmonth = 3\nlevel = 1\n"), "schedule_unused", ["scheduled"]),
    (
        firm('policy.kind = "scheduled"\npolicy.schedule = [{month=9, level=1}, {month=3, level=2}]\n'),
        "schedule_order",
        ["9", "3"],
    ),
    (firm('policy.kind = "scheduled"\npolicy.schedule = [{month=9}]\n'), "schedule_empty_move", ["`level`"]),
    (firm("market_share = 0.4\n"), "share_missing", ["Focal"]),
    (firm("market_share_at.price = 90.0\n"), "share_at_without_share", ["Birch", "`market_share`"]),
    (BASE.replace('l"\n', 'l"\nmarket_share = 0.7\n') + "market_share = 0.4\n", "shares_too_large", ["1.1"]),
    (BASE.replace('l"\n', 'l"\nmarket_share = 0.2\n') + "market_share = 0.4\n", "shares_too_small", ["0.6"]),
    (BASE.replace("Birch", "focal"), "twice.firm", ["`focal`"]),
    (firm('name_zh = "甲"\n').replace('l"\n', 'l"\nname_zh = "甲"\n'), "twice.firm", ["`甲`"]),
    (BASE + TWO.replace("b", "a"), "twice.alternative", ["`a`"]),
    (claim('relation = "rises"\n') + claim('relation = "rises"\n')[len(BASE) :], "twice.claim", ["`c`"]),
    (
        event('month = 5\npath = "firm.Brich.price"\nvalue = 1\n'),
        "unknown_firm",
        ["`Brich`", "`Birch`", "`Focal`"],
    ),
    (event('month = 5\npath = "firm.Birch.pricee"\nvalue = 1\n'), "unknown_path", ["`firm.Birch.price`"]),
    (event('month = 5\npath = "trust.speed"\nvalue = 1\n'), "unknown_path", ["`world.trust.speed`"]),
    (event('month = 5\npath = "world.trust"\nvalue = 1\n'), "unknown_path", ["`world.trust`"]),
    (event('month = 5\npath = "world.months"\nvalue = 9\n'), "event_too_late", ["`world.months`"]),
    (
        'schema = 1\ntitle = "t"\nquestion = "q"\n[before]\n"world.months" = 9\n[[firm]]\nname = "A"\n',
        "no_terms_before",
        ["`world.months`", "`before`"],
    ),
    (
        event('month = 5\npath = "firm.Birch.price"\nvalue = -9\n'),
        "out_of_range",
        ["`firm.Birch.price`", "`-9`"],
    ),
    (event('month = 5\npath = "firm.Birch.price"\nvalue = 9\nuntil = 5\n'), "event_order", ["5", "`until`"]),
    (
        event(
            'month = 5\nuntil = 9\npath = "firm.Birch.price"\nvalue = 9\n'
            '[[event]]\nmonth = 8\npath = "firm.Birch.price"\nvalue = 8\n'
        ),
        "events_overlap",
        ["8", "`firm.Birch.price`"],
    ),
    (
        event(
            'month = 5\npath = "firm.Birch.financial.reward"\nvalue = 0.6\n'
            '[[event]]\nmonth = 3\nuntil = 9\npath = "firm.Birch.financial.rebate"\nvalue = 0.5\n'
        ),
        "events_contradict",
        ["In month 5", "`Birch`", "1.1"],
    ),
    (
        event(
            'month = 3\npath = "firm.Birch.financial.rebate"\nvalue = 0.5\nuntil = 9\n'
            '[[event]]\nmonth = 9\npath = "firm.Birch.financial.reward"\nvalue = 0.6\n'
        ).replace('"Birch"\n', '"Birch"\nfinancial.rebate = 0.7\n'),
        "events_contradict",
        ["In month 9", "1.3"],
    ),
    (firm("[[alternative]]\nname = 'a'\nset.firm.Focal.levle = 1\n"), "unknown_path", ["`firm.Focal.level`"]),
    (
        firm("[[alternative]]\nname = 'a'\nset.firm.Focal.level = 7\n"),
        "not_a_choice",
        ["`firm.Focal.level`", "`7`"],
    ),
    (
        firm("[[alternative]]\nname = 'a'\nset.firm.Focal.level = 1\nset.'firm.Focal'.level = 1\n"),
        "path_twice",
        ["`firm.Focal.level`"],
    ),
    (
        firm("[[alternative]]\nname = 'a'\nset.firm.Focal.service.recovery_quick = 0.9\n"),
        "recovery_shares",
        ["0.9", "1.25"],
    ),
    (
        firm("[[alternative]]\nname = 'a'\nset.firm.Birch.name = 'Ours'\n"),
        "new_name",
        ["`firm.Birch.name`"],
    ),
    (claim('relation = "greater"\n'), "claim_needs", ["`c`", "`than`"]),
    (claim('relation = "rises"\nthan = 3\n'), "claim_unused", ["`c`", "`than`"]),
    (claim('relation = "between"\nlow = 2\nhigh = 1\n'), "claim_order", ["low, high"]),
    (claim('relation = "rises"\nmonths = [9, 3]\n'), "claim_order", ["`months`"]),
    (
        claim('relation = "greater"\nthan = 1\nmonths = [3, 9]\n').replace("profit", "value"),
        "claim_whole_run",
        ["`c`", "`value`", "`npv`"],
    ),
    (claim('relation = "rises"\n').replace("profit", "customer_equity"), "claim_whole_run", ["`greater`"]),
    (claim('relation = "interior_maximum"\n', TWO), "claim_alternatives", ["`c`"]),
    (claim('relation = "burst"\nevent_month = 9\n'), "claim_event", ["9"]),
    (claim('relation = "not_less"\nthan = 3\nby = 0\n'), "claim_no_margin", ["`not_less`", "more than 0"]),
    (claim(DOSES + "[2, 1]\n", TWO), "claim_doses", ["2, 1"]),
    (claim(DOSES + "[1, 2, 3]\n", TWO), "claim_dose_each", ["3 doses", "2 alternatives"]),
    (claim('relation = "rises_over"\nover = ["a"]\n', TWO), "claim_alternatives", ["2"]),
    (claim('relation = "rises_over"\nover = ["a", "b", "a"]\n', TWO), "claim_over_twice", ["`over`"]),
    (claim('relation = "rises_over"\nover = ["a", "z"]\n', TWO), "unknown_name", ['`"z"`', "`b`"]),
    (claim('relation = "goes_with"\nwith_measure = "trust"\n'), "claim_firms", ["2", "3"]),
    (claim('relation = "greater"\nthan = "a"\nalternative = "a"\n', TWO), "claim_itself", ["`than`"]),
    (claim('relation = "greater"\nthan = {}\n'), "claim_itself", ["months"]),
    (claim('relation = "effect_less"\nthan = "Birch"\nother = {}\n'), "claim_itself", ["`other`"]),
    (claim('relation = "rises"\nfirm = "all"\n').replace("profit", "trust"), "claim_no_sum", ["`trust`"]),
    (claim('relation = "rises"\namong = {}\n'), "claim_one_group", ["`involvement`", "`expect.c.among`"]),
    (claim('relation = "rises"\namong = { involvment = "low" }\n'), "unknown_name", ["`involvement`"]),
    (claim('relation = "rises"\namong = { involvement = "hihg" }\n'), "unknown_name", ["`high`", "`medium`"]),
    (
        claim('relation = "greater"\nthan = { among = { involvement = "low" } }\n').replace(
            "profit", "trust"
        ),
        "claim_not_by_group",
        ["`trust`", "`retention_rate`"],
    ),
    (claim('relation = "greater"\nthan = { month = [1, 2] }\n'), "unknown_key", ["`months`"]),
    (claim('relation = "greater"\nthan = { months = [3, 2] }\n'), "claim_order", ["`than.months`"]),
    (claim('relation = "greater"\nthan = { firm = "Brich" }\n'), "unknown_name", ["`Birch`"]),
    (together(["c", "c"]), "claim_parts", ["two"]),
    (together(["d"]), "unknown_name", ["`c`"]),
    (claim('relation = "rises"\nfirm = []\n'), "wrong_count", ["1 to 26 firms"]),
    (claim('relation = "often_less"\nthan = 1\nin_runs = 1\n'), "out_of_range", ["less than 1"]),
    (claim('relation = "rises"\nfirm = "Brich"\n'), "unknown_name", ['`"Brich"`', "`Birch`"]),
    (claim('relation = "greater"\nthan = "c"\n', TWO), "unknown_name", ["`a`", "`b`", "`Focal`"]),
    (claim('relation = "greater"\nthan = true\n'), "wrong_type", ["`true`"]),
    (claim('relation = "rises"\nalternative = "a"\n'), "unknown_name_of_none", ['`"a"`']),
    (claim('relation = "rises"\n').replace('"profit"', '"proft"'), "not_a_choice", ['"profit"']),
    (claim('relation = "rises"\n').replace('"c"', '"Big Claim"'), "wrong_form", ["Big Claim"]),
    (claim('relation = "rises"\nmechanisms = ["15"]\n'), "wrong_form", ["`M15`"]),
    (BASE + '[zh.alternative]\na = "甲"\n', "unknown_name_of_none", ["zh.alternative"]),
    (BASE + TWO + '[zh.alternative]\nc = "甲"\n', "unknown_name", ["`a`", "`b`"]),
    (BASE + "[challenge]\n", "challenge_of_nothing", ["`stay_a_year`", "`earn_more_than`"]),
    (BASE.replace("36", "36 x"), "not_toml", ["5", "13"]),
    (BASE.replace("36", ".5"), "not_toml", ["5", "`0.5`"]),
    (BASE + "name = 'x'\n", "toml_twice", ["`[[firm]]`"]),
    (BASE.replace("Focal", "Fo\\u009bcal"), "wrong_form", ["control character"]),
    (BASE.replace("Focal", "Fo\\u2028cal"), "wrong_form", ["control character"]),
    (BASE.replace('"T"', '"T\\u0007"'), "wrong_form", ["200 characters in one line"]),
    (firm('name_zh = "a\\nb"\n'), "wrong_form", ["40 characters in one line"]),
    (BASE.replace("months = 36", 'currency = "a\\u0085b"'), "wrong_form", ["20 characters in one line"]),
    (BASE + TWO.replace('"a"', '"a\\nb"'), "wrong_form", ["60 characters in one line"]),
    (BASE + TWO.replace('"a"', f'"{"a" * 61}"'), "wrong_form", ["60 characters in one line"]),
    (BASE + TWO + '[zh.alternative]\na = "x\\ny"\n', "wrong_form", ["200 characters in one line"]),
    (event(f'month = 5\npath = "{"a" * 200_000}"\nvalue = 1\n'), "wrong_form", ["200 characters"]),
    (
        BASE + "".join(f'[[alternative]]\nname = "a{n}"\n' for n in range(201)),
        "wrong_count",
        ["at most 200 alternatives"],
    ),
    (
        event("".join(f"month = {n + 1}\n[[event]]\n" for n in range(1000))),
        "wrong_count",
        ["at most 1000 events"],
    ),
    (
        claim("").partition("[[expect]]")[0] + "[[expect]]\n" * 201,
        "wrong_count",
        ["at most 200 claims"],
    ),
    ("a." * 50_000 + "b = 1", "too_deep", []),
    ("x = {" + "'a' . " * 50_000 + "b = 1}", "too_deep", []),
    ("a = " + "[" * 9000, "too_deep", []),
    (firm(f"[[alternative]]\nname = 'a'\nset.{'a.' * 2000}b = 1\n"), "too_deep", []),
]


@pytest.mark.parametrize(
    ("written", "key", "told"), CASES, ids=[f"{key}-{n}" for n, (_, key, _) in enumerate(CASES)]
)
def test_mistake_is_told_in_both_languages(written, key, told):
    with pytest.raises(InputError) as caught:
        parse_scenario(written, "mine", message("errors.place.file", file="mine.toml"))
    assert caught.value.key == f"errors.{key}"
    for language in ("en", "zh"):
        use_language(language)
        paragraph = str(caught.value)
        assert "`mine.toml`" in paragraph
        assert "\n" not in paragraph
        assert len(paragraph) < 1200
        assert paragraph.endswith((".", "。"))
        if language == "en":
            assert [part for part in told if part not in paragraph] == [], paragraph


def test_every_kind_of_mistake_is_tested():
    sources = Path(simulation.scenario.__file__).parent.glob("*.py")
    kinds = {kind for file in sources for kind in re.findall(r'problem\(\s*"(\w+)"', file.read_text("utf-8"))}
    tested = {key for _, key, _ in CASES} | {
        "beyond_horizon",
        "no_assignment",
        "schedule_missing",
        "schedule_unused",
        *("not_one_line", "number_too_long"),  # of what is typed: see test_typed_values.py
    }
    assert (kinds | set(get_args(Mistake))) - tested == set()


def test_what_is_never_reached_is_read_and_a_claim_about_it_cannot_be_judged():
    scenario = parse_scenario(claim('relation = "rises"\nmonths = [9, 40]\n'), "mine")
    with pytest.raises(InputError, match=r"`expect\.c` names month 40, but the market runs for 36 months"):
        check_lesson_reached(scenario)
    late = event('month = 5\nuntil = 37\npath = "firm.Birch.price"\nvalue = 9\n')
    assert [str(key) for key in beyond(parse_scenario(late), 36)] == ["`until` of `event` no. 1"]


@pytest.mark.parametrize("given", ["firm.Focal.level", "", "x"])
def test_an_assignment_needs_an_equals_sign(given):
    with pytest.raises(InputError, match=r"sets nothing.*firm\.Focal\.level=3"):
        assignment(given)


class TestFiles:
    def test_missing(self, tmp_path):
        with pytest.raises(InputError, match=r"no file .*missing\.toml"):
            load_scenario(tmp_path / "missing.toml")

    def test_folder(self, tmp_path):
        with pytest.raises(InputError, match="is a folder"):
            load_scenario(tmp_path)
        (tmp_path / "x.toml").mkdir()
        with pytest.raises(InputError, match="is a folder"):
            load_scenario(tmp_path / "x.toml")

    @pytest.mark.parametrize("encoding", ["utf-16", "gb18030"])
    def test_encoding(self, tmp_path, encoding):
        file = tmp_path / "a.toml"
        file.write_bytes(BASE.replace('"T"', '"标题"').encode(encoding))
        with pytest.raises(InputError, match="not encoded in UTF-8"):
            load_scenario(file)

    def test_byte_order_mark_is_no_mistake(self, tmp_path):
        file = tmp_path / "a.toml"
        file.write_text(BASE, "utf-8-sig")
        assert load_scenario(file).name == "a"
        assert read_text(file) == BASE

    def test_name_that_no_file_can_bear(self):
        with pytest.raises(InputError, match="cannot be read"):
            load_scenario("a\0.toml")
        with pytest.raises(InputError, match="neither a scenario"):
            load_scenario("a\0")
        with pytest.raises(InputError, match="neither a scenario"):
            load_scenario("x" * 5000)

    def test_mistake_names_the_file(self, tmp_path):
        file = tmp_path / "a.toml"
        file.write_text(BASE.replace("months", "moths"), "utf-8")
        with pytest.raises(InputError, match=r"a\.toml`: `world\.moths`"):
            load_scenario(file)


@pytest.mark.parametrize("given", ["three-level", "thre levels", "Three-Levels", ""])
def test_unknown_scenario_gets_the_nearest_name(given):
    with pytest.raises(InputError, match="nearest name is `") as caught:
        load_scenario(given)
    if given:
        assert "nearest name is `three-levels`" in str(caught.value)
