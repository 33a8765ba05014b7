"""Columns that hang from today's price: the deeper one hangs, the more a rival has to give to win people."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from typing import Any

from simulation.experiments.intervals import Interval
from simulation.report.kit.colours import Theme, ramp_colour, tint
from simulation.report.kit.figures.canvas import SIZE, axis, layout, safe, wrapped

HEIGHT = 430
HALF = 0.3
"""Half a column's width, in columns."""
SPREAD = 0.21
BINS = 60
ROOM = 1.17
"""The axis goes on below the deepest dot, for the figures that stand there."""
LINE_WIDTH = 3


@dataclass(frozen=True, slots=True)
class Hanging:
    """A column: its name, how deep its mean hangs with its interval, and the depth of every run.

    ``figure`` and ``range`` are what stands under it; ``beyond`` tells which runs would hang deeper still.
    """

    label: str
    depth: Interval
    dots: list[float]
    beyond: list[bool]
    figure: str
    range: str


def hanging_figure(columns: list[Hanging], unit: str, theme: Theme) -> Any:
    """Draw ``columns`` from left to right; ``unit`` says what the depth is."""
    from plotly import graph_objects

    deepest = max((depth for column in columns for depth in _depths(column)), default=1.0) or 1.0
    design = layout(theme, height=HEIGHT, right=10, unit=unit)
    design["xaxis"] = axis(theme, range=[-0.5, len(columns) - 0.5], showgrid=False) | {
        "tickmode": "array",
        "tickvals": list(range(len(columns))),
        "ticktext": [wrapped(column.label, 70.0) for column in columns],
        "tickfont": {"color": theme.ink},
    }
    design["yaxis"] |= {"range": [deepest * ROOM, 0], "nticks": 6}
    design["shapes"] = [_top(theme)]
    for place, column in enumerate(columns):
        ink = ramp_colour(theme, place, len(columns))
        if isfinite(column.depth.mean):
            design["shapes"] += _column(place, column.depth.mean, ink)
            design["annotations"].append(_figure(place, column, theme))
    traces = [trace for place, column in enumerate(columns) for trace in _marks(place, column, theme)]
    return graph_objects.Figure(data=traces, layout=design)


def _depths(column: Hanging) -> list[float]:
    return [depth for depth in (*column.dots, *column.depth) if isfinite(depth)]


def _top(theme: Theme) -> dict[str, Any]:
    line = {"color": theme.ink, "width": 2}
    return {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": 0, "y1": 0, "line": line}


def _column(place: int, mean: float, ink: str) -> list[dict[str, Any]]:
    ends = {"x0": place - HALF, "x1": place + HALF}
    area = {"type": "rect", "y0": 0, "y1": mean, "fillcolor": tint(ink, 0.16), "layer": "below"}
    foot = {"type": "line", "y0": mean, "y1": mean, "line": {"color": ink, "width": LINE_WIDTH}}
    return [ends | area | {"line": {"width": 0}}, ends | foot]


def _figure(place: int, column: Hanging, theme: Theme) -> dict[str, Any]:
    small = f"<br><span style='font-size:{SIZE - 1}px'>{safe(column.range)}</span>" if column.range else ""
    return {
        "x": place,
        "y": max(_depths(column)),
        "text": f"<b>{safe(column.figure)}</b>{small}",
        "showarrow": False,
        "yanchor": "top",
        "yshift": -7,
        "font": {"color": theme.ink, "size": SIZE + 2},
    }


def _marks(place: int, column: Hanging, theme: Theme) -> list[dict[str, Any]]:
    """Return the rings of the runs, and the interval in the middle with its mean."""
    known = [(d, b) for d, b in zip(column.dots, column.beyond, strict=True) if isfinite(d)]
    known.sort()
    rings = {
        "type": "scatter",
        "mode": "markers",
        "x": [place + shift for shift in _sideways([depth for depth, _ in known])],
        "y": [depth for depth, _ in known],
        "hoverinfo": "skip",
        "cliponaxis": False,
        "marker": {
            "size": 7,
            "symbol": ["triangle-down-open" if beyond else "circle-open" for _, beyond in known],
            "color": theme.soft,
            "line": {"width": 1.2},
        },
    }
    mean, low, high = column.depth
    if not isfinite(low):
        return [rings]
    bar = {
        "type": "scatter",
        "mode": "lines",
        "x": [place, place],
        "y": [low, high],
        "hoverinfo": "skip",
        "line": {"color": theme.ink, "width": LINE_WIDTH},
    }
    middle = {"type": "scatter", "mode": "markers", "x": [place], "y": [mean], "hoverinfo": "skip"}
    return [rings, bar, middle | {"marker": {"size": 10, "color": theme.ink}}]


def _sideways(depths: list[float]) -> list[float]:
    """Push sorted dots of about the same depth apart, left and right in turn, away from the interval."""
    if not depths:
        return []
    step = (max(depths) - min(depths)) / BINS or 1.0
    shifts: list[float] = []
    bins = [round(depth / step) for depth in depths]
    for place, mark in enumerate(bins):
        before = bins[max(0, place - 12) : place]
        crowd = sum(abs(other - mark) <= 4 for other in before)
        side = 1 if place % 2 else -1
        shifts.append(side * min(0.09 + 0.045 * (crowd // 2), SPREAD + 0.06))
    return shifts
