"""``loyaltylab show --measures``: the data dictionary, every column of every table that users see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulation.language import text
from simulation.measures.declared.tables import TABLES, Column
from simulation.measures.declared.words import label, meaning_of, rows_of
from simulation.measures.measure import Measure

if TYPE_CHECKING:
    from simulation.report.kit.tables import ReportTable


def as_data(currency: str | None = None) -> list[dict[str, Any]]:
    """Return the data dictionary for other programs; money is in ``currency``, if one is given."""
    return [
        {
            "table": table.name,
            "rows": rows_of(table.name),
            "columns": [_as_data(table.name, column, currency) for column in table.columns],
        }
        for table in TABLES.values()
    ]


def as_tables(currency: str | None = None) -> list[ReportTable]:
    """Return the data dictionary as tables for a screen.

    What stands in several tables is explained once: the measures under ``run.market``.
    """
    from simulation.report.kit.tables import ReportTable, TableColumn

    shown = []
    for table in TABLES.values():
        measures = isinstance(table.columns[-1], Measure)
        told = TABLES.get(table.name.replace("comparison", "run"))
        explained = measures and told is not table
        columns = [each for each in table.columns if not (explained and told and each in told.columns)]
        names = _HEADS if measures and not explained else _HEADS[:-1]
        heads = tuple(TableColumn(text(f"commands.show.head.{name}"), numeric=False) for name in names)
        rows = tuple(_row(table.name, column, currency)[: len(heads)] for column in columns)
        note = text("commands.show.as_in", table=table.name.replace("comparison", "run")) if explained else ""
        shown.append(ReportTable(f"{table.name}: {rows_of(table.name)}", heads, rows, note))
    return shown


_HEADS = ("column", "type", "unit", "meaning", "over_run")


def _row(table: str, column: Column | Measure, currency: str | None) -> tuple[str, ...]:
    kind, meaning = text(f"commands.show.type.{_type(column)}"), meaning_of(table, column.name)
    row = (column.name, kind, _unit(column, currency), meaning)
    if not isinstance(column, Measure):
        return row
    return (f"{row[0]}\n{label(column.name)}", *row[1:], text(f"commands.show.over_run.{column.over_run}"))


def _as_data(table: str, column: Column | Measure, currency: str | None) -> dict[str, Any]:
    known: dict[str, Any] = {
        "column": column.name,
        "type": _type(column),
        "unit": _unit(column, currency),
        "meaning": meaning_of(table, column.name),
    }
    if isinstance(column, Measure):
        known |= {
            "label": label(column.name),
            "over_run": column.over_run,
            "better": column.better or None,
            "summarised": column.result is not None,
            "claim": column.claim,
        }
    return known


def _type(column: Column | Measure) -> str:
    if isinstance(column, Measure):
        return "whole" if column.whole else "number"
    return column.kind


def _unit(column: Column | Measure, currency: str | None) -> str:
    """Return the unit in words; for money also the currency, or that it is the scenario's."""
    if not column.unit:
        return ""
    words = text(f"unit.{column.unit}")
    if not column.unit.startswith("money"):
        return words
    return text("commands.show.money", unit=words, currency=currency or text("commands.show.its_currency"))
