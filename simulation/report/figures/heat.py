"""A heat map: a cell a point of two parameters, its value in it, and what chance alone could have made."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from typing import Any

from simulation.report.figures.canvas import (
    BOTTOM,
    SIZE,
    TOP,
    axis,
    layout,
    safe,
    shortened,
    width_of,
    wrapped,
)
from simulation.report.palette import Theme, quantity_colour, readable

CELL = 48
WIDEST_LABEL = 96.0
MOST_FIGURES = 9
"""With more columns than this the cells have no room for their figures."""
GAP = 0.03
ALIKE = "≈"


@dataclass(frozen=True, slots=True)
class Cell:
    """A point: its value, what is written in its cell, and whether chance could explain its difference."""

    value: float
    figure: str
    alike: bool = False
    first: bool = False


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Cells by row and column, the names of both, and what the two axes are called."""

    cells: list[list[Cell]]
    rows: list[str]
    columns: list[str]
    row_title: str
    column_title: str

    @property
    def values(self) -> list[float]:
        """Every value that is a number."""
        return [cell.value for row in self.cells for cell in row if isfinite(cell.value)]


def heat_figure(heat: HeatMap, bounds: tuple[float, float], theme: Theme) -> Any:
    """Draw a heat map, the first row at the bottom; ``bounds`` are the values of the ramp's two ends."""
    from plotly import graph_objects

    count = len(heat.columns)
    left = max(width_of(shortened(name, WIDEST_LABEL)) for name in heat.rows) + 14
    bottom = BOTTOM + 14
    design = layout(theme, height=TOP + bottom + len(heat.rows) * CELL, left=left, right=6)
    design["margin"]["b"] = bottom
    design["annotations"] = [_row_title(heat.row_title, left, theme)]
    design["xaxis"] = _named_axis(heat.columns, 260 / count, theme) | {"range": [-0.5, count - 0.5]}
    design["xaxis"]["title"] = {"text": safe(heat.column_title), "standoff": 6}
    design["yaxis"] = _named_axis(heat.rows, WIDEST_LABEL, theme) | {"range": [-0.5, len(heat.rows) - 0.5]}
    design["shapes"] = []
    for row, cells in enumerate(heat.cells):
        for column, cell in enumerate(cells):
            colour = _colour(cell, bounds, theme)
            design["shapes"].append(_box(row, column, cell, colour, theme))
            design["annotations"].append(_figure(row, column, cell, colour, count))
    return graph_objects.Figure(data=[_anchor(heat)], layout=design)


def _named_axis(names: list[str], room: float, theme: Theme) -> dict[str, Any]:
    return axis(theme, showgrid=False) | {
        "tickmode": "array",
        "tickvals": list(range(len(names))),
        "ticktext": [wrapped(name, max(room, 34.0)) for name in names],
        "tickfont": {"color": theme.ink},
        "ticklen": 0,
    }


def _colour(cell: Cell, bounds: tuple[float, float], theme: Theme) -> str:
    low, high = bounds
    if not isfinite(cell.value):
        return theme.card
    return quantity_colour(theme, (cell.value - low) / (high - low) if high > low else 0.5)


def _box(row: int, column: int, cell: Cell, colour: str, theme: Theme) -> dict[str, Any]:
    half = 0.5 - GAP
    return {
        "type": "rect",
        "x0": column - half,
        "x1": column + half,
        "y0": row - half,
        "y1": row + half,
        "fillcolor": colour,
        "line": {"color": theme.ink if cell.first else colour, "width": 3 if cell.first else 0},
    }


def _figure(row: int, column: int, cell: Cell, colour: str, columns: int) -> dict[str, Any]:
    figure = safe(cell.figure) if columns <= MOST_FIGURES else ""
    weighed = f"{ALIKE}{figure}" if cell.alike else f"<b>{figure}</b>" if figure else ""
    size = SIZE + 1 if columns <= 5 else SIZE - 2
    return {
        "x": column,
        "y": row,
        "text": weighed,
        "showarrow": False,
        "font": {"color": readable(colour), "size": size},
    }


def _row_title(title: str, left: float, theme: Theme) -> dict[str, Any]:
    return {
        "text": safe(title),
        "showarrow": False,
        "xref": "paper",
        "yref": "paper",
        "x": 0,
        "y": 1,
        "xanchor": "left",
        "yanchor": "bottom",
        "xshift": -left + 4,
        "yshift": 8,
        "font": {"color": theme.soft, "size": SIZE},
    }


def _anchor(heat: HeatMap) -> dict[str, Any]:
    """An invisible trace: plotly draws no axes without any."""
    rows, columns = range(len(heat.rows)), range(len(heat.columns))
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [column for _ in rows for column in columns],
        "y": [row for row in rows for _ in columns],
        "hoverinfo": "skip",
        "marker": {"size": 1, "opacity": 0},
    }
