"""``loyaltylab show --parameters``: every parameter of a scenario, those of the firms once for all firms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from simulation.language import text
from simulation.report.kit.numbers import currency, short, written
from simulation.report.kit.tables import ReportTable, TableColumn
from simulation.report.scenario_settings import shown, usual_value
from simulation.scenario.paths import info, settable

if TYPE_CHECKING:
    from simulation.scenario.document import Scenario
    from simulation.schema.listing import ParameterInfo

ANY_FIRM = "firm.NAME."
"""How the path of a firm's parameter is written where it stands for all firms."""


def as_data(market: Scenario) -> list[dict[str, Any]]:
    """Return all that is known of every parameter, in the order of the schema and the current language."""
    data = []
    for path in settable(market.firms):
        known = info(market.firms, path)
        evidence = known.evidence
        words = {"name": known.name, "meaning": known.meaning, "grade": known.grade, "source": known.source}
        words["role"] = str(known.role)
        numbers = {"value": market.get(path), "default": known.default, "unit": known.unit}
        ranges = {"bounds": evidence.bounds, "plausible": evidence.plausible} if evidence else {}
        data.append({"path": path, **numbers, **ranges, "choices": known.choices, **words})
    return data


def as_tables(market: Scenario) -> list[ReportTable]:
    """Return the world's parameters, those in which the firms differ (a column a firm), and their others."""
    paths = settable(market.firms)
    world = [(path, (path,)) for path in paths if path.startswith("world.")]
    names = [firm.name for firm in market.firms]
    own = [path.removeprefix(f"firm.{names[0]}.") for path in paths if path.startswith(f"firm.{names[0]}.")]
    firms = [(f"{ANY_FIRM}{path}", tuple(f"firm.{name}.{path}" for name in names)) for path in own]
    differ = [(path, each) for path, each in firms if _differ(market, each)]
    same = [(path, each[:1]) for path, each in firms if not _differ(market, each)]
    called = market.lesson().firms
    here = (text("commands.show.head.value"),)
    tables = [
        _table(market, text("commands.show.world"), here, world),
        _table(market, text("commands.show.differ"), [called[name] for name in names], differ),
        _table(market, text("commands.show.same"), here, same),
    ]
    return [table for table in tables if table.rows]


def described(market: Scenario, path: str) -> list[str]:
    """Return what is known of one parameter, in sentences."""
    known = info(market.firms, path)
    grade = known.grade
    if known.source:
        grade = text("report.settings.source", grade=grade, source=known.source)
    values = {"name": known.name, "meaning": known.meaning, "value": _value(known, market.get(path))}
    usual = _usual(market, known).replace("\n", ", ")
    role = text(f"role.{known.role}")
    return [
        text("commands.explain.meaning", **values),
        text("commands.explain.value", market=market.name, usual=usual, **values),
        text("commands.explain.known", grade=grade, role=role),
    ]


def firms_table(market: Scenario) -> ReportTable:
    """Return the firms with what each sells and earns: price, unit cost, margin, share, level."""
    called, money = market.lesson().firms, currency(market.world.currency)
    rows = []
    for firm in market.firms:
        margin = 100.0 * (1.0 - firm.unit_cost / firm.price) if firm.price else float("nan")
        share = text("report.number.missing")
        if firm.market_share is not None:
            share = written(100.0 * firm.market_share, 1)
        numbers = (short(firm.price), short(firm.unit_cost), written(margin, 0), share, str(firm.level))
        rows.append((called[firm.name], *numbers))
    units = (("price", money), ("unit_cost", money), ("margin", "%"), ("share", "%"), ("level", ""))
    columns = [TableColumn(text(f"commands.show.firm.{name}"), unit) for name, unit in units]
    first = TableColumn(text("commands.show.firm.name"), numeric=False)
    return ReportTable(text("commands.show.firms"), (first, *columns), tuple(rows))


def path_width(table: ReportTable) -> int:
    """Return how wide the first column has to be for no path to be broken, in characters."""
    return max(len(row[0].split("\n")[1]) for row in table.rows)


def _differ(market: Scenario, paths: tuple[str, ...]) -> bool:
    return any(market.get(each) != market.get(paths[0]) for each in paths)


def _table(
    market: Scenario, title: str, values: Sequence[str], rows: Sequence[tuple[str, tuple[str, ...]]]
) -> ReportTable:
    """Return a table with a row for each path; ``values`` head the columns of the values."""
    columns = (
        TableColumn(text("commands.show.head.parameter"), numeric=False),
        *(TableColumn(name) for name in values),
        TableColumn(text("commands.show.head.role"), numeric=False),
        TableColumn(text("commands.show.head.usual"), text("commands.show.head.range"), numeric=False),
        TableColumn(text("commands.show.head.grade"), numeric=False),
    )
    note = text("commands.show.any_firm") if any(path.startswith(ANY_FIRM) for path, _ in rows) else ""
    return ReportTable(title, columns, tuple(_row(market, *row) for row in rows), note)


def _row(market: Scenario, path: str, paths: tuple[str, ...]) -> tuple[str, ...]:
    known = info(market.firms, paths[0])
    grade = known.grade
    if known.source:
        grade = text("report.settings.source", grade=grade, source=known.source)
    role = text(f"role.{known.role}")
    values = (_value(known, market.get(each)) for each in paths)
    return (f"{known.name}\n{path}\n{known.meaning}", *values, role, _usual(market, known), grade)


def _usual(market: Scenario, known: ParameterInfo) -> str:
    """Return the default, the plausible range (or what is allowed) and the unit, a line each."""
    usual = "" if known.default is None else _value(known, usual_value(market, known))
    return "\n".join(each for each in (usual, _range(market, known), _unit(market, known)) if each)


def _range(market: Scenario, known: ParameterInfo) -> str:
    """Return the plausible range, money in the scenario's currency; of a choice what can be written."""
    if known.kind == "switch":
        return "true, false"
    if known.evidence is None:
        return ", ".join(str(choice) for choice in known.choices)
    factor = 1.0 if known.evidence.price_share is None else market.world.reference_price
    low, high = (_value(known, factor * end) for end in known.evidence.plausible)
    return f"{low} … {high}"


def _unit(market: Scenario, known: ParameterInfo) -> str:
    if known.evidence is None or not known.evidence.unit.startswith("money"):
        return known.unit
    return text("commands.show.money", unit=known.unit, currency=currency(market.world.currency))


def _value(known: ParameterInfo, value: Any) -> str:
    """Return a value in the current language: a level as its number, other choices by name."""
    if value in ((), None):
        return text("report.number.missing")
    if known.path == "world.currency":
        return currency(value)
    return str(value) if known.choices and isinstance(value, int) else shown(known, value)
