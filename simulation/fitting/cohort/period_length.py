"""How long a period of the data is."""

from __future__ import annotations

from simulation.errors import InputError
from simulation.fitting.data import PeriodLength
from simulation.language import message

__all__ = ["LONGEST", "PeriodLength", "guessed_period_length", "months_of_period"]

MONTHS: dict[PeriodLength, int] = {"months": 1, "quarters": 3, "years": 12}

MOST_YEARS = 12
"""A table of more periods than this is taken to count months: few cohorts are watched for so many years."""

LONGEST = 360
"""Months of tenure that a market is calibrated to at most."""


def guessed_period_length(periods: int) -> PeriodLength:
    """Years for up to ``MOST_YEARS`` periods, months for more."""
    return "years" if periods <= MOST_YEARS else "months"


def months_of_period(unit: PeriodLength, periods: int) -> int:
    """Months of a period; ``InputError`` when the table then spans more than ``LONGEST`` months."""
    months = MONTHS[unit]
    if periods * months > LONGEST:
        likely = "days" if unit == "months" else "months"
        looks = message(f"fit.unit.{likely}")
        values = {"periods": periods, "months": periods * months, "most": LONGEST, "unit": likely}
        raise InputError("fit.error.too_long", looks=looks, **values)
    return months
