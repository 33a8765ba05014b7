"""What all figures share: paper, type, axes, and names that stand at the ends of lines."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from html import escape
from typing import Any

from simulation.report.kit.colours import Theme

CONFIG: dict[str, Any] = {
    "displayModeBar": False,
    "displaylogo": False,
    "showSendToCloud": False,
    "responsive": True,
}
"""Plotly's settings for every figure: no mode bar, and above all nothing that sends data away."""

SANS = (
    '"Segoe UI Variable Text", "Segoe UI", -apple-system, BlinkMacSystemFont, "Helvetica Neue", "Noto Sans", '
    'Roboto, "PingFang SC", "HarmonyOS Sans SC", "Microsoft YaHei UI", "Microsoft YaHei", '
    '"Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "WenQuanYi Micro Hei", "Liberation Sans", '
    "Arial, sans-serif"
)
SIZE = 12
TOP, BOTTOM, LEFT = 34, 40, 46
LINE_GAP = 15.0
"""Pixels between two names at line ends."""


@dataclass(frozen=True, slots=True)
class Ending:
    """A name at the end of a line: where the line ends (data coordinates) and what stands there."""

    x: float | str
    y: float
    label: str
    strong: bool = False


def safe(label: str) -> str:
    """Return a name as plotly shows it literally: plotly reads a small HTML of its own."""
    return escape(label, quote=False)


def width_of(label: str) -> float:
    """Return the width of a label in pixels, near enough for a margin."""
    return sum(1.0 if unicodedata.east_asian_width(mark) in "WF" else 0.56 for mark in label) * SIZE


def shortened(label: str, pixels: float = 116.0) -> str:
    """Return the label, its middle left out if wider than ``pixels``: names often differ at the end."""
    if width_of(label) <= pixels:
        return label
    head, tail = label[: len(label) // 2], label[len(label) // 2 :]
    while head and tail and width_of(head + tail) > pixels - SIZE:
        head, tail = (head[:-1], tail) if width_of(head) >= width_of(tail) else (head, tail[1:])
    return f"{head.rstrip()}…{tail.lstrip()}"


def wrapped(label: str, pixels: float) -> str:
    """Return a label ready for plotly, on two lines if it is wider than ``pixels`` and has a space."""
    if width_of(label) <= pixels or " " not in label:
        return safe(shortened(label, pixels))
    spaces = [place for place, mark in enumerate(label) if mark == " "]
    middle = min(spaces, key=lambda place: abs(place - len(label) / 2))
    return "<br>".join(safe(shortened(part, pixels)) for part in (label[:middle], label[middle + 1 :]))


def layout(
    theme: Theme, *, height: int, right: float = 12.0, left: float = LEFT, unit: str = ""
) -> dict[str, Any]:
    """Return the layout of a figure ``height`` pixels high, with the unit of its values above the axis."""
    return {
        "height": height,
        "margin": {"l": left, "r": right, "t": TOP, "b": BOTTOM, "pad": 0},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "showlegend": False,
        "font": {"family": SANS, "size": SIZE, "color": theme.soft},
        "hoverlabel": {
            "bgcolor": theme.card,
            "bordercolor": theme.edge,
            "font": {"family": SANS, "color": theme.ink, "size": SIZE},
        },
        "xaxis": axis(theme, showgrid=False, linecolor=theme.edge),
        "yaxis": axis(theme),
        "annotations": [corner(theme, unit)] if unit else [],
    }


def axis(theme: Theme, **changes: Any) -> dict[str, Any]:
    """Return an axis: hairline grid, no box, no zooming."""
    return {
        "gridcolor": theme.grid,
        "zeroline": False,
        "zerolinecolor": theme.edge,
        "fixedrange": True,
        "ticks": "",
        "tickcolor": theme.edge,
        "ticklen": 3,
        "nticks": 5,
        "separatethousands": True,
        "exponentformat": "none",
        "automargin": False,
        "title": None,
        **changes,
    }


def corner(theme: Theme, unit: str) -> dict[str, Any]:
    """Return the annotation that names the unit of the values, above the axis on the left."""
    return {
        "text": safe(unit),
        "showarrow": False,
        "xref": "paper",
        "yref": "paper",
        "x": 0,
        "y": 1,
        "xanchor": "left",
        "yanchor": "bottom",
        "xshift": -6,
        "yshift": 10,
        "font": {"color": theme.soft},
    }


def plot_height(height: int) -> float:
    """Return the pixels between the axes' ends of a figure ``height`` pixels high."""
    return float(height - TOP - BOTTOM)


def end_names(
    theme: Theme, endings: list[Ending], height: int, bounds: tuple[float, float]
) -> list[dict[str, Any]]:
    """Return annotations with the names of ``endings``, pushed apart and tied to their lines."""
    low, high = bounds
    pixels = plot_height(height)
    wanted = [(pixels * (ending.y - low) / ((high - low) or 1.0), ending) for ending in endings]
    wanted.sort(key=lambda item: item[0])
    placed = _apart([position for position, _ in wanted], pixels)
    return [
        _name(theme, ending, place - position)
        for (position, ending), place in zip(wanted, placed, strict=True)
    ]


def right_margin(labels: list[str]) -> float:
    """Return the margin in pixels that names at line ends need."""
    return max((width_of(shortened(label)) for label in labels), default=0.0) + 26.0


def _apart(positions: list[float], pixels: float) -> list[float]:
    """Push sorted positions apart to ``LINE_GAP``, up first, then back down from the upper end."""
    places: list[float] = []
    for position in positions:
        places.append(max(position, places[-1] + LINE_GAP) if places else position)
    ceiling = pixels + 4.0
    for index in range(len(places) - 1, -1, -1):
        places[index] = min(places[index], ceiling)
        ceiling = places[index] - LINE_GAP
    return places


def _name(theme: Theme, ending: Ending, up: float) -> dict[str, Any]:
    label = safe(shortened(ending.label))
    return {
        "x": ending.x,
        "y": ending.y,
        "xref": "x",
        "yref": "y",
        "text": f"<b>{label}</b>" if ending.strong else label,
        "showarrow": True,
        "arrowhead": 0,
        "arrowwidth": 1,
        "standoff": 6,
        "arrowcolor": theme.edge if abs(up) > 2 else "rgba(0,0,0,0)",
        "axref": "pixel",
        "ayref": "pixel",
        "ax": 15,
        "ay": -up,
        "xanchor": "left",
        "yanchor": "middle",
        "align": "left",
        "borderpad": 0,
        "font": {"color": theme.ink, "size": SIZE},
    }
