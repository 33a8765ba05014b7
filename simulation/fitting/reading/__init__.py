"""From a user's file (or data frame) to typed data: libraries read, this room judges and says what it did."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pandas as pd

from simulation.errors import InputError
from simulation.files import read_whole
from simulation.fitting.data import Data
from simulation.fitting.reading.cells import Cells
from simulation.fitting.reading.cohort_triangle import read_triangle
from simulation.fitting.reading.csv_file import csv_table
from simulation.fitting.reading.customer_list import read_customers, read_dates
from simulation.fitting.reading.data_form import Layout, layout_of
from simulation.fitting.reading.intake import Intake, mapping
from simulation.fitting.reading.long_panel import read_long
from simulation.fitting.reading.notes import Notes
from simulation.fitting.reading.problems import Problems
from simulation.fitting.reading.purchase_panel import read_purchases
from simulation.fitting.reading.raw_table import RawTable
from simulation.fitting.reading.survival_table import read_survival
from simulation.fitting.reading.transaction_log import read_log
from simulation.fitting.reading.workbook import checked, frame_table, parquet_table, workbook_table

__all__ = ["Intake", "load_table", "mapping", "read_data"]

LARGEST = 256 * 2**20
"""Bytes of the largest file of data that is read."""
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
_READERS: dict[str, Callable[[Cells, Layout, Notes], Data]] = {
    "survival": read_survival,
    "triangle": read_triangle,
    "customers": read_customers,
    "dates": read_dates,
    "log": read_log,
    "panel": read_purchases,
    "long": read_long,
}


def read_data(source: str | Path | pd.DataFrame, intake: Intake | None = None) -> Data:
    """Read a CSV file, an Excel workbook, a Parquet file or a data frame, and say what it holds.

    Raises ``InputError`` naming the rows (as numbered in the file, the header being row 1) and the columns,
    what was given and what is allowed: everything that is wrong at once.
    """
    asked = intake or Intake()
    frame = isinstance(source, pd.DataFrame)
    table = frame_table(source, "DataFrame") if frame else load_table(Path(source), asked)  # type: ignore[arg-type]
    layout = layout_of(table.names, asked.columns)
    problems, notes = Problems(table.rows, asked.leave_out), Notes()
    data = _READERS[layout.form](Cells(table, asked, problems), layout, notes)
    if problems.left_out is not None:
        notes.changed.append(problems.left_out)
    return replace(data, reading=notes.reading(table, layout))


def load_table(path: Path, intake: Intake | None = None) -> RawTable:
    """Read the table of a file, whatever it is; every cell is text."""
    asked = intake or Intake()
    try:
        content = read_whole(path, LARGEST)
    except FileNotFoundError as problem:
        raise InputError("fit.error.not_found", path=path) from problem
    except OSError as problem:
        raise InputError("fit.error.unreadable", path=path) from problem
    if content.startswith(_OLD_WORKBOOK):
        raise InputError("fit.error.old_workbook", path=path)
    if content.startswith(b"PAR1"):
        return parquet_table(content, path)
    if content.startswith(b"PK\x03\x04"):
        return workbook_table(content, path, asked)
    return checked(csv_table(content, path, asked), path)
