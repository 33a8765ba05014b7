"""A sweep as a table: a row a point."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from simulation.experiments.intervals import Interval
from simulation.language import text
from simulation.measures.declared.words import result_label
from simulation.report.kit.numbers import cell
from simulation.report.kit.tables import ReportTable, TableColumn
from simulation.report.measures import unit_of
from simulation.scenario.document import Scenario

if TYPE_CHECKING:
    import pandas as pd

MOST_PATHS, MOST_ROWS = 4, 40


def sweep_table(summary: pd.DataFrame, paths: Sequence[str], measure: str, scenario: Scenario) -> ReportTable:
    """Return mean and interval of one measure at every point; of a large sweep only the beginning."""
    unit = unit_of(measure, scenario)
    shown = list(paths)[:MOST_PATHS]
    columns = [TableColumn(path) for path in shown]
    columns.append(TableColumn(result_label(measure), unit.word))
    rows = tuple(
        (*(_setting(row[path]) for path in shown), cell(Interval(row["mean"], row["low"], row["high"]), unit))
        for row in summary.head(MOST_ROWS).to_dict("records")
    )
    cut = len(summary) > MOST_ROWS or len(paths) > MOST_PATHS
    note = text("sweep.cut", points=len(summary), paths=len(paths)) if cut else text("sweep.note")
    return ReportTable(text("sweep.title", name=scenario.lesson().title), tuple(columns), rows, note)


def _setting(value: object) -> str:
    return f"{value:.6g}" if isinstance(value, float) else str(value)
