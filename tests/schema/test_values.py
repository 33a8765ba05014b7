"""Values: strict types, bounds, and a clear paragraph for whatever is wrong."""

import ast
import datetime
import math
import pickle
import subprocess
import sys
from typing import Annotated, Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.errors import InputError
from simulation.language import use_language
from simulation.schema import (
    Grade,
    ListOf,
    Number,
    String,
    Table,
    Unit,
    ValidationError,
    Whole,
    field,
    parameter,
)
from simulation.schema.showing import LONGEST, clean, nearest, shown


class Inner(Table):
    size: Annotated[int, Whole(0, 9)] = 1


class Everything(Table):
    number: Annotated[float, Number(-1, 1)] = 0.0
    between: Annotated[float, Number(0, 1, strictly=True)] = 0.5
    share: float = parameter(
        0.5,
        Unit.SHARE,
        bounds=(0, 1),
        plausible=(0, 1),
        grade=Grade.ASSUMED,
        name="Share",
        meaning="A share.",
    )
    whole: Annotated[int, Whole(0, 10**12)] = 0
    switch: bool = True
    text: Annotated[str, String(1, 5)] = "a"
    claim: Annotated[str, String(0, 9, "[a-z]+")] = "a"
    level: Literal[0, 1, 2] = 0
    kind: Literal["a", "b"] | None = None
    inner: Inner = Inner()
    several: tuple[Inner, ...] = ()
    months: tuple[Annotated[int, Whole(1, 9)], Annotated[int, Whole(1, 9)]] | None = None
    firm: Annotated[tuple[str, ...], ListOf(String(), 0, 2)] = ()
    than: Annotated[float, Number(0, 9)] | str | None = None
    words: dict[str, str] = field(default={})
    anything: Any = None


ACCEPTED = [
    ("number", 1, 1.0),
    ("number", -0.5, -0.5),
    ("between", 0.1, 0.1),
    ("whole", 3, 3),
    ("switch", False, False),
    ("text", "中文", "中文"),
    ("claim", "abc", "abc"),
    ("level", 2, 2),
    ("kind", "b", "b"),
    ("kind", None, None),
    ("inner", {"size": 3}, Inner(size=3)),
    ("inner", Inner(size=3), Inner(size=3)),
    ("several", [{"size": 3}, Inner()], (Inner(size=3), Inner())),
    ("months", [1, 9], (1, 9)),
    ("than", 3, 3.0),
    ("than", "a", "a"),
    ("words", {"a": "b"}, {"a": "b"}),
    ("anything", [1], [1]),
]
REFUSED = [
    ("number", True, "wrong_type"),
    ("number", "1", "wrong_type"),
    ("number", None, "wrong_type"),
    ("number", 1.1, "out_of_range"),
    ("number", math.nan, "out_of_range"),
    ("number", math.inf, "out_of_range"),
    ("number", 10**400, "out_of_range"),
    ("between", 0, "out_of_range"),
    ("between", 1.0, "out_of_range"),
    ("share", 2, "out_of_range"),
    ("whole", 3.0, "wrong_type"),
    ("whole", True, "wrong_type"),
    ("whole", -1, "out_of_range"),
    ("whole", 16**5000, "out_of_range"),
    ("switch", 1, "wrong_type"),
    ("switch", "true", "wrong_type"),
    ("text", "", "wrong_form"),
    ("text", "abcdef", "wrong_form"),
    ("text", 3, "wrong_type"),
    ("text", datetime.date(2020, 1, 1), "wrong_type"),
    ("text", "\ud800", "wrong_form"),
    ("claim", "A", "wrong_form"),
    ("claim", "a\n", "wrong_form"),
    ("level", 3, "not_a_choice"),
    ("level", True, "not_a_choice"),
    ("level", 1.0, "not_a_choice"),
    ("level", [], "not_a_choice"),
    ("kind", "c", "not_a_choice"),
    ("inner", 3, "wrong_type"),
    ("inner", {"siez": 3}, "unknown_key"),
    ("inner", {"size": 10}, "out_of_range"),
    ("several", {"size": 3}, "wrong_type"),
    ("several", [{"size": -1}], "out_of_range"),
    ("several", [3], "wrong_type"),
    ("months", [1], "wrong_count"),
    ("months", [1, 2, 3], "wrong_count"),
    ("months", [1, 10], "out_of_range"),
    ("firm", list("abc"), "wrong_count"),
    ("than", True, "wrong_type"),
    ("than", math.nan, "out_of_range"),
    ("than", {}, "wrong_type"),
    ("words", {"a": 1}, "wrong_type"),
    ("words", [], "wrong_type"),
    ("nummer", 1, "unknown_key"),
]


@pytest.mark.parametrize(("key", "given", "kept"), ACCEPTED, ids=range(len(ACCEPTED)))
def test_what_is_accepted_is_kept_in_one_type(key, given, kept):
    value = getattr(Everything.read({key: given}), key)
    assert value == kept
    assert type(value) is type(kept)


@pytest.mark.parametrize(("key", "given", "mistake"), REFUSED, ids=range(len(REFUSED)))
def test_what_is_refused_is_explained_in_both_languages(key, given, mistake):
    with pytest.raises(ValidationError) as caught:
        Everything.read({key: given})
    assert caught.value.key == f"errors.{mistake}"
    for language in ("en", "zh"):
        use_language(language)
        paragraph = str(caught.value)
        assert paragraph.isprintable()
        assert len(paragraph) < 800


def test_numpy_numbers_are_kept_as_python_numbers():
    import numpy as np

    assert type(Everything(number=np.float64(0.5)).number) is float


def test_an_unknown_key_is_reported_before_all_other_mistakes():
    with pytest.raises(ValidationError) as caught:
        Everything.read({"number": 7, "several": [{}, {"size": 77}, {"siez": 1}], "switch": 0})
    assert len(caught.value.findings) == 4
    assert "`siez` of `several` no. 3" in str(caught.value)
    assert "nearest valid key is `size`" in str(caught.value)


def test_a_mistake_knows_its_place():
    with pytest.raises(ValidationError) as caught:
        Everything(several=[{}, {"size": 77}])
    assert caught.value.findings[0].at == ("several", 1, "size")
    assert "`size` of `several` no. 2 is `77`. Allowed is 0 to 9." in str(caught.value)


def test_bounds_are_shown_with_their_unit():
    with pytest.raises(InputError, match=r"Allowed is 0 to 1 \(share \(0 to 1\)\)"):
        Everything(share=3)
    with pytest.raises(InputError, match="more than 0 and less than 1"):
        Everything(between=3)


def test_a_mistake_crosses_processes():
    with pytest.raises(ValidationError) as caught:
        Everything(number=7)
    again = pickle.loads(pickle.dumps(caught.value))
    assert isinstance(again, InputError)
    assert str(again) == str(caught.value)


HOSTILE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary() | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text() | st.integers(), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(list(Everything().as_dict())) | st.text(), HOSTILE, max_size=5))
def test_whatever_is_given_is_a_table_or_a_mistake(raw):
    try:
        table = Everything.read(raw)
    except ValidationError as error:
        words = str(error)
    else:
        words = "right"
        assert Everything.read(table.as_dict()) == table
    assert words.isprintable()


def test_deep_nesting_is_a_mistake_like_any_other():
    deep = []
    for _ in range(100_000):
        deep = [deep]
    for key in ("number", "inner", "several", "words", "text"):
        with pytest.raises(ValidationError):
            Everything.read({key: {"a": deep} if key == "words" else deep})


def test_what_is_shown_is_short_and_on_one_line():
    assert shown({"a": 1}) != shown([1])
    assert shown("a\nb") == '`"a\\nb"`'
    assert len(shown("x" * 500)) == LONGEST + 2
    assert shown(16**5000).startswith("`0x1000")
    assert clean("a\nb\x1b") == "a\ufffdb\ufffd"
    assert nearest("PRIZE", ["quality", "price"]) == "price"


def needed(modules: str, *options: str) -> set[str]:
    """The packages beyond the standard library that an import loads (those of the installation aside)."""
    code = f"import sys, {modules}; print({{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, *options, "-c", code], capture_output=True, text=True, check=True)
    return {name for name in ast.literal_eval(done.stdout) if not name.startswith("_")} - {
        *sys.stdlib_module_names,
        "simulation",
        "sitecustomize",
    }


def test_the_schema_needs_the_standard_library_alone():
    assert needed("simulation.schema.listing", "-S") == set()


def test_scenario_and_protocol_need_numpy_alone():
    assert needed("simulation.scenario.reading, simulation.lab.messages") <= {"numpy"}
