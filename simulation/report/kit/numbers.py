"""Numbers as readers read them: a unit, a minus that is one, and no more digits than the interval allows."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor, isfinite, log10
from typing import Literal

from simulation.experiments.intervals import Interval
from simulation.language import catalogue, current_language, text

NumberKind = Literal[
    "percent", "percentage_points", "points", "score", "index", "money", "people", "plain"
]

MINUS = "\u2212"
HUNDREDFOLD = ("percent", "percentage_points", "points", "score")
FINEST: dict[NumberKind, int] = {
    "percent": 2,
    "percentage_points": 2,
    "points": 2,
    "score": 1,
    "index": 1,
    "money": 2,
    "people": 1,
    "plain": 2,
}
"""Decimals beyond which no interval, however narrow, is followed (money below a hundred: three digits)."""
MOST_DECIMALS = 6
COARSEST = -9
TWO_DIGITS = 3.5
"""Half widths that begin with less than this keep two digits, others one: 1,400 is not rounded to 1,000."""


@dataclass(frozen=True, slots=True)
class MeasureUnit:
    """How a measure is written: what the frames' value is multiplied by, and the words around the number."""

    kind: NumberKind
    currency: str

    @property
    def factor(self) -> float:
        """What a value of the frames is multiplied by before it is written."""
        return 100.0 if self.kind in HUNDREDFOLD else 1.0

    @property
    def word(self) -> str:
        """The unit alone, as over a column or an axis; empty for a number of people or of nothing."""
        if self.kind in ("people", "plain"):
            return ""
        return text(f"report.unit.{self.kind}", currency=self.currency)

    def say(self, number: str) -> str:
        """Put the unit to a written number."""
        return text(f"report.number.{self.kind}", number=number, currency=self.currency)


def currency(name: str) -> str:
    """Return the currency's name in the current language; one that has no translation is kept."""
    return catalogue(current_language()).get(f"words.currency.{name}", name)


def written(value: float, decimals: int) -> str:
    """Write a number with thousands separators, rounded to ``decimals`` (negative: to tens, hundreds)."""
    if not isfinite(value):
        return text("report.number.missing")
    rounded = round(value, decimals) + 0.0
    return f"{rounded:,.{max(decimals, 0)}f}".replace("-", MINUS)


def short(value: float) -> str:
    """Write a number with three significant digits, or a dash where there is none."""
    if not isfinite(value):
        return "–"
    digits = f"{value:,.0f}" if abs(value) >= 1000.0 else f"{value:.3g}"
    return digits.replace("-", MINUS)


def decimals_of(interval: Interval, unit: MeasureUnit) -> int:
    """Return the decimals that the interval's half width supports: its first digit or two are shown."""
    half = (interval.high - interval.low) / 2 * unit.factor
    mean = interval.mean * unit.factor
    if not isfinite(half) or half <= 1e-9 * abs(mean):
        return usual_decimals(mean, unit.kind)
    finest = FINEST[unit.kind]
    if unit.kind == "money":
        finest = max(finest, usual_decimals(max(abs(mean), half), "money"))
    return max(min(-floor(log10(half / TWO_DIGITS)), finest), COARSEST)


def usual_decimals(value: float, kind: NumberKind) -> int:
    """Return the decimals of an exact value: money has three digits, percentages tenths, people are whole."""
    if kind == "plain":
        return 2
    if kind != "money":
        return 0 if kind == "people" else 1
    if not isfinite(value) or value == 0:
        return 0
    return max(0, min(MOST_DECIMALS, 2 - floor(log10(abs(value)))))


def exact(value: float, unit: MeasureUnit) -> str:
    """Write a value that has no interval, with its unit."""
    scaled = value * unit.factor
    return unit.say(written(scaled, usual_decimals(scaled, unit.kind)))


def in_words(interval: Interval, unit: MeasureUnit) -> str:
    """Write a mean with its unit and, if it has one, its interval in words, for a sentence."""
    decimals = decimals_of(interval, unit)
    mean, low, high = _parts(interval, unit, decimals)
    if not isfinite(interval.mean):
        return mean
    if not isfinite(interval.low) or low == mean == high:
        return unit.say(mean)
    return text("report.number.between", mean=unit.say(mean), low=low, high=high)


def difference_unit(unit: MeasureUnit) -> MeasureUnit:
    """Return the unit of a difference of two values: two percentages differ by points."""
    return MeasureUnit("percentage_points", unit.currency) if unit.kind == "percent" else unit


def difference_in_words(interval: Interval, unit: MeasureUnit) -> str:
    """Write a difference of two values of a measure as `in_words`."""
    return in_words(interval, difference_unit(unit))


def cell(interval: Interval, unit: MeasureUnit) -> str:
    """Write a mean with its interval for a cell whose unit stands elsewhere: ``98.4 [98.1, 98.7]``."""
    mean, low, high = _parts(interval, unit, decimals_of(interval, unit))
    if not isfinite(interval.low):
        return mean
    return f"{mean} [{low},\u00a0{high}]"


def share(part: int, whole: int) -> str:
    """Write how many of how many runs."""
    return text("report.number.of", part=written(part, 0), whole=written(whole, 0))


def listed(names: list[str]) -> str:
    """Join names as the language lists them: "A, B and C"."""
    if len(names) < 2:
        return "".join(names)
    head = text("report.list.comma").join(names[:-1])
    return text("report.list.and", head=head, last=names[-1])


def scale(largest: float, name: str) -> tuple[float, str]:
    """Return the divisor and the unit's words for a money axis whose largest value is ``largest``."""
    for step in ("large", "middle"):
        divisor = float(text(f"report.scale.{step}.divisor"))
        if largest >= 2 * divisor:
            return divisor, text(f"report.scale.{step}.word", currency=name)
    return 1.0, text("report.unit.money", currency=name)


def _parts(interval: Interval, unit: MeasureUnit, decimals: int) -> tuple[str, str, str]:
    mean, low, high = (
        written(value * unit.factor, decimals) for value in (interval.mean, interval.low, interval.high)
    )
    return mean, low, high
