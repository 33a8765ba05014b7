"""Excel workbooks, Parquet files and data frames as tables of text."""

from __future__ import annotations

import io
import warnings
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from simulation.errors import InputError
from simulation.fitting.reading.csv_file import column_names
from simulation.fitting.reading.intake import Intake
from simulation.fitting.reading.raw_table import RawTable, table_of_texts
from simulation.language import Listing, message

if TYPE_CHECKING:
    import pandas as pd

LARGEST_UNPACKED = 2**30
"""Bytes of a workbook once unpacked, beyond which it is not opened."""


def workbook_table(content: bytes, path: Path, intake: Intake) -> RawTable:
    """The first sheet of an Excel workbook that holds anything, or the one that is asked for."""
    from openpyxl import load_workbook

    _refuse_bombs(content, path)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what a reader of values does not need: validation, styles
        try:
            book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            sheets = {sheet.title: sheet for sheet in book.worksheets}
        except Exception as problem:  # whatever is wrong inside a damaged archive
            raise InputError("fit.error.damaged_workbook", path=path) from problem
        if intake.sheet is not None and intake.sheet not in sheets:
            raise InputError("fit.error.unknown_sheet", given=intake.sheet, found=Listing(sheets))
        for title in [intake.sheet] if intake.sheet is not None else sheets:
            lines = [
                (number, [_text(cell) for cell in cells])
                for number, cells in enumerate(sheets[title].iter_rows(values_only=True), start=1)
            ]
            filled = [line for line in lines if any(line[1])]
            if len(filled) > 1:
                return _table(filled, path, title, len(sheets))
    raise InputError("fit.error.empty", path=path)


def _refuse_bombs(content: bytes, path: Path) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            size = sum(part.file_size for part in archive.infolist())
    except zipfile.BadZipFile as problem:
        raise InputError("fit.error.damaged_workbook", path=path) from problem
    if size > LARGEST_UNPACKED:
        raise InputError("errors.file.too_large", file=str(path), most=LARGEST_UNPACKED // 2**20)


def _table(lines: list[tuple[int, list[str]]], path: Path, title: str, sheets: int) -> RawTable:
    """The table below its title lines, which have a single cell."""
    start = next((n for n, (_, cells) in enumerate(lines) if sum(map(bool, cells)) > 1), 0)
    left = min(next((n for n, cell in enumerate(cells) if cell), 0) for _, cells in lines[start:])
    names = column_names(lines[start][1][left:])
    width = len(names)
    body = [(number, (cells[left:] + [""] * width)[:width]) for number, cells in lines[start + 1 :]]
    said = [message("fit.read.sheet", sheet=title, sheets=sheets)]
    mended = (message("fit.read.titles", count=start),) if start else ()
    columns = [list(column) for column in zip(*(cells for _, cells in body), strict=True)] or [
        [] for _ in names
    ]
    rows = [number for number, _ in body]
    return checked(table_of_texts(names, columns, rows, path.name, said=tuple(said), mended=mended), path)


def _text(cell: Any) -> str:
    """A cell as it would stand in a text file."""
    if cell is None:
        return ""
    if isinstance(cell, datetime | date):
        return cell.isoformat()[:10]
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def parquet_table(content: bytes, path: Path) -> RawTable:
    """The table of a Parquet file."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        frame = pq.read_table(io.BytesIO(content)).to_pandas()
    except (pa.ArrowException, OSError, ValueError) as problem:
        raise InputError("fit.error.damaged_parquet", path=path) from problem
    return frame_table(frame, path.name, (message("fit.read.parquet"),))


def frame_table(frame: pd.DataFrame, path: str, said: tuple[Any, ...] = ()) -> RawTable:
    """A data frame as text, its rows numbered as if it had been read from a file."""
    names = column_names([str(name) for name in frame.columns])
    columns = [_texts(frame.iloc[:, place]) for place in range(len(names))]
    return checked(table_of_texts(names, columns, range(2, len(frame) + 2), path, said=said), path)


def _texts(column: pd.Series[Any]) -> list[str]:
    """A column of a frame as text; dates without their time of day, whole numbers without a point."""
    import pandas as pd

    if pd.api.types.is_datetime64_any_dtype(column):
        return list(column.dt.strftime("%Y-%m-%d").fillna(""))
    if pd.api.types.is_float_dtype(column):
        return [_number(value) for value in column.to_numpy(dtype=np.float64, na_value=np.nan).tolist()]
    return list(column.astype("string").fillna(""))


def _number(value: float) -> str:
    if value != value:
        return ""
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


def checked(table: RawTable, path: object) -> RawTable:
    """The table, unless it has no rows."""
    if not len(table.rows):
        raise InputError("fit.error.empty", path=path)
    return table
