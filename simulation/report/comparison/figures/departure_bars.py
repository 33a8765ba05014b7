"""Grouped bars: departures by reason or rival, a bar per alternative in its ink, its name at the end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from simulation.language import text
from simulation.report.kit.colours import Theme
from simulation.report.kit.figures.canvas import BOTTOM, TOP, axis, layout, safe, shortened, width_of
from simulation.report.kit.numbers import written

if TYPE_CHECKING:
    from simulation.report.comparison.tracks import Track

BAR = 15
GROUP_GAP = 13


@dataclass(frozen=True, slots=True)
class Group:
    """A row of bars: its name and the value of every track; negative values run to the left."""

    label: str
    right: list[float]
    left: list[float] | None = None


def grouped_figure(
    groups: list[Group],
    candidates: tuple[Track, ...],
    colours: list[str],
    theme: Theme,
    sides: tuple[str, str] | None = None,
) -> Any:
    """Draw ``groups`` of bars from top to bottom; ``sides`` names the two halves, if both are used."""
    from plotly import graph_objects

    rows = len(candidates)
    height = int(TOP + BOTTOM + len(groups) * (rows * BAR + GROUP_GAP))
    left_room = max(width_of(shortened(group.label, 130.0)) for group in groups) + 14
    largest = max((max(*group.right, *(group.left or [0.0])) for group in groups), default=0.0) or 1.0
    names = max(width_of(shortened(track.label, 90.0)) for track in candidates) if rows > 1 else 0.0
    design = layout(theme, height=height, left=left_room, right=names + 54)
    design["annotations"] = _sides(theme, sides, candidates[0].is_firm)
    design["xaxis"] = axis(
        theme, range=[-1.3 * largest if sides else 0, largest], showticklabels=False, showgrid=False
    )
    design["yaxis"] = axis(theme, range=[len(groups) * (rows * BAR + GROUP_GAP), 0], showgrid=False) | {
        "tickmode": "array",
        "tickvals": [_middle(i, rows) for i in range(len(groups))],
        "ticktext": [safe(shortened(group.label, 130.0)) for group in groups],
        "tickfont": {"color": theme.ink},
        "ticklen": 0,
    }
    design["shapes"] = [
        {
            "type": "line",
            "xref": "x",
            "yref": "paper",
            "x0": 0,
            "x1": 0,
            "y0": 0,
            "y1": 1,
            "line": {"color": theme.edge, "width": 1},
        }
    ]
    traces = [
        trace
        for row, track in enumerate(candidates)
        for trace in _traces(groups, row, rows, track, colours[row], theme)
    ]
    return graph_objects.Figure(data=traces, layout=design | {"barmode": "overlay"})


def _middle(group: int, rows: int) -> float:
    return group * (rows * BAR + GROUP_GAP) + GROUP_GAP / 2 + rows * BAR / 2


def _traces(
    groups: list[Group], row: int, rows: int, track: Track, colour: str, theme: Theme
) -> list[dict[str, Any]]:
    places = [_middle(i, rows) + (row + 0.5 - rows / 2) * BAR for i in range(len(groups))]
    label = f"  <span>{safe(shortened(track.label, 90.0))}</span>" if rows > 1 else ""
    right = [group.right[row] for group in groups]
    traces = [_trace(right, places, [f"{_whole(value)}{label}" for value in right], track, colour, theme)]
    if groups[0].left is not None:
        left = [(group.left or [])[row] for group in groups]
        traces.append(
            _trace(
                [-value for value in left], places, [_whole(value) for value in left], track, colour, theme
            )
        )
    return traces


def _trace(
    values: list[float], places: list[float], texts: list[str], track: Track, colour: str, theme: Theme
) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "x": values,
        "y": places,
        "width": BAR - 3,
        "text": texts,
        "textposition": "outside",
        "cliponaxis": False,
        "textfont": {"color": theme.ink, "size": 11},
        "constraintext": "none",
        "marker": {"color": colour, "line": {"width": 0}},
        "name": safe(track.label),
        "hoverinfo": "skip",
    }


def _whole(value: float) -> str:
    return written(value, 0 if value >= 10 or value == 0 else 1)


def _sides(theme: Theme, sides: tuple[str, str] | None, one_run: bool) -> list[dict[str, Any]]:
    both = {"showarrow": False, "xref": "x", "yref": "paper", "y": 1, "yanchor": "bottom", "yshift": 8}
    unit = text("report.axis.customers" if one_run else "report.axis.customers_a_run")
    if sides is None:
        return [both | {"x": 0, "xanchor": "left", "text": unit, "font": {"color": theme.soft}}]
    left, right = (safe(side) for side in sides)
    return [
        both | {"x": 0, "xanchor": "right", "xshift": -6, "text": f"← {left}", "font": {"color": theme.ink}},
        both | {"x": 0, "xanchor": "left", "xshift": 6, "text": f"{right} →", "font": {"color": theme.ink}},
    ]
