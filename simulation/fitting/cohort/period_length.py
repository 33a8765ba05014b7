"""How long a period of the data is."""

from __future__ import annotations

from typing import Literal

from simulation.errors import InputError

PeriodLength = Literal["months", "years"]

MOST_YEARS = 12
"""A table of more periods than this is taken to count months: few cohorts are watched for so many years."""

LONGEST = 360
"""Months of tenure that a market is calibrated to at most."""


def guessed_period_length(periods: int) -> PeriodLength:
    """Years for up to ``MOST_YEARS`` periods, months for more."""
    return "years" if periods <= MOST_YEARS else "months"


def months_of_period(unit: PeriodLength, periods: int) -> int:
    """Months of a period; ``InputError`` when the table then spans more than ``LONGEST`` months."""
    months = 12 if unit == "years" else 1
    if periods * months > LONGEST:
        raise InputError("fit.error.too_long", periods=periods, months=periods * months, most=LONGEST)
    return months
