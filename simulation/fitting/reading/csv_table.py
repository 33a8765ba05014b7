"""A CSV file as a table of text: the row labels are the line numbers of the file, for the error messages.

The tokenizer is the standard library's: pandas would rename a repeated column to ``name.1``, which reads
like a covariate of a brand called 1, and fill a short row with blanks without a word.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pandas as pd

from simulation.errors import InputError
from simulation.files import read_whole
from simulation.spreadsheet import text_of_cell

LARGEST = 256 * 2**20
"""Bytes of the largest file of data that is read: as text in a table it takes many times as much."""
_ENCODINGS = ("utf-8-sig", "gb18030")
"""UTF-8 with or without a mark, else what a Chinese spreadsheet program saves."""


def load_table(path: Path) -> pd.DataFrame:
    """Read the file at ``path`` into a frame of stripped text, indexed by line number."""
    try:
        content = read_whole(path, LARGEST)
    except FileNotFoundError as problem:
        raise InputError("fit.error.not_found", path=path) from problem
    except OSError as problem:
        raise InputError("fit.error.unreadable", path=path) from problem
    lines = _lines(_decoded(content, path), path)
    if not lines:
        raise InputError("fit.error.empty", path=path)
    (_, header), *rows = lines
    names = _column_names(header)
    for number, cells in rows:
        if len(cells) != len(names):
            raise InputError("fit.error.ragged", row=number, given=len(cells), expected=len(names))
    return _checked(
        pd.DataFrame([cells for _, cells in rows], columns=names, index=[n for n, _ in rows]), path
    )


def table_of(frame: pd.DataFrame) -> pd.DataFrame:
    """A frame the user already holds, as text, numbered as if it had been read from a file."""
    table = frame.astype("string").fillna("").astype(object)
    table.columns = pd.Index(_column_names([str(name) for name in frame.columns]))
    table.index = pd.RangeIndex(2, len(table) + 2)
    return _checked(table.apply(lambda column: column.str.strip()), "DataFrame")


def _checked(table: pd.DataFrame, source: object) -> pd.DataFrame:
    if table.empty:
        raise InputError("fit.error.empty", path=source)
    return table


def _decoded(content: bytes, path: Path) -> str:
    if b"\0" in content:
        raise InputError("fit.error.not_text", path=path)
    for encoding in _ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InputError("fit.error.not_text", path=path)


def _lines(content: str, path: Path) -> list[tuple[int, list[str]]]:
    """Every row that is not blank, with the number of the line on which it ends; texts as they were named."""
    reader = csv.reader(io.StringIO(content, newline=""), strict=True, skipinitialspace=True)
    try:
        rows = [(reader.line_num, [text_of_cell(cell.strip()) for cell in cells]) for cells in reader]
    except csv.Error as problem:
        raise InputError("fit.error.malformed", path=path, row=reader.line_num) from problem
    return [(number, cells) for number, cells in rows if any(cells)]


def _column_names(header: list[str]) -> list[str]:
    """Column names without blanks around them; the fixed names are recognised regardless of capitals."""
    names = [name.strip() for name in header]
    if len(names) == 1 and any(mark in names[0] for mark in ";\t|"):
        raise InputError("fit.error.separator", given=names[0])
    fixed = {"period", "survival", "segment", "customers", "tenure", "churned", "household", "choice"}
    names = [name.lower() if name.lower() in fixed else name for name in names]
    for name in names:
        if names.count(name) > 1:
            raise InputError("fit.error.repeated_column", column=name)
    return names
