"""Tables as data, for the screen, for HTML and for Markdown: columns with units, rows of finished strings."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column: its heading, its unit (may be empty), and whether its cells are numbers (set flush right)."""

    name: str
    unit: str = ""
    numeric: bool = True


@dataclass(frozen=True, slots=True)
class ReportTable:
    """A table whose cells are finished strings in the current language; ``note`` says how to read it."""

    title: str
    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""
