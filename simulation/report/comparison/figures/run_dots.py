"""Runs as dots that can be counted: by how much one alternative was ahead of the others, run by run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from simulation.language import text
from simulation.report.kit.colours import Theme
from simulation.report.kit.figures.canvas import axis, layout, safe, shortened, width_of
from simulation.report.kit.numbers import currency, scale
from simulation.report.measures import paired

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from simulation.report.comparison.ranking import Ranking
    from simulation.report.comparison.tracks import Track
    from simulation.scenario.document import Scenario

ROW = 62
BINS = 44
DOT = 6.5
FIRST_ROWS = 6


def dots_figure(ranking: Ranking, scenario: Scenario, theme: Theme) -> Any:
    """Draw the paired differences of the first track of a ranking to the others, a row each, a dot a run."""
    from plotly import graph_objects

    others = ranking.order[1 : FIRST_ROWS + 1]
    gaps = {track.key: _gaps(ranking, track) for track in others}
    largest = max((float(np.abs(gap).max()) for gap in gaps.values() if gap.size), default=0.0) or 1.0
    divisor, word = scale(largest, currency(scenario.world.currency))
    low, high = _range([gap / divisor for gap in gaps.values()])
    rows = len(others)
    design = layout(
        theme,
        height=64 + 40 + rows * ROW,
        left=max(width_of(shortened(o.label, 90.0)) for o in others) + 14,
        right=14,
        unit=text("report.dots.unit", unit=word),
    )
    design["xaxis"] |= {"range": [low, high], "zeroline": True, "zerolinecolor": theme.ink, "nticks": 5}
    design["yaxis"] = axis(theme, range=[-(rows - 1) * ROW - 10, ROW], showgrid=False) | {
        "tickmode": "array",
        "tickvals": [-row * ROW + ROW / 3 for row in range(rows)],
        "ticklen": 0,
        "ticktext": [safe(shortened(other.label, 90.0)) for other in others],
        "tickfont": {"color": theme.ink},
    }
    traces = [
        _row(gaps[other.key] / divisor, -row * ROW, (low, high), theme) for row, other in enumerate(others)
    ]
    return graph_objects.Figure(data=traces, layout=design)


def _gaps(ranking: Ranking, other: Track) -> NDArray[np.float64]:
    first, second = paired(ranking.values[ranking.best.key], ranking.values[other.key])
    return np.asarray(first - second, dtype=np.float64)


def _range(gaps: list[NDArray[np.float64]]) -> tuple[float, float]:
    values = np.concatenate([*gaps, np.zeros(1)])
    low, high = float(values.min()), float(values.max())
    room = (high - low) * 0.08 or 1.0
    return low - room, high + room


def _row(gaps: NDArray[np.float64], base: float, bounds: tuple[float, float], theme: Theme) -> dict[str, Any]:
    """Stack the dots of one row: those of one bin stand upon each other."""
    low, high = bounds
    bins = np.round((np.sort(gaps) - low) / (high - low) * BINS).astype(int)
    heights = [int((bins[:place] == mark).sum()) for place, mark in enumerate(bins)]
    step = min(7.0, (ROW - 16) / max(1, max(heights, default=0)))
    return {
        "type": "scatter",
        "mode": "markers",
        "x": (low + bins / BINS * (high - low)).tolist(),
        "y": [base + step * height for height in heights],
        "cliponaxis": False,
        "hoverinfo": "skip",
        "marker": {"size": DOT, "color": theme.ink, "line": {"width": 1, "color": theme.card}},
    }
