"""A table of text as it came in: every column its distinct texts, and which of them stands in each row.

Most columns of a list repeat few texts, so that a million rows are checked text by text, not row by row.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from simulation.fitting.data import Integers, Truths
from simulation.fitting.reading.decimals import ASKED, vote
from simulation.fitting.reading.roles import WORDS
from simulation.language import Message
from simulation.spreadsheet import text_of_cell


@dataclass(frozen=True, eq=False)
class Column:
    """``words`` are the distinct texts, without blanks around them; ``codes`` (rows) says which is where."""

    name: str
    words: tuple[str, ...]
    codes: Integers

    def where(self, test: Callable[[str], bool]) -> Truths:
        """Rows whose text passes a test."""
        return np.array([test(word) for word in self.words], dtype=bool)[self.codes]

    @property
    def empty(self) -> Truths:
        """Rows without a text."""
        return self.where(lambda word: word.lower() in WORDS["missing"])

    def text(self, row: int) -> str:
        """Text at a position."""
        return self.words[int(self.codes[row])]

    def texts(self) -> list[str]:
        """Text of every row."""
        return [self.words[code] for code in self.codes.tolist()]


@dataclass(frozen=True, eq=False)
class RawTable:
    """Columns of text by name, and the number that every row has in its file (the header being row 1).

    ``path`` is what messages call it; ``said`` is how the file was read; ``semicolons`` whether cells were
    separated by something else than a comma.
    """

    names: tuple[str, ...]
    rows: Integers
    arrays: tuple[Any, ...]
    path: str
    said: tuple[Message, ...] = ()
    mended: tuple[Message, ...] = ()
    semicolons: bool = False

    def column(self, name: str) -> Column:
        """One column; its texts lose the mark that keeps spreadsheets from reading a formula."""
        return _column(name, self.arrays[self.names.index(name)])

    def repeated(self, name: str) -> int:
        """How many rows have a text that another row has, too, beyond the first of each."""
        import pyarrow.compute as pc

        array = self.arrays[self.names.index(name)]
        return len(array) - int(pc.count_distinct(array).as_py())

    def kept(self, keep: Truths) -> RawTable:
        """The rows that are kept."""
        import pyarrow as pa

        mask = pa.array(keep)
        return replace(self, rows=self.rows[keep], arrays=tuple(each.filter(mask) for each in self.arrays))

    @cached_property
    def decimal_comma(self) -> bool | None:
        """Whether numbers have a decimal comma, by the first rows; None when the table does not tell."""
        columns = zip(self.names, self.arrays, strict=True)
        votes = [vote(_column(name, array.slice(0, ASKED)).words) for name, array in columns]
        comma, point = sum(one for one, _ in votes), sum(other for _, other in votes)
        if comma or point:
            return comma > point
        return True if self.semicolons else None


def _column(name: str, array: Any) -> Column:
    encoded = array.combine_chunks().dictionary_encode()
    texts = [text_of_cell((word or "").strip()) for word in encoded.dictionary.to_pylist()]
    places = {word: number for number, word in enumerate(dict.fromkeys(texts))}
    codes = np.asarray(encoded.indices.to_numpy(zero_copy_only=False), dtype=np.int64)
    return Column(name, tuple(places), np.array([places[word] for word in texts], dtype=np.int64)[codes])


def table_of_texts(
    names: Sequence[str], columns: Sequence[Sequence[str]], rows: Sequence[int], path: str, **more: Any
) -> RawTable:
    """A table of texts that are in memory."""
    import pyarrow as pa

    arrays = tuple(pa.chunked_array([pa.array(column, pa.string())]) for column in columns)
    return RawTable(tuple(names), np.asarray(rows, dtype=np.int64), arrays, path, **more)
