"""The best price of each alternative as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulation.experiments.intervals import Interval
from simulation.language import text
from simulation.report.comparison.tracks import label_of_alternative
from simulation.report.kit.numbers import cell, short
from simulation.report.kit.tables import ReportTable, TableColumn
from simulation.report.measures import unit_of

if TYPE_CHECKING:
    from simulation.experiments.best_price.best_price import BestPrices


def best_price_table(found: BestPrices) -> ReportTable:
    """Return each alternative's best price, its value there, and how much more that is than the first's."""
    unit = unit_of("value", found.scenario)
    rows = tuple(_row(found, row) for row in found.best.to_dict("records"))
    heads = [TableColumn(text("report.table.alternative"), numeric=False)]
    heads += [TableColumn(text(f"best_price.column.{name}"), unit.word) for name in COLUMNS]
    return ReportTable(text("best_price.title"), tuple(heads), rows, _note(found))


COLUMNS = ("price", "value", "difference")


def _row(found: BestPrices, row: dict[Any, Any]) -> tuple[str, ...]:
    unit = unit_of("value", found.scenario)
    name = label_of_alternative(found.scenario, row["alternative"], found.changes[row["alternative"]])
    price = short(row["price"])
    value = cell(Interval(row["value"], row["low"], row["high"]), unit)
    more = Interval(row["difference"], row["difference_low"], row["difference_high"])
    first = row["alternative"] == found.best["alternative"].iloc[0]
    shown = text("best_price.edge", price=price) if row["price"] in found.edge else price
    return name, shown, value, "" if first else cell(more, unit)


def _note(found: BestPrices) -> str:
    """Say what was tried, and that a best price at its edge may lie beyond."""
    low, high = map(short, found.edge)
    note = text("best_price.note", runs=found.replications, low=low, high=high)
    at_edge = found.best["price"].isin(found.edge).any()
    return f"{note} {text('best_price.beyond')}" if at_edge else note
