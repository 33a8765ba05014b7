"""The scenario as run: what differs from the schema's defaults, with what is known of those defaults."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from simulation import schema
from simulation.language import text
from simulation.report.comparison.tracks import alternative_label, firm_label
from simulation.report.kit.numbers import currency
from simulation.report.kit.tables import ReportTable, TableColumn

if TYPE_CHECKING:
    from simulation.experiments.compare import Comparison
    from simulation.scenario.document import Scenario
    from simulation.schema.listing import ParameterInfo


def settings_table(scenario: Scenario) -> ReportTable:
    """Return the parameters that differ from their default: value, usual value, unit, grade and source."""
    heads = _heads("parameter", "value", "usual", "unit", "grade")
    rows = [*_changes(scenario, scenario.world, "world", "world", "")]
    for firm in scenario.firms:
        rows += _changes(scenario, firm, "firm", f"firm.{firm.name}", firm_label(scenario, firm.name))
    return ReportTable(
        text("report.settings.title"),
        heads,
        tuple(rows),
        text("report.settings.note" if rows else "report.settings.none"),
    )


def alternatives_table(comparison: Comparison) -> ReportTable:
    """Return what each alternative sets, path by path as in the scenario's file."""
    rows = tuple(
        (alternative_label(comparison, name), path, _plain(value))
        for name, change in comparison.changes.items()
        for path, value in change.items()
    )
    return ReportTable(text("report.settings.alternatives"), _heads("alternative", "path", "value"), rows)


def events_table(scenario: Scenario) -> ReportTable:
    """Return what happens in the market by itself: month, path and value, and when it ends."""
    missing = text("report.number.missing")
    rows = tuple(
        (str(event.month), event.path, _plain(event.value), str(event.until or missing))
        for event in scenario.events
    )
    return ReportTable(text("report.settings.events"), _heads("month", "path", "value", "until"), rows)


def _heads(*names: str) -> tuple[TableColumn, ...]:
    return tuple(TableColumn(text(f"report.settings.{name}"), numeric=False) for name in names)


def _changes(
    scenario: Scenario, table: Any, general: str, path: str, owner: str
) -> Iterator[tuple[str, ...]]:
    """Walk one table of the scenario; ``general`` is its path in the schema, ``path`` in this scenario."""
    from simulation.scenario.schema import parameters_by_path

    known = parameters_by_path()
    for name in (each.attribute for each in table.fields()):
        value = getattr(table, name)
        below = f"{general}.{name}"
        if isinstance(value, schema.Table):
            yield from _changes(scenario, value, below, f"{path}.{name}", owner)
        elif below in known and name not in ("name", "name_zh"):
            yield from _change(scenario, known[below], value, owner)


def _change(
    scenario: Scenario, parameter: ParameterInfo, value: Any, owner: str
) -> Iterator[tuple[str, ...]]:
    usual = usual_value(scenario, parameter)
    if value == usual or value in ((), None):
        return
    label = text("report.settings.of", parameter=parameter.name, owner=owner) if owner else parameter.name
    grade = (
        text("report.settings.source", grade=parameter.grade, source=parameter.source)
        if parameter.source
        else (parameter.grade)
    )
    yield label, shown(parameter, value), shown(parameter, usual), unit_words(scenario, parameter), grade


def usual_value(scenario: Scenario, parameter: ParameterInfo) -> Any:
    """Return the default; that of money parameters grows with the scenario's reference price."""
    evidence = parameter.evidence
    if evidence is not None and evidence.price_share is not None:
        return evidence.price_share * scenario.world.reference_price
    return parameter.default


def shown(parameter: ParameterInfo, value: Any) -> str:
    """Return a value as readers read it: a choice by its name, a switch as on or off."""
    if value is None:
        return text("report.number.missing")
    if parameter.choices and value in parameter.choices:
        return parameter.choice(value)
    if isinstance(value, tuple):
        return "; ".join(_move(parameter, move.as_dict(empty=False)) for move in value)
    return _plain(value)


def _move(parameter: ParameterInfo, move: dict[str, Any]) -> str:
    """Return one move of a schedule, its keys by their names in the current language."""
    from simulation.scenario.schema import parameters_by_path

    names = {key: parameters_by_path()[f"{parameter.path}.{key}"].name for key in move}
    return ", ".join(f"{names[key]} {_plain(part)}" for key, part in move.items())


def unit_words(scenario: Scenario, parameter: ParameterInfo) -> str:
    """Return the unit of a parameter in words; empty where it has none."""
    if parameter.evidence is None:
        return ""
    return text(f"unit.{parameter.evidence.unit}", currency=currency(scenario.world.currency))


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return text("report.settings.on" if value else "report.settings.off")
    if isinstance(value, int | float):
        return f"{value:,.10g}".replace("-", "\u2212")
    if isinstance(value, tuple):
        moves = (move.as_dict(empty=False) for move in value)
        return "; ".join(", ".join(f"{key} {part}" for key, part in move.items()) for move in moves)
    if isinstance(value, dict):
        return ", ".join(f"{path} = {_plain(set_to)}" for path, set_to in value.items())
    return str(value)
