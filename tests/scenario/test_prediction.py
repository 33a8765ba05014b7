"""Questions to be predicted: what is allowed, every mistake with a way out, words in both languages."""

import re
from pathlib import Path

import pytest

import simulation.scenario.prediction_checks as checks
from simulation.errors import InputError
from simulation.language import message, use_language
from simulation.scenario.checks import beyond, check_lesson_reached
from simulation.scenario.reading import parse_scenario

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
FOUR = "".join(f'[[alternative]]\nname = "{name}"\nset.firm.Focal.level = 1\n' for name in "abcd")
LEAVERS = 'answer = { measure = "leavers_a_year" }\n'
OF_A = 'answer = { measure = "leavers_a_year", alternative = "a" }\n'
RANGE = 'unit = "customers"\nlowest = 0\nhighest = 30\nabout_right = 2\n'
AT = "at = [12, 18, 24, 30]\n"
TRAP = '[[prediction.trap]]\nreason = "r"\nreply = "s"\n'
MONTH = 'about_right = 3\nanswer = { measure = "npv", alternative = "a", against = "b" }\n'
CHOICE = "alternatives = true\n" + LEAVERS


def asked(kind, lines, identifier="q", alternatives=FOUR):
    """A scenario with one question."""
    head = f'[[prediction]]\nid = "{identifier}"\nkind = "{kind}"\nask = "How many?"\n'
    return BASE + alternatives + head + lines


def options(*ranges):
    return OF_A + "".join(
        f'[[prediction.option]]\nid = "{name}"\nwords = "w"\n{ends}\n' for name, ends in ranges
    )


VALID = {
    "choice": CHOICE,
    "choice in words": options(("few", "to = 5"), ("some", "from = 5\nto = 9"), ("many", "from = 9")),
    "number": RANGE + OF_A + 'base = { alternative = "b", values = [14] }\n' + TRAP + "from = 0\nto = 4\n",
    "month": MONTH + "last = 30\n" + TRAP + "never = true\n",
    "month against a firm": 'about_right = 3\nanswer = { measure = "market_share", alternative = "a",'
    ' against = "Birch" }\n',
    "curve over months": RANGE + OF_A + AT + 'base = { alternative = "b", values = [1, 2, 3, 4] }\n',
    "curve over alternatives": RANGE + LEAVERS + "alternatives = true\n" + TRAP + 'shape = "hump"\n',
    "ranking": LEAVERS + 'alternatives = ["b", "a", "c"]\n' + TRAP + 'first = "a"\n',
    "number at a level": RANGE
    + 'answer = { measure = "leavers_of_100", involvement = "low", alternative = "a" }\n',
}


@pytest.mark.parametrize("form", VALID)
def test_a_question_is_read_and_written_again(form):
    scenario = parse_scenario(asked(form.split()[0], VALID[form]), "mine")
    assert parse_scenario(scenario.to_toml(), "mine") == scenario
    assert scenario.predictions[0].ask == "How many?"


def test_questions_are_words_and_make_no_other_market():
    with_question = parse_scenario(asked("choice", CHOICE))
    labelled = BASE + FOUR.replace('name = "a"', 'name = "a"\nlabel = "Nothing"')
    assert with_question.digest == parse_scenario(BASE + FOUR).digest == parse_scenario(labelled).digest


def test_readers_see_the_label_of_an_alternative():
    labelled = parse_scenario(BASE + FOUR.replace('name = "a"', 'name = "a"\nlabel = "Nothing"'))
    assert labelled.lesson("en").alternatives == {"a": "Nothing", "b": "b", "c": "c", "d": "d"}
    chinese = parse_scenario(labelled.to_toml() + '[zh.alternative]\na = "不做"\n')
    assert chinese.lesson("zh").alternatives["a"] == "不做"


ZH = '[zh.prediction.q]\nask = "多少？"\n'

# What is written, the message, and what it must say besides.
CASES = [
    (asked("choice", LEAVERS), "needs", ["`q`", "`choice`", "`alternatives`"]),
    (asked("number", RANGE + LEAVERS), "needs", ["`answer.alternative`"]),
    (asked("number", OF_A + RANGE.replace('unit = "customers"\n', "")), "needs", ["`unit`"]),
    (asked("number", RANGE + OF_A.replace(" }", ", per_100 = true }")), "needs", ["`answer.against`"]),
    (asked("month", 'about_right = 3\nanswer = { measure = "npv", alternative = "a" }\n'), "needs", []),
    (asked("choice", CHOICE + "lowest = 3\n"), "unused", ["`lowest`", "`choice`"]),
    (asked("number", RANGE + OF_A + AT), "unused", ["`at`"]),
    (asked("curve", RANGE + OF_A + AT + "alternatives = true\n"), "unused", ["`alternatives`"]),
    (asked("choice", CHOICE.replace("leavers_a_year", "share_spurious")), "best", ['`best = "highest"`']),
    (
        asked("number", RANGE + OF_A.replace("leavers_a_year", "payback_month")),
        "only_month",
        ["`payback_month`"],
    ),
    (asked("month", MONTH.replace("npv", "value")), "whole_run", ["`value`", "`npv`"]),
    (
        asked(
            "number",
            RANGE + 'answer = { measure = "satisfaction", involvement = "low", alternative = "a" }\n',
        ),
        "no_levels",
        ["`satisfaction`", "retention_rate", "leavers_of_100"],
    ),
    (asked("number", RANGE + OF_A.replace(" }", ", months = [9, 3] }")), "order", ["9, 3"]),
    (asked("curve", RANGE + OF_A + AT.replace("18", "30")), "order", ["`at`"]),
    (asked("month", MONTH + "first = 9\nlast = 3\n"), "order", ["first, last"]),
    (asked("month", MONTH + TRAP + "from = 9\nto = 3\n"), "order", ["9", "3"]),
    (asked("month", MONTH.replace('"b"', '"a"')), "itself", ["`a`"]),
    (asked("number", RANGE.replace("30", "0") + OF_A), "empty", ["`lowest`", "`highest`"]),
    (
        asked("number", RANGE + OF_A + 'base = { alternative = "b", values = [31] }\n'),
        "outside",
        ["31", "0 to 30"],
    ),
    (asked("number", RANGE + OF_A + TRAP + "from = 20\nto = 40\n"), "outside", ["`trap 1`", "40", "0 to 30"]),
    (asked("month", MONTH + "last = 30\n" + TRAP + "from = 31\n"), "outside", ["31", "1 to 30"]),
    (asked("ranking", LEAVERS + 'alternatives = ["a", "b", "a"]\n'), "twice", ["`a`"]),
    (asked("choice", options(("x", "to = 5"), ("x", "from = 5"))), "twice", ["`x`"]),
    (asked("choice", options(("x", "to = 5"), ("cannot-be-told-apart", "from = 5"))), "twice", []),
    (asked("ranking", LEAVERS + 'alternatives = ["a", "b"]\n'), "count", ["2", "3 to 5"]),
    (asked("choice", options(("x", ""))), "count", ["1", "2 to 6"]),
    (asked("choice", options(("x", "to = 5"), ("y", "from = 6"))), "options", ["`q`"]),
    (asked("choice", options(("x", "to = 5"), ("y", "from = 4"))), "options", ["`q`"]),
    (asked("choice", options(("x", "from = 0\nto = 5"), ("y", "from = 5"))), "options", ["`q`"]),
    (asked("curve", RANGE + OF_A + AT + 'base = { alternative = "b", values = [1] }\n'), "base", ["1", "4"]),
    (asked("choice", CHOICE + TRAP + "from = 3\n"), "trap", ["option"]),
    (asked("number", RANGE + OF_A + TRAP), "trap", ["from, to"]),
    (asked("month", MONTH + TRAP + "from = 3\nnever = true\n"), "trap", ["never"]),
    (asked("number", RANGE + OF_A) + ZH, "untranslated", ["`zh.prediction.q`", "`unit`"]),
    (asked("choice", CHOICE + TRAP + 'option = "a"\n') + ZH, "untranslated", ["`trap`"]),
    (asked("choice", options(("x", "to = 5"), ("y", "from = 5"))) + ZH, "untranslated", ["`option.x`"]),
    (asked("choice", CHOICE) + ZH + 'unit = "位"\n', "nothing_to_translate", ["`unit`"]),
    (
        asked("choice", CHOICE) + ZH + '[[zh.prediction.q.trap]]\nreason = "因"\nreply = "答"\n',
        "nothing_to_translate",
        ["`trap`"],
    ),
]
OTHERS = [
    (asked("choice", CHOICE) + asked("choice", CHOICE)[len(BASE + FOUR) :], "twice.prediction", ["`q`"]),
    (asked("number", RANGE + OF_A.replace('"a"', '"e"')), "unknown_name", ["q.answer.alternative`"]),
    (asked("number", RANGE + OF_A.replace(" }", ', firm = "Brich" }')), "unknown_name", ["`Birch`"]),
    (asked("month", MONTH.replace('"b"', '"e"')), "unknown_name", ["`b`", "`Birch`"]),
    (asked("ranking", LEAVERS + 'alternatives = ["a", "b", "e"]\n'), "unknown_name", ['`"e"`', "`d`"]),
    (asked("choice", CHOICE + 'base = { alternative = "e", values = [1] }\n'), "unknown_name", ["base"]),
    (asked("choice", CHOICE + TRAP + 'option = "e"\n'), "unknown_name", ["trap.option"]),
    (asked("choice", CHOICE) + ZH.replace(".q", ".r"), "unknown_name", ["zh.prediction", "`q`"]),
    (
        asked("choice", CHOICE) + ZH + 'option = { x = "甲" }\n',
        "unknown_name_of_none",
        ["zh.prediction.q.option"],
    ),
    (asked("number", RANGE + OF_A, alternatives=""), "unknown_name_of_none", ['`"a"`']),
    (asked("curve", RANGE + OF_A + "at = [1, 2, 3]\n"), "wrong_count", ["4 to 8 months"]),
    (asked("curve", RANGE + OF_A + f"at = {list(range(1, 10))}\n"), "wrong_count", ["4 to 8 months"]),
    (asked("guess", CHOICE), "not_a_choice", ['"guess"', '"ranking"']),
    (asked("choice", CHOICE.replace("leavers_a_year", "leavers")), "not_a_choice", ['"leavers_a_year"']),
    (asked("choice", CHOICE, identifier="Who Stays"), "wrong_form", ["Who Stays", "hyphens"]),
    (asked("choice", "alternatives = true\n"), "missing_key", ["`answer`", "leavers_a_year"]),
    (asked("number", RANGE + OF_A + "about = 3\n"), "unknown_key", ["`about_right`"]),
]
EVERY = [(written, f"prediction.{key}", told) for written, key, told in CASES] + OTHERS


@pytest.mark.parametrize(
    ("written", "key", "told"), EVERY, ids=[f"{key}-{n}" for n, (_, key, _) in enumerate(EVERY)]
)
def test_mistake_is_told_in_both_languages(written, key, told):
    with pytest.raises(InputError) as caught:
        parse_scenario(written, "mine", message("errors.place.file", file="mine.toml"))
    assert caught.value.key == f"errors.{key}"
    for language in ("en", "zh"):
        use_language(language)
        paragraph = str(caught.value)
        assert "`mine.toml`" in paragraph
        assert paragraph.endswith((".", "。"))
        if language == "en":
            assert [part for part in told if part not in paragraph] == [], paragraph


def test_every_kind_of_mistake_is_tested():
    source = Path(checks.__file__).read_text("utf-8")
    kinds = set(re.findall(r'problem\(\s*"prediction\.(\w+)"', source))
    assert kinds == {key for _, key, _ in CASES}


def test_a_question_may_stay_without_chinese_and_is_shown_in_english():
    scenario = parse_scenario(asked("number", RANGE + OF_A))
    assert scenario.lesson("zh").predictions["q"] == scenario.lesson("en").predictions["q"]


def test_words_are_those_of_the_language():
    written = asked("choice", options(("x", "to = 5"), ("y", "from = 5")))
    zh = '[zh.prediction.q]\nask = "多少？"\noption = { x = "少", y = "多" }\n'
    scenario = parse_scenario(written + zh)
    assert scenario.lesson("en").predictions["q"].options == {"x": "w", "y": "w"}
    assert scenario.lesson("zh").predictions["q"].ask == "多少？"
    assert scenario.lesson("zh").predictions["q"].options == {"x": "少", "y": "多"}


def test_a_question_about_a_month_that_is_never_reached_is_named_and_keeps_no_claim_from_being_checked():
    scenario = parse_scenario(asked("curve", RANGE + OF_A + AT.replace("30", "40")))
    check_lesson_reached(scenario)
    assert beyond(scenario, 36) == ["`prediction.q`"]
