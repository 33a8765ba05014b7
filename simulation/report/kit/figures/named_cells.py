"""What heat maps and matrices of payoffs share: cells in named rows and columns, with room to write in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from simulation.report.kit.colours import Theme
from simulation.report.kit.figures.canvas import (
    BOTTOM,
    SIZE,
    TOP,
    axis,
    corner,
    layout,
    shortened,
    width_of,
    wrapped,
)

GAP = 0.03
BELOW = BOTTOM + 28
TITLE = 230.0
"""Pixels of an axis title on one line: a phone shows no more beside the names of the rows."""
NARROWEST = 34.0
"""Pixels that the name of a column has at least."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The names of rows and columns, what the two axes are called, and the pixels that names may take.

    ``cell`` is the height of a cell in pixels; with ``descending`` the first row stands at the top.
    """

    rows: list[str]
    columns: list[str]
    row_title: str
    column_title: str
    cell: int
    row_room: float
    column_room: float
    descending: bool = False


def grid_layout(grid: Grid, theme: Theme) -> dict[str, Any]:
    """Return the layout of a figure of cells, without any cell in it."""
    left = max(width_of(shortened(name, grid.row_room)) for name in grid.rows) + 14
    design = layout(theme, height=TOP + BELOW + len(grid.rows) * grid.cell, left=left, right=6)
    design["margin"]["b"] = BELOW
    ends = (-0.5, len(grid.rows) - 0.5)
    design["xaxis"] = _named(grid.columns, grid.column_room, theme)
    design["xaxis"] |= {"range": [-0.5, len(grid.columns) - 0.5]}
    design["xaxis"]["title"] = {"text": wrapped(grid.column_title, TITLE), "standoff": 6}
    design["yaxis"] = _named(grid.rows, grid.row_room, theme)
    design["yaxis"] |= {"range": list(reversed(ends)) if grid.descending else list(ends)}
    design["annotations"] = [_row_title(grid.row_title, left, theme)]
    design["shapes"] = []
    return design


def box(row: int, column: int, fill: str, framed: bool, theme: Theme) -> dict[str, Any]:
    """Return a cell: filled, and framed in ink if it is the one to look at."""
    half = 0.5 - GAP
    return {
        "type": "rect",
        "x0": column - half,
        "x1": column + half,
        "y0": row - half,
        "y1": row + half,
        "layer": "below",
        "fillcolor": fill,
        "line": {"color": theme.ink if framed else fill, "width": 3 if framed else 0},
    }


def writing(row: float, column: float, words: str, colour: str, size: int = SIZE) -> dict[str, Any]:
    """Return what stands in a cell; ``words`` is plotly's small HTML."""
    font = {"color": colour, "size": size}
    return {"x": column, "y": row, "text": words, "showarrow": False, "font": font}


def anchor(grid: Grid) -> dict[str, Any]:
    """Return an invisible trace: plotly draws no axes without any."""
    rows, columns = range(len(grid.rows)), range(len(grid.columns))
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [column for _ in rows for column in columns],
        "y": [row for row in rows for _ in columns],
        "hoverinfo": "skip",
        "marker": {"size": 1, "opacity": 0},
    }


def _named(names: list[str], room: float, theme: Theme) -> dict[str, Any]:
    return axis(theme, showgrid=False) | {
        "tickmode": "array",
        "tickvals": list(range(len(names))),
        "ticktext": [wrapped(name, max(room, NARROWEST)) for name in names],
        "tickfont": {"color": theme.ink},
        "ticklen": 0,
    }


def _row_title(title: str, left: float, theme: Theme) -> dict[str, Any]:
    above = {"xshift": -left + 4, "yshift": 8, "font": {"color": theme.soft, "size": SIZE}}
    return corner(theme, title) | above
