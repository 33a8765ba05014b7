"""Heat maps of a sweep over two parameters, or of one for each value of a third."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from simulation.experiments.intervals import Interval
from simulation.experiments.sweep.sweep import differences_to_first
from simulation.language import text
from simulation.measures.declared.words import result_label
from simulation.report.experiments.experiment_page import Picture
from simulation.report.experiments.parameter_labels import axis_label, parameter_label, setting, value_label
from simulation.report.kit.axis_scale import figures_of, scaled
from simulation.report.kit.figures.heat_map import Cell, HeatMap, heat_figure
from simulation.report.kit.numbers import cell
from simulation.report.kit.tables import ReportTable, TableColumn
from simulation.report.measures import unit_of
from simulation.scenario.document import Scenario

if TYPE_CHECKING:
    import pandas as pd

MOST_PANELS = 6
MOST_LINES = 24


def heat_pictures(
    frame: pd.DataFrame, summary: pd.DataFrame, paths: Sequence[str], measure: str, scenario: Scenario
) -> tuple[Picture, ...]:
    """Return a heat map, or one for each value of the third parameter; none where there are too many.

    All share one ramp and one first point, that of the sweep. ``frame`` and ``summary`` hold one firm.
    """
    panels = [(value, summary[summary[paths[2]] == value]) for value in _values(summary, paths, 2)]
    across, down = sorted(paths[:2], key=lambda path: summary[path].nunique())
    lines = max(summary[across].nunique(), summary[down].nunique())
    if len(paths) > 3 or len(panels) > MOST_PANELS or lines > MOST_LINES:
        return ()
    unit = unit_of(measure, scenario)
    scale = scaled(summary["mean"], unit)
    known = (scale.factor * summary["mean"]).dropna()
    bounds = (float(known.min()), float(known.max())) if len(known) else (0.0, 1.0)
    cells = _cells(frame, summary, measure, scale.factor)
    pictures = []
    for number, (value, rows) in enumerate(panels or [(None, summary)]):
        heat = _heat(rows, cells, across, down, scenario)
        named = text("sweep.figure.heat", measure=result_label(measure), unit=scale.word)
        title = named if value is None else setting(scenario, {paths[2]: value})
        words = text("sweep.figure.heat_words" if number == 0 else "sweep.figure.heat_next", title=named)
        note = text("sweep.figure.alike") if frame["replication"].nunique() > 1 else ""
        table = _table(rows, across, down, measure, scenario)
        key = f"sweep-{number}"
        draw = partial(heat_figure, heat, bounds)
        pictures.append(Picture(key, title, words, table, draw, note if number == 0 else ""))
    return tuple(pictures)


def _values(summary: pd.DataFrame, paths: Sequence[str], place: int) -> list[Any]:
    return sorted(summary[paths[place]].unique()) if len(paths) > place else []


def _cells(frame: pd.DataFrame, summary: pd.DataFrame, measure: str, factor: float) -> dict[int, Cell]:
    """Return the cell of every point; that of the first is framed, and the others are compared with it."""
    differences = differences_to_first(frame, measure)
    first = next(iter(differences))
    intervals = {
        row["point"]: Interval(*(factor * row[end] for end in ("mean", "low", "high")))
        for row in summary.to_dict("records")
    }
    figures = dict(zip(intervals, figures_of(list(intervals.values())), strict=True))
    return {
        point: Cell(
            interval.mean, figures[point], _alike(differences[point]) and point != first, point == first
        )
        for point, interval in intervals.items()
    }


def _alike(difference: Interval) -> bool:
    """Whether chance explains a difference; a single run cannot tell, and is not marked."""
    return difference.low == difference.low and not difference.excludes_zero


def _heat(rows: pd.DataFrame, cells: dict[int, Cell], across: str, down: str, scenario: Scenario) -> HeatMap:
    places = rows.pivot(index=down, columns=across, values="point")
    return HeatMap(
        [[cells[int(point)] for point in line] for line in places.to_numpy()],
        [value_label(scenario, down, value) for value in places.index],
        [value_label(scenario, across, value) for value in places.columns],
        axis_label(scenario, down),
        axis_label(scenario, across),
    )


def _table(rows: pd.DataFrame, across: str, down: str, measure: str, scenario: Scenario) -> ReportTable:
    unit = unit_of(measure, scenario)
    intervals = {
        (row[down], row[across]): Interval(row["mean"], row["low"], row["high"])
        for row in rows.to_dict("records")
    }
    columns, lines = sorted(rows[across].unique()), sorted(rows[down].unique())
    heads = [TableColumn(parameter_label(scenario, down), numeric=False)]
    heads += [TableColumn(value_label(scenario, across, value), unit.word) for value in columns]
    body = tuple(
        (
            value_label(scenario, down, line),
            *(cell(intervals[line, column], unit) for column in columns),
        )
        for line in lines
    )
    note = text("sweep.figure.columns", parameter=parameter_label(scenario, across))
    return ReportTable(result_label(measure), tuple(heads), body, note)
