"""What the programme of each alternative costs a customer and year, as a table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from simulation.language import text
from simulation.market.programme_cost import programme_cost
from simulation.report.kit.numbers import currency, short, written
from simulation.report.kit.tables import ReportTable, TableColumn

if TYPE_CHECKING:
    from simulation.scenario.document import Scenario


def programme_table(
    scenario: Scenario, courses: Mapping[str, Mapping[str, object]], name: str
) -> ReportTable:
    """Return the cost of firm ``name``'s programme under each course: what it sets, by its label."""
    money = currency(scenario.world.currency)
    heads = (("yearly", money), ("margin", "%"), ("setup", money))
    columns = [TableColumn(text(f"report.programme.{key}"), unit) for key, unit in heads]
    rows = []
    for label, changes in courses.items():
        cost = programme_cost(scenario.with_(**dict(changes)), name)
        rows.append((label, short(cost.yearly), written(100.0 * cost.margin_share, 1), short(cost.setup)))
    return ReportTable(
        text("report.programme.title"),
        (TableColumn(text("report.table.alternative"), numeric=False), *columns),
        tuple(rows),
        text("report.programme.note"),
    )
