"""Lines over time: a firm each, or the measured firm under each alternative with its band."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING, Any

from simulation.language import text
from simulation.measures.declared.words import part_label
from simulation.report.comparison.series import PARTS, Spread, spread
from simulation.report.kit.colours import (
    BAND,
    SYMBOLS,
    TINTS,
    Theme,
    firm_hue,
    firm_symbol,
    ramp_colour,
    ramp_dash,
    tint,
)
from simulation.report.kit.figures.canvas import Ending, end_names, layout, right_margin, safe
from simulation.report.kit.numbers import currency, scale
from simulation.report.measures import KINDS

if TYPE_CHECKING:
    from simulation.report.comparison.tracks import RunOrComparison, Track
    from simulation.scenario.document import Scenario

HEIGHT = 300
AXES = {"retention_rate": "report.axis.percent_smoothed", "market_share": "report.axis.market_share"}
"""The unit over the axis of measures that are not money."""
BANDS = 5
"""With more alternatives than this only the first and the last carry a band."""


def line_figure(
    subject: RunOrComparison,
    candidates: tuple[Track, ...],
    column: str,
    theme: Theme,
    *,
    smoothed: bool = False,
) -> Any:
    """Draw ``column`` of every track over the months."""
    from plotly import graph_objects

    factor, unit = _factor(subject.scenario, candidates, column)
    lines = [(track, _scaled(spread(track, column, smoothed=smoothed), factor)) for track in candidates]
    lines.sort(key=lambda line: (line[0].is_firm and line[0].is_focal, not _is_grey(line[0])))
    bounds = _bounds([line for _, line in lines], KINDS[column] == "percent")
    named = _named(lines)
    margin = right_margin([ending.label for ending in named])
    design = layout(theme, height=HEIGHT, right=margin, unit=unit)
    design["annotations"] += end_names(theme, named, HEIGHT, bounds)
    design["xaxis"] |= months_axis(lines[0][1].months[-1])
    design["yaxis"] |= {"range": list(bounds), "zeroline": bounds[0] < 0}
    design["hovermode"] = "x unified"
    traces = [trace for track, line in lines if _has_band(track) for trace in _band(track, line, theme)]
    traces += [trace for track, line in lines for trace in _line(track, line, theme)]
    return graph_objects.Figure(data=traces, layout=design)


def area_figure(track: Track, scenario: Scenario, hue: str, theme: Theme) -> Any:
    """Draw the types of switching cost of one track over time, stacked, with their names at the right."""
    from plotly import graph_objects

    parts = {part: spread(track, part) for part in PARTS["switching_cost"]}
    months = next(iter(parts.values())).months
    total = [sum(values) for values in zip(*(part.mean for part in parts.values()), strict=True)]
    top = max((value for value in total if isfinite(value)), default=1.0) * 1.06 or 1.0
    names = {part: part_label(part) for part in parts}
    design = layout(
        theme,
        height=HEIGHT,
        right=right_margin(list(names.values())),
        unit=text("report.unit.money", currency=currency(scenario.world.currency)),
    )
    design["annotations"] += end_names(theme, _area_ends(parts, names), HEIGHT, (0.0, top))
    design["xaxis"] |= months_axis(months[-1])
    design["yaxis"] |= {"range": [0, top]}
    design["hovermode"] = "x unified"
    traces = [
        {
            "type": "scatter",
            "x": months,
            "y": part.mean,
            "stackgroup": "all",
            "mode": "lines",
            "name": safe(names[key]),
            "line": {"width": 1.2, "color": theme.card},
            "fillcolor": tint(hue, opacity),
            "hovertemplate": "%{y:,.4~r}",
        }
        for (key, part), opacity in zip(parts.items(), TINTS, strict=False)
    ]
    return graph_objects.Figure(data=traces, layout=design)


def months_axis(last: int) -> dict[str, Any]:
    """Return the settings of an axis of months 0 to ``last``, with the unit at its last tick."""
    step = next((step for step in (1, 2, 3, 6, 12, 24, 60, 120) if last / step <= 6), 240)
    return {
        "range": [0, last],
        "tickmode": "linear",
        "tick0": 0,
        "dtick": step,
        "ticks": "outside",
        "title": {"text": text("report.axis.month"), "standoff": 6},
        "hoverformat": "d",
    }


def style(track: Track, theme: Theme) -> dict[str, Any]:
    """Return the line of a track: firms have hue, alternatives ink and dash."""
    if track.is_firm:
        width = 1.0 if _is_grey(track) else 2.9 if track.is_focal else 1.8
        return {"color": firm_hue(theme, track.index), "width": width}
    dash = ramp_dash(track.index, track.count)
    return {"color": ramp_colour(theme, track.index, track.count), "width": 2.2, "dash": dash}


def _factor(scenario: Scenario, candidates: tuple[Track, ...], column: str) -> tuple[float, str]:
    if KINDS[column] == "money":
        largest = max(float(track.frame[column].abs().max()) for track in candidates)
        divisor, word = scale(largest, currency(scenario.world.currency))
        return 1.0 / divisor, word
    return 100.0, text(AXES[column])


def _scaled(line: Spread, factor: float) -> Spread:
    parts = ([value * factor for value in values] for values in (line.mean, line.low, line.high))
    return Spread(line.months, *parts)


def _bounds(lines: list[Spread], percent: bool) -> tuple[float, float]:
    seen = [value for line in lines for value in (*line.low, *line.high) if isfinite(value)] or [0.0, 1.0]
    low, high = min(seen), max(seen)
    room = (high - low) * 0.06 or abs(high) * 0.02 or 1.0
    if low >= 0 and low < 0.5 * high:
        low = room
    ceiling = max(100.0, high) + 0.02 * room if percent else high + room
    return low - room, min(high + room, ceiling)


def _named(lines: list[tuple[Track, Spread]]) -> list[Ending]:
    """Return the names at line ends; firms that share the grey look alike and have none."""
    shown = [(track, line) for track, line in lines if not _is_grey(track) and any(map(isfinite, line.mean))]
    ends = [(track, *_end(line)) for track, line in shown]
    return [
        Ending(month, value, track.label, track.is_firm and track.is_focal) for track, month, value in ends
    ]


def _end(line: Spread) -> tuple[int, float]:
    return [(month, value) for month, value in zip(line.months, line.mean, strict=True) if isfinite(value)][
        -1
    ]


def _is_grey(track: Track) -> bool:
    return track.is_firm and track.index >= len(SYMBOLS)


def _has_band(track: Track) -> bool:
    several = track.frame["replication"].nunique() > 1
    return several and (track.count <= BANDS or track.index in (0, track.count - 1))


def _band(track: Track, line: Spread, theme: Theme) -> list[dict[str, Any]]:
    rows = [row for row in zip(line.months, line.low, line.high, strict=True) if isfinite(row[1])]
    months = [row[0] for row in rows]
    edge = {"type": "scatter", "x": months, "mode": "lines", "line": {"width": 0}, "hoverinfo": "skip"}
    fill = tint(style(track, theme)["color"], BAND)
    return [
        edge | {"y": [row[1] for row in rows]},
        edge | {"y": [row[2] for row in rows], "fill": "tonexty", "fillcolor": fill},
    ]


def _line(track: Track, line: Spread, theme: Theme) -> list[dict[str, Any]]:
    drawn = {
        "type": "scatter",
        "x": line.months,
        "y": line.mean,
        "mode": "lines",
        "name": safe(track.label),
        "line": style(track, theme),
        "hovertemplate": "%{y:,.4~r}",
        "cliponaxis": False,
    }
    if not track.is_firm or _is_grey(track) or not any(map(isfinite, line.mean)):
        return [drawn]
    month, value = _end(line)
    mark = {"symbol": firm_symbol(track.index), "size": 8, "color": firm_hue(theme, track.index)}
    end = {
        "type": "scatter",
        "x": [month],
        "y": [value],
        "mode": "markers",
        "marker": mark,
        "hoverinfo": "skip",
    }
    return [drawn, end | {"cliponaxis": False}]


def _area_ends(parts: dict[str, Spread], names: dict[str, str]) -> list[Ending]:
    base, endings = 0.0, []
    for key, part in parts.items():
        month, value = _end(part) if any(map(isfinite, part.mean)) else (part.months[-1], 0.0)
        endings.append(Ending(month, base + value / 2, names[key]))
        base += value
    return endings
