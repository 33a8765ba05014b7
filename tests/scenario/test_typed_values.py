"""Values as they are typed on a command line: TOML, or plain texts, one at a time or several."""

import pytest

from simulation.errors import InputError
from simulation.scenario.typed_values import assignment, value_of, values_of


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("3", 3), ("0.5", 0.5), ("true", True), ('"a b"', "a b"), ("a b", "a b"), ("", ""),
        ("[1, 2]", [1, 2]),
        ("[{month=5, level=3}]", [{"month": 5, "level": 3}]), ("2020-01-01", "2020-01-01"),
        ("12:00:00", "12:00:00"),
        ("[1", "[1"), ("=", "="), ("银行", "银行"),
    ],
)  # fmt: skip
def test_one_value(written, value):
    assert value_of(written) == value
    assert type(value_of(written)) is type(value)


@pytest.mark.parametrize(
    ("written", "values"),
    [
        ("1,2", [1, 2]), ("1, high , true", [1, "high", True]), ("a,b", ["a", "b"]), ("1", [1]),
        ("1,,2", [1, "", 2]),
        ('"a,b",c', ['"a', 'b"', "c"]), ('"a,b","c"', ["a,b", "c"]), ("2020-01-01,3", ["2020-01-01", 3]),
        ("[{month=5, level=3}],[]", [[{"month": 5, "level": 3}], []]),
    ],
)  # fmt: skip
def test_several_values(written, values):
    assert values_of(written) == values


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("1\nx = 2", "not_one_line"),
        ("a\u2028b", "not_one_line"),
        ("\x9b31m", "not_one_line"),
        ("9" * 5000, "number_too_long"),
        (f"0x{'f' * 5000}", "number_too_long"),
        ("[" * 5000, "too_deep"),
    ],
)
def test_what_cannot_be_read_is_told_in_one_line(written, key):
    for read in (value_of, values_of, lambda written: assignment(f"world.months={written}")):
        with pytest.raises(InputError) as caught:
            read(written)
        assert caught.value.key == f"errors.{key}"
        assert "\n" not in str(caught.value)
        assert len(str(caught.value)) < 400
