"""Rows of marks with their intervals, the name of each row above it, so that it also fits a phone."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from typing import Any

from simulation.experiments.intervals import Interval
from simulation.report.kit.colours import Theme
from simulation.report.kit.figures.canvas import BOTTOM, SIZE, TOP, axis, corner, layout, safe, shortened

ROW = 46
BARE_TOP = 8
WIDEST_LABEL = 250.0
FULL, HOLLOW = "circle", "diamond-open"
SIGNS = {FULL: "●", HOLLOW: "◇"}


@dataclass(frozen=True, slots=True)
class IntervalRow:
    """A row: its name, its marks (full first, then hollow; bounds may be missing), and what stands right."""

    label: str
    marks: tuple[Interval, ...]
    figure: str = ""


def intervals_figure(rows: list[IntervalRow], names: tuple[str, ...], unit: str, theme: Theme) -> Any:
    """Draw ``rows`` from top to bottom; ``names`` says what the marks are, ``unit`` what the axis shows."""
    from plotly import graph_objects

    low, high = _bounds(rows)
    top = TOP if len(names) > 1 else BARE_TOP
    design = layout(theme, height=top + BOTTOM + len(rows) * ROW, left=8, right=14)
    design["margin"]["t"] = top
    key = "   ".join(f"{sign} {name}" for sign, name in zip(SIGNS.values(), names, strict=False))
    design["annotations"] = [corner(theme, key)] if len(names) > 1 else []
    design["annotations"] += [note for place, row in enumerate(rows) for note in _words(place, row, theme)]
    design["xaxis"] |= {
        "range": [low, high],
        "zeroline": True,
        "zerolinewidth": 1.5,
        "title": {"text": safe(unit)},
    }
    design["xaxis"] |= {"showgrid": True, "gridcolor": theme.grid}
    design["yaxis"] = axis(theme, range=[len(rows) - 0.5, -0.62], showgrid=False, showticklabels=False)
    traces = [trace for place, row in enumerate(rows) for trace in _marks(place, row, theme)]
    return graph_objects.Figure(data=traces, layout=design)


def _bounds(rows: list[IntervalRow]) -> tuple[float, float]:
    seen = [end for row in rows for mark in row.marks for end in mark if isfinite(end)]
    low, high = min([*seen, 0.0]), max([*seen, 0.0])
    room = (high - low) * 0.05 or 1.0
    return (low - room if low < 0 else 0.0), high + room


def _words(place: int, row: IntervalRow, theme: Theme) -> list[dict[str, Any]]:
    both = {"xref": "paper", "y": place - 0.3, "showarrow": False, "yanchor": "middle", "borderpad": 0}
    both["bgcolor"] = theme.card
    label = safe(shortened(row.label, WIDEST_LABEL))
    left = {"x": 0, "xshift": 6, "xanchor": "left", "text": label, "font": {"color": theme.ink, "size": SIZE}}
    right = {"x": 1, "xanchor": "right", "text": safe(row.figure), "font": {"color": theme.soft, "size": 11}}
    return [both | left, both | right] if row.figure else [both | left]


def _marks(place: int, row: IntervalRow, theme: Theme) -> list[dict[str, Any]]:
    traces: list[dict[str, Any]] = []
    for number, (mark, symbol) in enumerate(zip(row.marks, SIGNS, strict=False)):
        height = place + 0.12 + 0.17 * number
        colour = theme.soft if number else theme.ink
        point = {
            "type": "scatter",
            "mode": "markers",
            "x": [mark.mean],
            "y": [height],
            "hoverinfo": "skip",
            "cliponaxis": False,
            "marker": {"size": 9, "symbol": symbol, "color": colour, "line": {"width": 1.6}},
        }
        bar = {
            "type": "scatter",
            "mode": "lines",
            "x": [mark.low, mark.high],
            "y": [height, height],
            "hoverinfo": "skip",
            "line": {"color": colour, "width": 1.5 if number else 3},
        }
        traces += [bar, point] if isfinite(mark.low) else [point]
    return traces
