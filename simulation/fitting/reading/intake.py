"""What a user says about a file that the file itself does not say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from simulation.errors import InputError

DataPeriod = Literal["days", "weeks", "months", "quarters", "years"]
DecimalSign = Literal["point", "comma"]
DateOrder = Literal["day-first", "month-first"]


@dataclass(frozen=True)
class Intake:
    """How a file is to be read; everything left out is judged from the file, and what was judged is said.

    ``columns`` maps the names of this page to those of the file (``{"churned": "Churn"}``). ``encoding`` is
    that of a text file, ``decimal`` its decimal sign, ``sheet`` the sheet of a workbook, ``dates`` the order
    of dates such as 04/05/2024. ``yes`` are words that mean that a customer left. ``period`` is the unit of
    tenures. ``completed``: tenure counts completed periods only, so that whoever left at once has 0.
    ``watched``: the list holds the present customers and those who left in so many last periods.
    ``until`` is the date on which the data end, ``since`` the one on which watching began; ``silence`` days
    without a purchase mean that a customer in a log has left. ``pool`` reads all segments as one;
    ``leave_out`` leaves faulty rows out instead of refusing the file.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    encoding: str | None = None
    decimal: DecimalSign | None = None
    sheet: str | None = None
    dates: DateOrder | None = None
    yes: tuple[str, ...] = ()
    period: DataPeriod | None = None
    completed: bool = False
    watched: int | None = None
    until: str | None = None
    since: str | None = None
    silence: int | None = None
    pool: bool = False
    leave_out: bool = False


def mapping(pairs: Iterable[str]) -> dict[str, str]:
    """Columns by the name used here, from texts such as ``churned=Churn``."""
    columns = {}
    for pair in pairs:
        role, separator, column = (part.strip() for part in pair.partition("="))
        if not (role and separator and column):
            raise InputError("fit.error.column_option", given=pair)
        columns[role] = column
    return columns
