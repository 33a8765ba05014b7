"""The page ``simulation/MECHANISMS.md``: every row, as Markdown in the current language."""

from __future__ import annotations

from collections.abc import Iterator

from simulation.language import text
from simulation.textbook.ablation_table import ablation_markdown
from simulation.textbook.loading import measured, rows
from simulation.textbook.row import Row
from simulation.textbook.telling import counted, in_other_language, legend, sources, standing, told, verdict


def markdown() -> str:
    """Return the whole document."""
    every = rows()
    parts = (
        f"# {text('textbook.page.title')}",
        text("textbook.page.intro"),
        "\n".join(f"- {line}" for line in legend()),
        text("textbook.page.live"),
        text("textbook.page.chance", trials=len(measured())),
        f"{counted(every, 'M')} {counted(every, 'X')}",
        f"## {text('textbook.page.overview')}",
        _overview(),
        f"## {text('textbook.page.rows')}",
        *(_section(row) for row in every.values() if row.key.startswith("M")),
        f"## {text('textbook.page.contradictions')}",
        *(_section(row) for row in every.values() if row.key.startswith("X")),
        *ablation_markdown(),
    )
    return "\n\n".join(parts) + "\n"


def _overview() -> str:
    heads = [text(f"textbook.column.{name}") for name in ("row", "sources", "claim", "standing", "verdict")]
    lines = [f"| {' | '.join(heads)} |", "| --- | --- | --- | --- | --- |"]
    lines += [f"| {' | '.join(overview_cells(row))} |" for row in rows().values()]
    return "\n".join(lines)


def overview_cells(row: Row) -> tuple[str, str, str, str, str]:
    """Return what the overview says of a row: its key, sources, claim, standing and verdict."""
    how, found = standing(row), verdict(row)
    says = text(f"textbook.standing.{how}"), text(f"textbook.verdict.{found}")
    return row.key, sources(row), str(row.says), *says


def _section(row: Row) -> str:
    return "\n".join((f"### {heading(row)}", "", *(f"- {line}" for line in _lines(row))))


def heading(row: Row) -> str:
    """Return the line that a row begins with: key, standing and verdict."""
    _, _, _, how, found = overview_cells(row)
    return text("textbook.heading", key=row.key, standing=how, verdict=found)


def _lines(row: Row) -> Iterator[str]:
    yield text("textbook.line.says", sources=sources(row), words=str(row.says), other=in_other_language(row))
    yield from told(row)
