"""Worlds as dots over two parameters: full where an alternative wins, rings where it loses."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from typing import Any

from simulation.report.kit.colours import Theme, tint
from simulation.report.kit.figures.canvas import corner, layout, safe, width_of

HEIGHT = 420
SIGNS = ("●", "○")


@dataclass(frozen=True, slots=True)
class Place:
    """A world: where it lies on the two axes, and whether the alternative wins there."""

    x: float
    y: float
    wins: bool


@dataclass(frozen=True, slots=True)
class Region:
    """Where a condition holds; ``whole`` if it bounds nothing but the two axes. Bounds may be infinite."""

    left: float
    right: float
    bottom: float
    top: float
    whole: bool


def worlds_figure(
    places: list[Place], regions: list[Region], titles: tuple[str, str], names: tuple[str, str], theme: Theme
) -> Any:
    """Draw ``places`` over two axes (``titles``); ``names`` says what full dots and rings are."""
    from plotly import graph_objects

    across, down = _bounds([place.x for place in places]), _bounds([place.y for place in places])
    left = max(width_of(f"{end:,.2g}") for end in down) + 22
    key = "   ".join(f"{sign} {name}" for sign, name in zip(SIGNS, names, strict=True))
    design = layout(theme, height=HEIGHT, left=max(left, 46.0), right=12)
    design["margin"]["t"] += 20
    design["annotations"] = [corner(theme, key) | {"yshift": 26}, corner(theme, f"↑ {titles[1]}")]
    design["xaxis"] |= {"range": list(across), "title": {"text": safe(titles[0]), "standoff": 6}}
    design["yaxis"] |= {"range": list(down)}
    design["shapes"] = [_region(region, across, down, theme) for region in regions]
    return graph_objects.Figure(
        data=[_dots(places, wins, theme) for wins in (False, True)],
        layout=design,
    )


def _bounds(values: list[float]) -> tuple[float, float]:
    low, high = min(values, default=0.0), max(values, default=1.0)
    room = (high - low) * 0.04 or 0.5
    return low - room, high + room


def _region(
    region: Region, across: tuple[float, float], down: tuple[float, float], theme: Theme
) -> dict[str, Any]:
    ends = (region.left, region.right, region.bottom, region.top)
    limits = (*across, *down)
    x0, x1, y0, y1 = (end if isfinite(end) else limit for end, limit in zip(ends, limits, strict=True))
    return {
        "type": "rect",
        "x0": x0,
        "x1": x1,
        "y0": y0,
        "y1": y1,
        "layer": "below",
        "fillcolor": tint(theme.soft, 0.14),
        "line": {"color": theme.soft, "width": 1.5, "dash": "solid" if region.whole else "dot"},
    }


def _dots(places: list[Place], wins: bool, theme: Theme) -> dict[str, Any]:
    shown = [place for place in places if place.wins is wins]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [place.x for place in shown],
        "y": [place.y for place in shown],
        "hoverinfo": "skip",
        "cliponaxis": False,
        "marker": {
            "size": 8,
            "symbol": "circle" if wins else "circle-open",
            "color": theme.ink if wins else theme.soft,
            "line": {"width": 1 if wins else 1.8, "color": theme.card if wins else theme.soft},
        },
    }
