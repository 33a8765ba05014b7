"""A heat map: a cell a point of two parameters, its value in it, and what chance alone could have made."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from typing import Any

from simulation.report.kit.colours import Theme, quantity_colour, readable
from simulation.report.kit.figures.canvas import SIZE, safe
from simulation.report.kit.figures.named_cells import Grid, anchor, box, grid_layout, writing

CELL = 48
WIDTH = 260.0
"""Pixels that the names of all columns share."""
WIDEST_LABEL = 96.0
MOST_FIGURES = 9
"""With more columns than this the cells have no room for their figures."""
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


def heat_figure(heat: HeatMap, bounds: tuple[float, float], theme: Theme) -> Any:
    """Draw a heat map, the first row at the bottom; ``bounds`` are the values of the ramp's two ends."""
    from plotly import graph_objects

    count = len(heat.columns)
    titles = (heat.row_title, heat.column_title)
    grid = Grid(heat.rows, heat.columns, *titles, CELL, WIDEST_LABEL, WIDTH / count)
    design = grid_layout(grid, theme)
    for row, cells in enumerate(heat.cells):
        for column, cell in enumerate(cells):
            colour = _colour(cell, bounds, theme)
            design["shapes"].append(box(row, column, colour, cell.first, theme))
            size = SIZE + 1 if count <= 5 else SIZE - 2
            design["annotations"].append(writing(row, column, _words(cell, count), readable(colour), size))
    return graph_objects.Figure(data=[anchor(grid)], layout=design)


def _colour(cell: Cell, bounds: tuple[float, float], theme: Theme) -> str:
    low, high = bounds
    if not isfinite(cell.value):
        return theme.card
    return quantity_colour(theme, (cell.value - low) / (high - low) if high > low else 0.5)


def _words(cell: Cell, columns: int) -> str:
    """Return what stands in a cell: its figure in bold, or weighed if chance explains it."""
    figure = safe(cell.figure) if columns <= MOST_FIGURES else ""
    return f"{ALIKE}{figure}" if cell.alike else f"<b>{figure}</b>" if figure else ""
