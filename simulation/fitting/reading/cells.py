"""Columns of text turned into numbers, yes and no, and segments; every fault goes to the list of problems."""

from __future__ import annotations

import numpy as np

from simulation.errors import InputError
from simulation.fitting.data import Integers, Reals, Truths
from simulation.fitting.reading.decimals import numbers_of, unclear
from simulation.fitting.reading.intake import Intake
from simulation.fitting.reading.problems import Problems, fault
from simulation.fitting.reading.raw_table import Column, RawTable
from simulation.fitting.reading.roles import WORDS
from simulation.language import Listing

MOST = 1_000_000_000
"""More than any column counts, and a number that every type holds."""


class Cells:
    """Reads the columns of one table."""

    def __init__(self, table: RawTable, intake: Intake, problems: Problems) -> None:
        self.table = table
        self.intake = intake
        self.problems = problems

    def numbers(self, column: Column, percent: bool = False, gaps: bool = False) -> Reals:
        """Finite numbers, NaN where there is none; with ``gaps`` an empty cell is no problem."""
        if not gaps:
            fault(self.problems, column.empty, column, "fit.error.missing_cell")
        values = numbers_of(column.words, self._comma(column))[column.codes]
        signed = column.where(lambda word: word.endswith(("%", "％")) and not percent)
        fault(self.problems, (np.isnan(values) & ~column.empty) | signed, column, "fit.error.not_a_number")
        return values

    def counts(self, column: Column, low: int) -> Integers:
        """Whole numbers from ``low`` to `MOST`; 0 where there is none."""
        values = self.numbers(column)
        known = np.nan_to_num(values, nan=low)
        bad = (known < low) | (known > MOST) | (known != np.floor(known))
        fault(self.problems, bad, column, "fit.error.not_a_count", low=low, high=MOST)
        return np.where(bad, low, known).astype(np.int64)

    def truths(self, column: Column) -> Truths:
        """Yes or no, in the ways people write it."""
        fault(self.problems, column.empty, column, "fit.error.missing_cell")
        asked = {word.casefold() for word in self.intake.yes}
        said = [word.casefold().rstrip(".!") if word[:1].isalpha() else word for word in column.words]
        yes = [word in asked if asked else word in WORDS["yes"] for word in said]
        no = [word not in asked if asked else word in WORDS["no"] for word in said]
        neither = ~np.array([one or other for one, other in zip(yes, no, strict=True)])[column.codes]
        strange = [
            word
            for word, one, other in zip(column.words, yes, no, strict=True)
            if word and not (one or other)
        ]
        fault(
            self.problems,
            neither & ~column.empty,
            column,
            "fit.error.not_yes_or_no",
            words=Listing(strange[:5]),
        )
        return np.array(yes, dtype=bool)[column.codes]

    def segments(self, name: str | None) -> tuple[Integers, tuple[str, ...]]:
        """The segment of each row by number, and their names; without such a column one without a name."""
        if name is None or self.intake.pool:
            return np.zeros(len(self.table.rows), dtype=np.int64), ("",)
        column = self.table.column(name)
        fault(self.problems, column.empty, column, "fit.error.missing_cell")
        return column.codes, column.words

    def _comma(self, column: Column) -> bool:
        """Whether numbers have a decimal comma; ``InputError`` where only a user can tell."""
        if self.intake.decimal is not None:
            return self.intake.decimal == "comma"
        told = self.table.decimal_comma
        doubtful = unclear(column.words) if told is None else None
        if doubtful is not None:
            raise InputError("fit.error.decimal", column=column.name, given=doubtful)
        return bool(told)
