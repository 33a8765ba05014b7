"""A game of two as a matrix: both payoffs in each cell, best answers in bold, equilibria framed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from simulation.report.figures.canvas import SIZE, TOP, axis, layout, safe, shortened, width_of, wrapped
from simulation.report.palette import Theme, firm_hue, firm_mark, tint

CELL = 74
BOTTOM = 56
GAP = 0.03


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

    count = len(matrix.strategies)
    left = max(width_of(shortened(name, 78.0)) for name in matrix.strategies) + 12
    design = layout(theme, height=TOP + BOTTOM + count * CELL, left=left, right=4)
    design["margin"]["b"] = BOTTOM
    names = [wrapped(name, 78.0) for name in matrix.strategies]
    ticks = {"tickmode": "array", "tickvals": list(range(count)), "ticktext": names, "ticklen": 0}
    ticks["tickfont"] = {"color": theme.ink}
    design["xaxis"] = axis(theme, range=[-0.5, count - 0.5], showgrid=False) | ticks
    design["xaxis"]["title"] = {
        "text": safe(f"{firm_mark(matrix.firms[1])} {matrix.titles[1]}"),
        "standoff": 4,
    }
    design["yaxis"] = axis(theme, range=[count - 0.5, -0.5], showgrid=False) | ticks
    design["annotations"] = [_row_title(matrix, left, theme)]
    design["shapes"] = []
    for row, cells in enumerate(matrix.cells):
        for column, pair in enumerate(cells):
            design["shapes"].append(_box(row, column, (row, column) in matrix.equilibria, theme))
            for side, payoff in enumerate(pair):
                design["annotations"].append(_payoff(row, column, side, payoff, matrix, theme))
    return graph_objects.Figure(data=[_anchor(count)], layout=design)


def _box(row: int, column: int, equilibrium: bool, theme: Theme) -> dict[str, Any]:
    half = 0.5 - GAP
    return {
        "type": "rect",
        "x0": column - half,
        "x1": column + half,
        "y0": row - half,
        "y1": row + half,
        "layer": "below",
        "fillcolor": tint(theme.soft, 0.2 if equilibrium else 0.07),
        "line": {"color": theme.ink, "width": 3 if equilibrium else 0},
    }


def _payoff(row: int, column: int, side: int, payoff: Payoff, matrix: Matrix, theme: Theme) -> dict[str, Any]:
    firm = matrix.firms[side]
    mark = f"<span style='color:{firm_hue(theme, firm)}'>{firm_mark(firm)}</span>"
    figure = f"<b>{safe(payoff.figure)}</b>" if payoff.best else safe(payoff.figure)
    half = f" <span style='font-size:{SIZE - 2}px'>{safe(payoff.half)}</span>" if payoff.half else ""
    return {
        "x": column,
        "y": row + (0.2 if side else -0.2),
        "text": f"{mark} {figure}{half}",
        "showarrow": False,
        "font": {"color": theme.ink if payoff.best else theme.soft, "size": SIZE},
    }


def _row_title(matrix: Matrix, left: float, theme: Theme) -> dict[str, Any]:
    return {
        "text": safe(f"{firm_mark(matrix.firms[0])} {matrix.titles[0]}"),
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


def _anchor(count: int) -> dict[str, Any]:
    """An invisible trace: plotly draws no axes without any."""
    places = list(range(count))
    return {
        "type": "scatter",
        "mode": "markers",
        "x": places,
        "y": places,
        "hoverinfo": "skip",
        "marker": {"size": 1, "opacity": 0},
    }
