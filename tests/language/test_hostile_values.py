"""Messages are rendered whatever is put into them; error texts stay in one line and short."""

from __future__ import annotations

import ast
import datetime
import math
import unicodedata
from pathlib import Path
from string import Formatter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as any_of

import simulation
from simulation.errors import InputError, LoyaltyLabError
from simulation.language import LANGUAGES, Listing, catalogue, in_one_line, message, text, use_language
from simulation.scenario.document import Scenario
from simulation.scenario.reading import parse_scenario
from simulation.schema.mistakes import explained
from simulation.schema.showing import nearest
from simulation.schema.table import TableOf
from simulation.schema.values import Choice, Either, Finding, ListOf, MapOf, Number, Optional, String

DEEP: list = []
for _ in range(2000):
    DEEP = [DEEP]
HOSTILE = {
    "none": None,
    "not a number": math.nan,
    "infinite": -math.inf,
    "of NumPy": np.float64("nan"),
    "whole of NumPy": np.int64(-7),
    "empty": "",
    "long": "a" * 100_000,
    "braces": "{given} {} {0!r:>99} }{",
    "per cent": "%s %d %(name)s %",
    "lines": "one\ntwo\r\nthree\u2028four",
    "control": "\x00\x1b[31mred\x07\x7f",
    "right to left": "abc\u202edef\u200f",
    "half a pair": "\ud800",
    "list": [1, "two\n", None],
    "deep list": DEEP,
    "long list": list(range(10_000)),
    "listing": Listing(["a\nb"] * 5_000),
    "message": message("errors.place.file", file="a\nb" * 1_000),
    "date": datetime.date(2026, 1, 31),
    "time": datetime.datetime(2026, 1, 31, tzinfo=datetime.UTC),
    "huge": 10**6_000,
    "huge and negative": -(10**6_000),
    "list of a huge one": [10**6_000],
    "table": {"a": {"b\n": 1}},
    "bytes": b"\xff\n",
}
ENGLISH = catalogue("en")


def places(words: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(words) if name}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", HOSTILE)
def test_every_message_is_rendered_with_any_value(kind, language):
    use_language(language)
    for key, words in catalogue(language).items():
        if places(words):
            assert isinstance(text(key, **dict.fromkeys(places(words), HOSTILE[kind])), str)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", HOSTILE)
def test_every_error_text_shows_any_value_short_and_in_one_line(kind, language):
    use_language(language)
    for key, words in catalogue(language).items():
        count = len([name for _, name, _, _ in Formatter().parse(words) if name])
        if count:
            told = str(LoyaltyLabError(key, **dict.fromkeys(places(words), HOSTILE[kind])))
            assert told.count("\n") == words.count("\n")
            kinds = {unicodedata.category(letter) for letter in told if letter != "\n"}
            assert not kinds & {"Cc", "Cf", "Cs", "Zl", "Zp"}
            assert len(told) < len(words) + count * 1_000
            told.encode()


@given(any_of.recursive(
    any_of.none() | any_of.booleans() | any_of.integers() | any_of.floats() | any_of.text() | any_of.binary(),
    lambda inner: any_of.lists(inner) | any_of.dictionaries(any_of.text(), inner),
))  # fmt: skip
def test_any_value_becomes_one_line(value):
    shown = f"{in_one_line(value)}"
    assert "\n" not in shown
    assert len(shown) <= 400
    assert str(InputError("errors.language", given=value, allowed=value))


def test_numbers_keep_the_form_of_their_place():
    assert "1 to 1,200" in str(
        InputError("errors.out_of_range", place="P", key="k", given=0,
                   allowed=message("errors.range.closed", low=np.int64(1), high=1200.0))
    )  # fmt: skip


def test_an_error_whose_message_is_missing_is_told_all_the_same():
    assert str(InputError("errors.no_such_message", given=1)) == "errors.no_such_message: given=1"
    assert "'xx'" in str(InputError("errors.language", given="xx"))
    assert "errors.nothing" in str(InputError("errors.language", given=message("errors.nothing"), allowed=""))


BASE = (
    'schema = 1\ntitle = "T"\nquestion = "Q"\n[[firm]]\nname = "A"\n[[expect]]\nclaim = "c"\ntext = "t"\n'
    'measure = "retention_rate"\nrelation = "greater"\n'
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("line", "quoted"),
    [
        ("months = [12]", "`months`"),
        ("months = []", "`months`"),
        ("months = [1, 2, 3]", "`months`"),
        ("months = [1, nan]", "`NaN`"),
        ("than = nan", "`NaN`"),
        ("than = -inf", "`-Infinity`"),
        ("than = 1979-05-27", "1979-05-27"),
        ("by = -1", "`-1`"),
        ("mechanisms = [1]", "`1`"),
        ("confidence = 0x1" + "0" * 5_000, "0x"),
        ("firm = [[]]", "`firm`"),
        ('"a\\nb\\u202E{x}" = 1', "{x}"),
        (f'"{"k" * 200_000}" = 1', "kkk"),
    ],
)
def test_mistakes_in_a_claim_are_told(line, quoted, language):
    use_language(language)
    with pytest.raises(InputError) as caught:
        parse_scenario(BASE + line)
    told = str(caught.value)
    assert quoted in told
    assert "\n" not in told
    assert len(told) < 1_500


def possible(value, at):
    """Every mistake that a value of the schema can have, with what was given."""
    if isinstance(value, Optional):
        yield from possible(value.value, at)
    elif isinstance(value, Either):
        yield from (found for each in value.values for found in possible(each, at))
    elif isinstance(value, ListOf):
        yield Finding("wrong_type", at, 1, value)
        if value.shortest or value.longest:
            yield Finding("wrong_count", at, [], value)
        yield from possible(value.item, (*at, 0))
    elif isinstance(value, MapOf):
        yield Finding("wrong_type", at, 1, value)
        yield from possible(value.item, (*at, "name"))
    elif isinstance(value, TableOf):
        yield Finding("wrong_type", at, 1, value)
        yield Finding("unknown_key", (*at, "kee"), 1, value)
        for each in value.table.fields():
            yield from possible(each.value, (*at, each.key))
            if each.required:
                yield Finding("missing_key", (*at, each.key), {}, each.value)
    elif isinstance(value, Choice):
        yield Finding("not_a_choice", at, math.nan, value)
    elif value.expected:
        yield Finding("wrong_type", at, [], value)
        if isinstance(value, Number):
            yield Finding("out_of_range", at, math.nan, value)
        if isinstance(value, String) and (value.pattern or value.shortest or value.longest):
            yield Finding("wrong_form", at, "", value)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_mistake_that_the_schema_can_find_is_told(language):
    use_language(language)
    findings = list(possible(TableOf(Scenario), ("scenario",)))
    assert len(findings) > 300
    for finding in findings:
        told = str(explained([finding]))
        assert told.count("errors.") == 0, finding
        assert told


CALLS = {
    "text",
    "message",
    "InputError",
    "CheckFailed",
    "LoyaltyLabError",
    "MachineError",
    "problem",
    "_told",
}


def test_every_lookup_gives_all_values_of_its_message():
    """Wherever the key is spelled out and the values are named one by one."""
    missing, seen = [], 0
    for file in Path(simulation.__file__).parent.rglob("*.py"):
        for call in ast.walk(ast.parse(file.read_text("utf-8"))):
            if not isinstance(call, ast.Call) or getattr(call.func, "id", "") not in CALLS or not call.args:
                continue
            key = call.args[0]
            if not isinstance(key, ast.Constant) or any(each.arg is None for each in call.keywords):
                continue
            whole = f"errors.{key.value}" if call.func.id == "problem" else key.value
            names = {each.arg for each in call.keywords} | ({"place"} if call.func.id == "problem" else set())
            seen += 1
            if whole in ENGLISH and places(ENGLISH[whole]) - names:
                missing.append((file.name, call.lineno, whole))
    assert seen > 200
    assert missing == []


def test_a_very_long_name_is_compared_in_no_time():
    assert nearest("pric" * 100_000, ["quality", "price"]) in {"quality", "price"}
