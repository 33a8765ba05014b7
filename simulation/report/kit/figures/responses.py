"""How a measure answers a parameter: means with intervals and the runs around them, or points of a sample."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from typing import Any

from simulation.experiments.intervals import Interval
from simulation.report.kit.colours import Theme, firm_hue, firm_symbol, tint
from simulation.report.kit.figures.canvas import layout, safe, width_of, wrapped

HEIGHT, SMALL = 400, 260
ROOM = 0.07
ASIDE = 0.02
"""How far beside the interval the runs stand, as a share of the axis."""


@dataclass(frozen=True, slots=True)
class Response:
    """A value of the parameter (its place on the axis and its name), the mean there, and the runs."""

    place: float
    label: str
    interval: Interval
    dots: list[float]


def response_figure(
    responses: list[Response], *, joined: bool, title: str, unit: str, firm: int, theme: Theme
) -> Any:
    """Draw ``responses``, joined by a line if the parameter is a number; ``firm`` gives hue and mark."""
    from plotly import graph_objects

    values = [value for each in responses for value in (*each.dots, *each.interval) if isfinite(value)]
    design = _design(values, HEIGHT, title, unit, theme)
    if not joined:
        places = [each.place for each in responses]
        room = 300 / len(responses)
        labels = [wrapped(each.label, max(room, 40)) for each in responses]
        design["xaxis"] |= {"tickmode": "array", "tickvals": places, "ticktext": labels}
        design["xaxis"]["range"] = [min(places) - 0.5, max(places) + 0.5]
    hue = firm_hue(theme, firm)
    aside = ASIDE * (responses[-1].place - responses[0].place if joined else len(responses))
    traces = [_runs(responses, aside, hue), *(_interval(each, theme) for each in responses)]
    traces.append(_means(responses, joined, hue, firm, theme))
    return graph_objects.Figure(data=traces, layout=design)


def sample_figure(places: list[float], values: list[float], title: str, unit: str, theme: Theme) -> Any:
    """Draw every point of a sample as a dot over one of its parameters."""
    from plotly import graph_objects

    design = _design([value for value in values if isfinite(value)], SMALL, title, unit, theme)
    opacity = 0.75 if len(places) <= 150 else 0.35
    dots = {
        "type": "scatter",
        "mode": "markers",
        "x": places,
        "y": values,
        "hoverinfo": "skip",
        "marker": {"size": 5, "color": tint(theme.ink, opacity), "line": {"width": 0}},
    }
    return graph_objects.Figure(data=[dots], layout=design)


def _design(values: list[float], height: int, title: str, unit: str, theme: Theme) -> dict[str, Any]:
    low, high = min(values, default=0.0), max(values, default=1.0)
    room = (high - low) * ROOM or abs(high) * ROOM or 1.0
    left = max(width_of(f"{end:,.0f}") for end in (low, high)) + 20
    design = layout(theme, height=height, left=max(left, 46.0), right=14, unit=unit)
    design["yaxis"] |= {"range": [low - room, high + room], "zeroline": low < 0 < high}
    design["xaxis"] |= {"title": {"text": safe(title), "standoff": 6}, "ticks": "outside"}
    return design


def _runs(responses: list[Response], aside: float, hue: str) -> dict[str, Any]:
    pairs = [(each.place, value) for each in responses for value in each.dots if isfinite(value)]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [place + aside for place, _ in pairs],
        "y": [value for _, value in pairs],
        "hoverinfo": "skip",
        "marker": {"size": 6, "symbol": "circle-open", "color": tint(hue, 0.7), "line": {"width": 1}},
    }


def _interval(each: Response, theme: Theme) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [each.place, each.place],
        "y": [each.interval.low, each.interval.high],
        "hoverinfo": "skip",
        "line": {"color": theme.ink, "width": 3},
    }


def _means(responses: list[Response], joined: bool, hue: str, firm: int, theme: Theme) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines+markers" if joined else "markers",
        "x": [each.place for each in responses],
        "y": [each.interval.mean for each in responses],
        "hovertemplate": "%{y:,.4~r}<extra></extra>",
        "cliponaxis": False,
        "line": {"color": hue, "width": 2.4},
        "marker": {
            "size": 11,
            "symbol": firm_symbol(firm),
            "color": hue,
            "line": {"color": theme.card, "width": 1.5},
        },
    }
