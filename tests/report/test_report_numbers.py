from __future__ import annotations

import pytest

from simulation.experiments.intervals import Interval
from simulation.language import use_language
from simulation.report.kit.numbers import MeasureUnit, cell, currency, exact, in_words, scale, written

PERCENT, MONEY = MeasureUnit("percent", "coins"), MeasureUnit("money", "coins")
NAN = float("nan")


@pytest.mark.parametrize(
    ("interval", "unit", "expected"),
    [
        (Interval(0.98412, 0.98212, 0.98612), PERCENT, "98.41 [98.21,\u00a098.61]"),
        (Interval(0.98412, 0.94, 1.028), PERCENT, "98 [94,\u00a0103]"),
        (Interval(123_456, 119_000, 127_912), MONEY, "123,000 [119,000,\u00a0128,000]"),
        (Interval(14_700, 13_250, 16_150), MONEY, "14,700 [13,200,\u00a016,200]"),
        (Interval(-3.2, -4.3, -2.1), MONEY, "\u22123.2 [\u22124.3,\u00a0\u22122.1]"),
        (Interval(0.1254, 0.1238, 0.127), MONEY, "0.125 [0.124,\u00a00.127]"),
        (Interval(31.42, NAN, NAN), MONEY, "31.4"),
        (Interval(31.42, 31.42, 31.42), MONEY, "31.4 [31.4,\u00a031.4]"),
        (Interval(NAN, NAN, NAN), MONEY, "–"),
    ],
)
def test_digits_follow_the_interval(interval, unit, expected):
    assert cell(interval, unit) == expected


def test_rounding_to_nothing_leaves_no_negative_zero():
    assert written(-0.0004, 2) == "0.00"


def test_sentences_carry_unit_and_interval_in_both_languages():
    interval = Interval(0.984, 0.982, 0.986)
    assert in_words(interval, PERCENT) == "98.40\u00a0% (between 98.20 and 98.60)"
    use_language("zh")
    assert in_words(interval, PERCENT) == "98.40\u00a0%（98.20 到 98.60 之间）"


def test_one_run_has_no_interval():
    assert in_words(Interval(12.0, NAN, NAN), MONEY) == "12.0 coins"


def test_exact_values_keep_three_digits():
    assert [exact(value, MONEY) for value in (1234.5, 31.42, 0.314)] == [
        "1,234 coins",
        "31.4 coins",
        "0.314 coins",
    ]


def test_axes_count_in_the_steps_of_the_language():
    assert scale(250_000, "coins") == (1000.0, "thousand coins")
    assert scale(1_500, "coins") == (1.0, "coins")
    use_language("zh")
    assert scale(250_000, "元") == (10_000.0, "万元")


def test_currencies_are_translated_and_unknown_ones_kept():
    names = ("coins", "pounds", "dollars", "euros", "yuan", "crowns")
    use_language("en")
    assert tuple(map(currency, names)) == names
    use_language("zh")
    assert tuple(map(currency, names)) == ("元", "英镑", "美元", "欧元", "元", "crowns")
