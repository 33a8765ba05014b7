"""Dates as people write them, whole months between them, and which of day and month comes first."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from simulation.errors import InputError
from simulation.fitting.data import Integers
from simulation.fitting.reading.intake import DateOrder
from simulation.fitting.reading.problems import Problems, fault
from simulation.fitting.reading.raw_table import Column

Dates = NDArray[np.datetime64]
NO_DATE = np.datetime64("NaT", "D")
_CLOCK = re.compile(r"[T\s]+\d{1,2}:\d{2}.*$")
_YEAR_FIRST = re.compile(r"(\d{4})[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?)?月?$")
_COMPACT = re.compile(r"(19|20)(\d{2})(\d{2})(\d{2})$")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})\.?$")
_NAMED = re.compile(r"(?:(\d{1,2})[\s.-]*)?([a-z]{3})[a-z]*\.?[\s.-]*(?:(\d{1,2}),\s*)?(\d{4})$")
_MONTHS = {
    name: n
    for n, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], start=1
    )
}
_DAYS_OF_MONTH = 30.4375


def looks_like_date(word: str) -> bool:
    """Whether a text has the form of a date."""
    plain = _CLOCK.sub("", word.lower())
    return any(form.match(plain) for form in (_YEAR_FIRST, _COMPACT, _YEAR_LAST, _NAMED))


def dates_of(column: Column, problems: Problems, day_first: bool) -> Dates:
    """The dates of a column; empty cells are ``NaT``, and what is no date is a problem."""
    values = np.array([_date(word, day_first) for word in column.words], dtype="datetime64[D]")[column.codes]
    fault(problems, np.isnat(values) & ~column.empty, column, "fit.error.not_a_date")
    return values


def day_comes_first(columns: Sequence[Column], asked: DateOrder | None) -> bool:
    """Whether 04/05/2024 is in May, judged from all dates; ``InputError`` when they do not tell."""
    if asked is not None:
        return asked == "day-first"
    found = [
        (column, word, match)
        for column in columns
        for word in column.words
        if (match := _YEAR_LAST.match(_CLOCK.sub("", word.lower())))
    ]
    day_first = any(int(match[1]) > 12 or match[2] == "." for _, _, match in found)
    month_first = any(int(match[3]) > 12 for _, _, match in found)
    if found and day_first == month_first and any(match[1] != match[3] for _, _, match in found):
        column, word, _ = next(each for each in found if each[2][1] != each[2][3])
        raise InputError("fit.error.date_order", column=column.name, given=word)
    return not month_first


def date_given(word: str) -> np.datetime64:
    """The date of an option; ``InputError`` when it is none."""
    day = _date(word, day_first=True)
    if np.isnat(day):
        raise InputError("fit.error.date_option", given=word)
    return day


def _date(word: str, day_first: bool) -> np.datetime64:
    plain = _CLOCK.sub("", word.strip().lower())
    for read in (_year_first, _year_last, _named):
        parts = read(plain, day_first)
        if parts is not None:
            year, month, day = parts
            try:
                return np.datetime64(f"{year:04d}-{month:02d}-{day:02d}", "D")
            except ValueError:
                return NO_DATE
    return NO_DATE


def _year_first(word: str, _: bool) -> tuple[int, int, int] | None:
    if match := _COMPACT.match(word):
        return int(match[1] + match[2]), int(match[3]), int(match[4])
    match = _YEAR_FIRST.match(word)
    return None if match is None else (int(match[1]), int(match[2]), int(match[3] or 1))


def _year_last(word: str, day_first: bool) -> tuple[int, int, int] | None:
    match = _YEAR_LAST.match(word)
    if match is None:
        return None
    one, other, year = int(match[1]), int(match[3]), int(match[4])
    year += 0 if year > 99 else 2000 if year < 70 else 1900
    return (year, other, one) if day_first else (year, one, other)


def _named(word: str, _: bool) -> tuple[int, int, int] | None:
    match = _NAMED.match(word)
    if match is None or match[2] not in _MONTHS:
        return None
    return int(match[4]), _MONTHS[match[2]], int(match[1] or match[3] or 1)


def months_between(start: Dates, end: Dates) -> Integers:
    """Completed months from one date to another; 0 where a date is missing."""
    known = ~(np.isnat(start) | np.isnat(end))
    one, other = (np.where(known, dates, np.datetime64("2000-01-01", "D")) for dates in (start, end))
    first, last = (dates.astype("datetime64[M]").astype(np.int64) for dates in (one, other))
    day = [
        (dates - dates.astype("datetime64[M]").astype("datetime64[D]")).astype(np.int64)
        for dates in (one, other)
    ]
    ends = other + np.timedelta64(1, "D")
    last_of_month = ends.astype("datetime64[M]") > other.astype("datetime64[M]")
    return np.asarray(last - first - ((day[1] < day[0]) & ~last_of_month))


def completed_months(length: Integers, unit: str) -> Integers:
    """Completed months in so many days or weeks."""
    days = length * (7 if unit == "weeks" else 1)
    return np.floor(days / _DAYS_OF_MONTH + 1e-9).astype(np.int64)
