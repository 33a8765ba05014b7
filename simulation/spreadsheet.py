"""Texts in CSV files, written so that a spreadsheet shows them and never takes one for a formula.

A cell that begins with ``=``, ``+``, ``-``, ``@``, a tab or a line end (or, in Chinese and Japanese
spreadsheets, with one of the wide signs) is a formula to a spreadsheet. As OWASP advises, such a text gets an
apostrophe in front of it. `text_of_cell` takes it away again.
"""

from __future__ import annotations

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a cell begins with that a spreadsheet may take for a formula."""
MARK = "'"
"""What makes a cell a text."""


def cell_of_text(words: str) -> str:
    """Return the cell in which a text is written; other texts, apostrophes and all, stay as they are."""
    return MARK + words if words.lstrip(MARK).startswith(FORMULA) else words


def text_of_cell(cell: str) -> str:
    """Return the text that `cell_of_text` wrote into a cell."""
    marked = cell.startswith(MARK) and cell.lstrip(MARK).startswith(FORMULA)
    return cell[len(MARK) :] if marked else cell
