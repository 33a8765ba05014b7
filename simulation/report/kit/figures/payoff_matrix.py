"""A game of two as a matrix: both payoffs in each cell, best answers in bold, equilibria framed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from simulation.report.kit.colours import Theme, firm_hue, firm_mark, tint
from simulation.report.kit.figures.canvas import SIZE, safe
from simulation.report.kit.figures.named_cells import Grid, anchor, box, grid_layout, writing

CELL = 74
WIDEST_LABEL = 78.0


@dataclass(frozen=True, slots=True)
class Payoff:
    """What a firm gets in a cell: mean, half of its interval (empty with one run), and if it is an answer."""

    figure: str
    half: str
    best: bool


@dataclass(frozen=True, slots=True)
class Matrix:
    """A game: ``cells`` by row and column hold both firms' payoffs; the row firm comes first.

    ``firms`` are the numbers of the two in the scenario, which give hue and mark.
    """

    cells: list[list[tuple[Payoff, Payoff]]]
    equilibria: set[tuple[int, int]]
    strategies: list[str]
    titles: tuple[str, str]
    firms: tuple[int, int]


def payoffs_figure(matrix: Matrix, theme: Theme) -> Any:
    """Draw a game, the first strategy of the row firm at the top."""
    from plotly import graph_objects

    names = matrix.strategies
    titles = [f"{firm_mark(firm)} {title}" for firm, title in zip(matrix.firms, matrix.titles, strict=True)]
    grid = Grid(names, names, titles[0], titles[1], CELL, WIDEST_LABEL, WIDEST_LABEL, descending=True)
    design = grid_layout(grid, theme)
    for row, cells in enumerate(matrix.cells):
        for column, pair in enumerate(cells):
            framed = (row, column) in matrix.equilibria
            fill = tint(theme.soft, 0.2 if framed else 0.07)
            design["shapes"].append(box(row, column, fill, framed, theme))
            for side, payoff in enumerate(pair):
                colour = theme.ink if payoff.best else theme.soft
                words = _words(payoff, matrix.firms[side], theme)
                design["annotations"].append(writing(row + (0.2 if side else -0.2), column, words, colour))
    return graph_objects.Figure(data=[anchor(grid)], layout=design)


def _words(payoff: Payoff, firm: int, theme: Theme) -> str:
    """Return a payoff with the mark of its firm, in bold if it is a best answer."""
    mark = f"<span style='color:{firm_hue(theme, firm)}'>{firm_mark(firm)}</span>"
    figure = f"<b>{safe(payoff.figure)}</b>" if payoff.best else safe(payoff.figure)
    half = f" <span style='font-size:{SIZE - 3}px'>{safe(payoff.half)}</span>" if payoff.half else ""
    return f"{mark} {figure}{half}"
