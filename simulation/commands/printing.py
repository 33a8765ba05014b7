"""Printing the report's tables and sentences on a terminal."""

from __future__ import annotations

import codecs
import json
import re
import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd
    from rich.console import JustifyMethod

    from simulation.report.kit.tables import ReportTable


def print_place(folder: Path, words: str, quiet: bool) -> None:
    """Print where the record is: in words, or with ``quiet`` its folder alone, as scripts want it."""
    click.echo(str(folder) if quiet else words)


def print_table(table: ReportTable, first_width: int = 0) -> None:
    """Print a table of finished strings, with the units under the headings.

    ``first_width`` is how many characters the first column needs, whatever the others need: it gets them
    up to half of the screen, and two fifths of it in any case. With 0 all columns share the screen.
    """
    from rich import box
    from rich.markup import escape
    from rich.table import Table as Grid

    from simulation.commands.progress import console

    grid = Grid(
        title=escape(table.title),
        caption=escape(table.note) or None,
        box=box.SIMPLE_HEAD,
        title_justify="left",
    )
    for column in table.columns:
        heading = escape(column.name) + (f"\n[dim]{escape(column.unit)}[/dim]" if column.unit else "")
        justify: JustifyMethod = "right" if column.numeric else "left"
        width = _first_width(first_width) if first_width and column is table.columns[0] else None
        grid.add_column(heading, justify=justify, overflow="fold", width=width)
    for row in table.rows:
        # An interval goes under its mean, so that four alternatives fit on a usual screen.
        grid.add_row(escape(row[0]), *(escape(cell.replace(" [", "\n[")) for cell in row[1:]))
    console().print(grid)


def _first_width(wanted: int) -> int:
    from simulation.commands.progress import console

    screen = console().width
    return min(max(wanted, 2 * screen // 5), screen // 2)


def print_sentences(sentences: tuple[str, ...] | list[str]) -> None:
    """Print sentences as a paragraph each, wrapped to the terminal."""
    from simulation.commands.progress import console

    for sentence in sentences:
        console().print(sentence, markup=False)


def print_prose(text: str) -> None:
    """Print a text with paragraphs, lists and `code`, wrapped to the terminal."""
    from rich.markdown import Markdown

    from simulation.commands.code_pages import fitted
    from simulation.commands.progress import console

    screen = console()
    screen.print(Markdown(fitted(text, screen.encoding), code_theme="default"))


def print_json(content: object) -> None:
    """Print data as JSON, in ASCII unless the output is UTF-8: no character is lost in any code page."""
    click.echo(json.dumps(content, ensure_ascii=not _writes_utf8(), indent=2, allow_nan=False))


def print_toml(words: str) -> None:
    """Print TOML whose strings are basic ones; where the output is not UTF-8, in ASCII with escapes."""
    if not _writes_utf8():
        words = re.sub(r"[^\x00-\x7f]", lambda found: f"\\U{ord(found[0]):08x}", words)
    click.echo(words, nl=False)


def _writes_utf8() -> bool:
    """Whether standard output can take every character."""
    return codecs.lookup(getattr(sys.stdout, "encoding", None) or "utf-8").name == "utf-8"


def as_json(table: pd.DataFrame) -> object:
    """Return a table as JSON data: a list of objects, a row each."""
    return json.loads(table.to_json(orient="records", double_precision=15))
