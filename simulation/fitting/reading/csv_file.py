"""A text file as a table: encoding and separator are judged, the standard library reads the cells.

Texts go into columns block by block, so that a million rows need little memory.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Any

import numpy as np

from simulation.errors import InputError
from simulation.fitting.reading.encodings import UTF_8, encoding_of
from simulation.fitting.reading.intake import Intake
from simulation.fitting.reading.problems import MOST_ROWS
from simulation.fitting.reading.raw_table import RawTable
from simulation.language import Listing, Message, message

SEPARATORS = (",", ";", "\t", "|")
_BLOCK = 20_000
_SAMPLE = 40


def csv_table(content: bytes, path: Path, intake: Intake) -> RawTable:
    """The table of a text file; ``InputError`` names the rows that have too many or too few cells."""
    encoding = encoding_of(content, path, intake.encoding)
    separator, skipped = _separator(content, encoding, path)
    lines = _lines(content, encoding, separator, path, skipped)
    begun = list(islice(lines, _SAMPLE))
    if not begun:
        raise InputError("fit.error.empty", path=path)
    # Lines with a single cell above the header are titles.
    titles = next((n for n, (_, cells) in enumerate(begun) if sum(map(bool, cells)) > 1), 0)
    names = column_names(begun[titles][1])
    if len(names) == 1 and len(names[0].split()) > 2:
        raise InputError("fit.error.separator", given=names[0])
    rows, arrays = _columns(chain(begun[titles + 1 :], lines), len(names), intake.leave_out)
    said: list[Message] = []
    if separator != ",":
        said.append(message("fit.read.separator", separator=_spoken(separator)))
    if encoding != UTF_8:
        said.append(message("fit.read.encoding", encoding=_written(encoding)))
    mended = (message("fit.read.titles", count=titles),) if titles else ()
    return RawTable(names, rows, arrays, path.name, tuple(said), mended, separator != ",")


def column_names(header: list[str]) -> tuple[str, ...]:
    """Names of columns; empty ones at the end are no columns, and a name that comes twice is refused."""
    names = [name.strip().strip("\ufeff") for name in header]
    while names and not names[-1]:
        names.pop()
    for name in names:
        if names.count(name) > 1:
            raise InputError("fit.error.repeated_column", column=name)
    return tuple(names)


def _spoken(separator: str) -> object:
    return message("fit.read.tab") if separator == "\t" else separator


def _written(encoding: str) -> str:
    return {"cp1252": "Windows-1252", "gb18030": "GB 18030"}.get(encoding, encoding.upper())


def _opened(content: bytes, encoding: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(content), encoding=encoding, newline="")


def _separator(content: bytes, encoding: str, path: Path) -> tuple[str, int]:
    """The separator under which most rows have as many cells as the header; the lines before the header."""
    with _opened(content, encoding) as text:
        first = text.readline().strip().lower()
    if first.startswith("sep=") and len(first) == 5:
        return first[4], 1
    best = (",", (0.0, 0.0))
    for separator in SEPARATORS:
        lines = [cells for _, cells in _sampled(content, encoding, separator, path)]
        if not lines or len(lines[0]) < 2:
            continue
        alike = sum(len(cells) == len(lines[0]) for cells in lines) / len(lines)
        score = (alike, float(len(lines[0])))
        if score > best[1]:
            best = (separator, score)
    return best[0], 0


def _sampled(content: bytes, encoding: str, separator: str, path: Path) -> list[tuple[int, list[str]]]:
    try:
        lines = _lines(content, encoding, separator, path, 0)
        return [line for _, line in zip(range(_SAMPLE), lines, strict=False)]
    except InputError:  # told when the file is read with the separator that fits best
        return []


def _lines(
    content: bytes, encoding: str, separator: str, path: Path, skipped: int
) -> Iterator[tuple[int, list[str]]]:
    """Every row that is not blank, with the number of the line on which it ends."""
    with _opened(content, encoding) as text:
        for _ in range(skipped):
            text.readline()
        reader = csv.reader(text, strict=True, skipinitialspace=separator != "\t", delimiter=separator)
        try:
            for cells in reader:
                if "".join(cells).strip():
                    yield reader.line_num + skipped, cells
        except csv.Error as problem:
            raise InputError("fit.error.malformed", path=path, row=reader.line_num + skipped) from problem


def _columns(
    lines: Iterator[tuple[int, list[str]]], width: int, leave_out: bool
) -> tuple[Any, tuple[Any, ...]]:
    """Numbers of the rows, and a column of texts for each name."""
    import pyarrow as pa

    blocks: list[list[Any]] = [[] for _ in range(width)]
    rows: list[int] = []
    uneven: list[tuple[int, int]] = []
    block: list[list[str]] = []

    def store() -> None:
        for place, texts in zip(blocks, zip(*block, strict=True), strict=True):
            place.append(pa.array(texts, pa.string()))
        block.clear()

    for number, cells in lines:
        given = len(cells)
        if given > width and not any(cells[width:]):
            cells = cells[:width]
        elif given != width:
            uneven.append((number, given))
            continue
        rows.append(number)
        block.append(cells)
        if len(block) == _BLOCK:
            store()
    if uneven and not leave_out:
        first = Listing(number for number, _ in uneven[:MOST_ROWS])
        row = uneven[0][0] if len(uneven) == 1 else first
        raise InputError("fit.error.ragged", row=row, given=uneven[0][1], expected=width)
    if block:
        store()
    arrays = tuple(pa.chunked_array(place, pa.string()) for place in blocks)
    return np.array(rows, dtype=np.int64), arrays
