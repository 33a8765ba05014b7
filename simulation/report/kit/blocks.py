"""A document of headings, paragraphs, tables and pictures: as one HTML page, or as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape
from typing import NamedTuple

from simulation.language import current_language
from simulation.report.kit.page import asset, rendered
from simulation.report.kit.tables import ReportTable


class Block(NamedTuple):
    """A piece of a document: a heading, a paragraph, a table, a picture (SVG) or its caption."""

    kind: str
    words: str = ""
    level: int = 0
    table: ReportTable | None = None


def as_page(title: str, blocks: Iterable[Block], cell_classes: Mapping[str, str]) -> str:
    """Return a document as one HTML page in the current language, in a light and a dark theme.

    ``cell_classes`` are the CSS classes of table cells, by the words that the cells hold.
    """
    from markupsafe import Markup

    body = "\n".join(_as_html(block, cell_classes) for block in blocks)
    content = {"title": title, "style": Markup(asset("document.css")), "body": Markup(body)}
    return rendered("document.html.j2", language=current_language(), **content) + "\n"


def as_markdown(blocks: Iterable[Block]) -> str:
    """Return a document as Markdown, without its pictures."""
    return "\n\n".join(filter(None, map(_as_markdown, blocks))) + "\n"


def _as_html(block: Block, cell_classes: Mapping[str, str]) -> str:
    if block.kind == "heading":
        return f"<h{block.level}>{_inline(block.words)}</h{block.level}>"
    if block.kind == "picture":
        return block.words
    if block.kind == "caption":
        return f'<p class="caption">{_inline(block.words)}</p>'
    if block.table is not None:
        return _table(block.table, cell_classes)
    return f"<p>{_inline(block.words)}</p>"


def _table(table: ReportTable, cell_classes: Mapping[str, str]) -> str:
    top = "".join(f'<th scope="col">{_inline(column.name)}</th>' for column in table.columns)
    lines = "".join(
        "<tr>"
        + "".join(f'<td class="{cell_classes.get(cell, "")}">{_inline(cell)}</td>' for cell in row)
        + "</tr>"
        for row in table.rows
    )
    return f"<table><thead><tr>{top}</tr></thead><tbody>{lines}</tbody></table>"


def _inline(words: str) -> str:
    return re.sub(r"`([^`]*)`", r"<code>\1</code>", escape(words))


def _as_markdown(block: Block) -> str:
    if block.kind in {"picture", "caption"}:
        return ""
    if block.kind == "heading":
        return f"{'#' * block.level} {block.words}"
    if block.table is not None:
        heads = tuple(column.name for column in block.table.columns)
        rows = [heads, tuple("---" for _ in heads), *block.table.rows]
        return "\n".join(f"| {' | '.join(row)} |" for row in rows)
    return block.words
