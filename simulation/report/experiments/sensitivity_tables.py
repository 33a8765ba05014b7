"""Sensitivity as tables: the world and the levers apart, the most influential parameters first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulation.experiments.intervals import Interval
from simulation.experiments.sensitivity.indices import INTERVALS, SensitivityMethod
from simulation.language import text
from simulation.report.kit.numbers import MeasureUnit, cell
from simulation.report.kit.tables import ReportTable, TableColumn
from simulation.report.measures import unit_of
from simulation.scenario import paths
from simulation.scenario.document import Scenario

if TYPE_CHECKING:
    import pandas as pd

MOST_ROWS = 15


def sensitivity_tables(
    found: pd.DataFrame, method: SensitivityMethod, measure: str, scenario: Scenario
) -> list[ReportTable]:
    """Return a table for the world and one for the levers, if they were studied."""
    groups = [group for group in ("world", "levers") if (found["group"] == group).any()]
    return [_table(found[found["group"] == group], group, method, measure, scenario) for group in groups]


def _table(
    found: pd.DataFrame, group: str, method: SensitivityMethod, measure: str, scenario: Scenario
) -> ReportTable:
    unit = unit_of(measure, scenario) if method == "morris" else MeasureUnit("percent", "")
    shown = INTERVALS[method]
    columns = [
        TableColumn(text(f"sensitivity.column.{name}"), numeric=False) for name in ("parameter", "label")
    ]
    columns += [TableColumn(text(f"sensitivity.column.{index}"), unit.word) for index in shown]
    rows = tuple(
        (
            row["parameter"],
            paths.info(scenario.firms, row["parameter"]).name,
            *(cell(Interval(row[i], row[f"{i}_low"], row[f"{i}_high"]), unit) for i in shown),
        )
        for row in found.head(MOST_ROWS).to_dict("records")
    )
    title = text(f"sensitivity.title.{group}", measure=text(f"report.measure.{measure}"))
    return ReportTable(
        title, tuple(columns), rows, text(f"sensitivity.note.{method}", shown=len(rows), all=len(found))
    )
