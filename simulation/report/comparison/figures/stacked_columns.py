"""Stacked columns: the parts of a measure in the last month, a column per track, names at the right."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING, Any

from simulation.language import text
from simulation.measures.declared.words import part_label
from simulation.report.comparison.series import parts_at_end
from simulation.report.comparison.tracks import firm_index, focal
from simulation.report.kit.colours import TINTS, Theme, firm_hue, tint
from simulation.report.kit.figures.canvas import (
    Ending,
    end_names,
    layout,
    right_margin,
    safe,
    shortened,
    width_of,
)
from simulation.report.kit.numbers import usual_decimals, written
from simulation.report.measures import KINDS, unit_of

if TYPE_CHECKING:
    from simulation.report.comparison.tracks import RunOrComparison, Track

HEIGHT = 300
MARGIN_TINTS = {"motives": (0.95, 0.28, 0.60)}
MANY = 8
"""Columns beyond which totals are not written over them and names stand upright."""


def column_figure(subject: RunOrComparison, candidates: tuple[Track, ...], whole: str, theme: Theme) -> Any:
    """Draw the last month's parts of ``whole`` (a key of ``series.PARTS``), means over runs."""
    from plotly import graph_objects

    values = {track.key: _means(track, whole) for track in candidates}
    parts = list(next(iter(values.values())))
    totals = [sum(values[track.key].values()) for track in candidates]
    percent = KINDS[parts[0]] == "percent"
    top = 100.0 if percent else (max((t for t in totals if isfinite(t)), default=1.0) * 1.12 or 1.0)
    names = {part: part_label(part) for part in parts}
    unit = unit_of(parts[0], subject.scenario)
    decimals = usual_decimals(top, unit.kind)
    design = layout(
        theme, height=HEIGHT, right=right_margin(list(names.values())), unit=_axis_word(whole, unit.word)
    )
    design["xaxis"] |= _names_axis(candidates)
    design["yaxis"] |= {"range": [0, top]}
    endings = _endings(values, names, len(candidates))
    design["annotations"] += end_names(theme, endings, HEIGHT, (0.0, top))
    if not percent and len(candidates) <= MANY:
        design["annotations"] += [_total(theme, i, total, decimals) for i, total in enumerate(totals)]
    traces = [
        _trace(subject, candidates, values, part, theme, whole) | {"name": safe(names[part])}
        for part in parts
    ]
    return graph_objects.Figure(data=traces, layout=design | {"barmode": "stack", "bargap": 0.35})


def _means(track: Track, whole: str) -> dict[str, float]:
    return {
        part: interval.mean * (100.0 if KINDS[part] == "percent" else 1.0)
        for part, interval in parts_at_end(track, whole).items()
    }


def _axis_word(whole: str, money: str) -> str:
    return money if whole == "switching_cost" else text("report.axis.of_customers")


def _trace(
    subject: RunOrComparison,
    candidates: tuple[Track, ...],
    values: dict[str, dict[str, float]],
    part: str,
    theme: Theme,
    whole: str,
) -> dict[str, Any]:
    opacity = MARGIN_TINTS.get(whole, TINTS)[list(values[candidates[0].key]).index(part)]
    measured = firm_index(subject.scenario, focal(subject))
    hues = [firm_hue(theme, track.index if track.is_firm else measured) for track in candidates]
    return {
        "type": "bar",
        "x": list(range(len(candidates))),
        "y": [values[track.key][part] for track in candidates],
        "marker": {
            "color": [tint(hue, opacity) for hue in hues],
            "line": {"color": theme.card, "width": 1.5},
        },
        "customdata": [safe(track.label) for track in candidates],
        "hovertemplate": "%{customdata}: %{y:,.4~r}",
    }


def _names_axis(candidates: tuple[Track, ...]) -> dict[str, Any]:
    upright = len(candidates) > MANY
    room = 84.0 if upright else max(46.0, 300.0 / len(candidates))
    labels = [track.label for track in candidates]
    shown = [safe(shortened(label, room)) if upright else _wrapped(label, room) for label in labels]
    return {
        "tickmode": "array",
        "tickvals": list(range(len(labels))),
        "ticktext": shown,
        "tickangle": -90 if upright else None,
        "range": [-0.6, len(labels) - 0.4],
        "automargin": True,
    }


def _wrapped(label: str, room: float) -> str:
    """Break a label into at most two lines of ``room`` pixels."""
    if width_of(label) <= room or " " not in label:
        return safe(shortened(label, room))
    words = label.split(" ")
    cuts = [(" ".join(words[:cut]), " ".join(words[cut:])) for cut in range(1, len(words))]
    first, second = min(cuts, key=lambda pair: max(map(width_of, pair)))
    return f"{safe(shortened(first, room))}<br>{safe(shortened(second, room))}"


def _endings(values: dict[str, dict[str, float]], names: dict[str, str], count: int) -> list[Ending]:
    """Put the parts' names beside the last column that has values."""
    columns = list(values.values())
    filled = [column for column in columns if all(map(isfinite, column.values()))]
    base, endings = 0.0, []
    for part, value in (filled[-1] if filled else {}).items():
        endings.append(Ending(count - 0.6, base + value / 2, names[part]))
        base += value
    return endings


def _total(theme: Theme, place: int, total: float, decimals: int) -> dict[str, Any]:
    return {
        "x": place,
        "y": total if isfinite(total) else 0,
        "text": written(total, decimals),
        "showarrow": False,
        "yanchor": "bottom",
        "yshift": 2,
        "font": {"color": theme.ink},
    }
