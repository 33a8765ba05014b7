"""Curves over a number that the experiment sets, one for each alternative, with the bands of their means."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from typing import Any

from simulation.experiments.intervals import Interval
from simulation.report.kit.colours import BAND, Theme, ramp_colour, ramp_dash, tint
from simulation.report.kit.figures.canvas import Ending, end_names, layout, right_margin, safe

HEIGHT = 380


@dataclass(frozen=True, slots=True)
class Curve:
    """One alternative: its name and, for each place on the axis, the mean with its interval, in percent."""

    label: str
    places: list[float]
    intervals: list[Interval]


def curves_figure(curves: list[Curve], mark: float, title: str, unit: str, theme: Theme) -> Any:
    """Draw ``curves`` from 0 to 100 %, and a hairline at ``mark``; ``title`` names the axis below.

    Curves are shades of one ink, the last one full, and carry their names at their ends.
    """
    from plotly import graph_objects

    bounds = (0.0, 103.0)
    endings = [_ending(curve) for curve in curves]
    design = layout(theme, height=HEIGHT, right=right_margin([each.label for each in endings]), unit=unit)
    design["annotations"] += end_names(theme, endings, HEIGHT, bounds)
    last = max(place for curve in curves for place in curve.places)
    design["xaxis"] |= {"range": [0, last], "dtick": last / 5, "ticks": "outside"}
    design["xaxis"]["title"] = {"text": safe(title), "standoff": 6}
    design["yaxis"] |= {"range": list(bounds), "dtick": 25}
    design["hovermode"] = "x unified"
    design["shapes"] = [_hairline(mark, theme)]
    inks = [ramp_colour(theme, number, len(curves)) for number in range(len(curves))]
    traces = [trace for curve, ink in zip(curves, inks, strict=True) for trace in _band(curve, ink)]
    for number, curve in enumerate(curves):
        traces.append(_line(curve, {"color": inks[number], "dash": ramp_dash(number, len(curves))}))
    return graph_objects.Figure(data=traces, layout=design)


def _ending(curve: Curve) -> Ending:
    return Ending(curve.places[-1], curve.intervals[-1].mean, curve.label)


def _hairline(height: float, theme: Theme) -> dict[str, Any]:
    line = {"color": theme.edge, "width": 1, "dash": "dot"}
    return {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": height, "y1": height, "line": line}


def _band(curve: Curve, ink: str) -> list[dict[str, Any]]:
    rows = [(x, each) for x, each in zip(curve.places, curve.intervals, strict=True) if isfinite(each.low)]
    edge: dict[str, Any] = {"type": "scatter", "mode": "lines", "line": {"width": 0}, "hoverinfo": "skip"}
    edge["x"] = [place for place, _ in rows]
    upper = {"y": [each.high for _, each in rows], "fill": "tonexty", "fillcolor": tint(ink, BAND)}
    return [edge | {"y": [each.low for _, each in rows]}, edge | upper]


def _line(curve: Curve, line: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "name": safe(curve.label),
        "x": curve.places,
        "y": [each.mean for each in curve.intervals],
        "line": {"width": 2.4} | line,
        "hovertemplate": "%{y:.1f}",
        "cliponaxis": False,
    }
