"""What is wrong with a file, gathered so that all of it is told at once, with rows."""

from __future__ import annotations

import numpy as np

from simulation.errors import InputError
from simulation.fitting.data import Integers, Truths
from simulation.fitting.reading.raw_table import Column
from simulation.language import Listing, Message, message

MOST_ROWS = 8
MOST_PROBLEMS = 12


class Problems:
    """Gathers faults of rows; with ``leave_out`` the rows are left out instead of refused."""

    def __init__(self, rows: Integers, leave_out: bool = False) -> None:
        self.rows = rows
        self.leave_out = leave_out
        self.faulty: Truths = np.zeros(len(rows), dtype=bool)
        self._found: list[tuple[Message, bool]] = []

    def add(self, found: Message, rows: Truths | None = None) -> None:
        """Note what is wrong with rows, or with the whole file."""
        if rows is not None:
            self.faulty |= rows
        self._found.append((found, rows is not None))

    def tell(self) -> None:
        """Raise ``InputError`` for everything that was found, unless the rows can be left out."""
        found = [each for each, of_rows in self._found if not (self.leave_out and of_rows)]
        if len(found) == 1:
            raise InputError(found[0].key, **dict(found[0].values))
        if found:
            problems = _in_lines(found[:MOST_PROBLEMS])
            raise InputError("fit.error.several", count=len(found), problems=problems)

    @property
    def left_out(self) -> Message | None:
        """What is said of the rows that are left out; None when there are none."""
        if not (self.leave_out and self.faulty.any()):
            return None
        count = int(self.faulty.sum())
        return message("fit.read.left_out", count=count, rows=told_rows(self.rows[self.faulty]))


def fault(problems: Problems, bad: Truths, column: Column, key: str, **values: object) -> None:
    """Note that rows have a fault in a column; rows that have one already are not told twice."""
    fresh = bad & ~problems.faulty
    if fresh.any():
        given, row = column.text(int(np.argmax(fresh))), told_rows(problems.rows[fresh])
        problems.add(message(key, row=row, column=column.name, given=given, **values), fresh)


def told_rows(rows: Integers) -> object:
    """The number of one row, or how a message speaks of several."""
    if len(rows) == 1:
        return int(rows[0])
    shown = Listing(rows[:MOST_ROWS].tolist())
    if len(rows) <= MOST_ROWS:
        return shown
    return message("fit.read.more_rows", rows=shown, more=len(rows) - MOST_ROWS)


def _in_lines(messages: list[Message]) -> Message:
    """Messages below one another: each is a value of the next, as the catalogues have no list of lines."""
    lines = messages[-1]
    for each in reversed(messages[:-1]):
        lines = message("fit.read.lines", line=each, rest=lines)
    return lines
