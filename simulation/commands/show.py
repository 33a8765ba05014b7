"""``loyaltylab show``: a scenario's lesson, every parameter with its value, and the data dictionary."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from simulation.commands.framework import command, option
from simulation.commands.options import read_scenario
from simulation.commands.printing import (
    print_json,
    print_prose,
    print_sentences,
    print_table,
    print_toml,
)
from simulation.language import text

if TYPE_CHECKING:
    from simulation.report.kit.tables import ReportTable
    from simulation.scenario.document import Lesson, Scenario


@command("show", "commands.show")
@click.argument("scenario", metavar="SCENARIO", required=False)
@option("--parameters", is_flag=True)
@option("--measures", is_flag=True)
@option("--set", "settings", multiple=True, metavar="PATH=VALUE")
@option("--json", "as_json_", is_flag=True)
@option("--toml", "as_toml", is_flag=True)
def show(
    scenario: str | None,
    parameters: bool,
    measures: bool,
    settings: tuple[str, ...],
    as_json_: bool,
    as_toml: bool,
) -> None:
    """Show a scenario, or what the columns of all tables mean."""
    if measures:
        _show_measures(read_scenario(scenario, settings) if scenario else None, as_json_)
        return
    if scenario is None:
        context = click.get_current_context()
        wanted = next(each for each in context.command.params if each.name == "scenario")
        raise click.MissingParameter(ctx=context, param=wanted)
    market = read_scenario(scenario, settings)
    if as_toml:
        print_toml(market.to_toml())
    elif as_json_ and parameters:
        print_json({"name": market.name, "digest": market.digest, "parameters": _parameters(market)})
    elif as_json_:
        print_json({"name": market.name, "digest": market.digest, **market.as_dict()})
    elif parameters:
        for table in _parameter_tables(market):
            print_table(table)
    else:
        _print_lesson(market)
        click.echo(text("commands.show.next", name=market.name or scenario))


def _show_measures(market: Scenario | None, as_json_: bool) -> None:
    """Print the data dictionary; with a scenario, its currency stands where money is."""
    from simulation.commands.dictionary import as_data, as_tables
    from simulation.report.kit.numbers import currency

    money = currency(market.world.currency) if market else None
    if as_json_:
        print_json({"tables": as_data(money)})
        return
    for table in as_tables(money):
        print_table(table)


def _print_lesson(market: Scenario) -> None:
    lesson: Lesson = market.lesson()
    click.secho(lesson.title, bold=True)
    print_sentences([lesson.question])
    for heading, words in lesson.text.as_dict().items():
        if words:
            click.echo()
            click.secho(text(f"commands.show.heading.{heading}"), bold=True)
            numbered = isinstance(words, tuple)
            print_prose("\n".join(f"{n}. {each}" for n, each in enumerate(words, 1)) if numbered else words)
    click.echo()


def _parameters(market: Scenario) -> list[dict[str, Any]]:
    """Return all that is known of every parameter, in the order of the schema and the current language."""
    from simulation.scenario.paths import info, settable

    data = []
    for path in settable(market.firms):
        known = info(market.firms, path)
        evidence = known.evidence
        words = {"name": known.name, "meaning": known.meaning, "grade": known.grade, "source": known.source}
        numbers = {"value": market.get(path), "default": known.default, "unit": known.unit}
        ranges = {"bounds": evidence.bounds, "plausible": evidence.plausible} if evidence else {}
        data.append({"path": path, **numbers, **ranges, "choices": known.choices, **words})
    return data


def _parameter_tables(market: Scenario) -> list[ReportTable]:
    """Return a table for the world and one a firm: every parameter in the order of the schema."""
    from simulation.scenario.paths import settable

    world = [path for path in settable(market.firms) if path.startswith("world.")]
    tables = [_table(market, text("commands.show.world"), world)]
    for firm in market.firms:
        prefix = f"firm.{firm.name}."
        own = [path for path in settable(market.firms) if path.startswith(prefix)]
        tables.append(_table(market, market.lesson().firms[firm.name], own))
    return tables


def _table(market: Scenario, title: str, paths: list[str]) -> ReportTable:
    from simulation.report.kit.tables import ReportTable, TableColumn
    from simulation.scenario.paths import info

    heads = ("parameter", "value", "unit", "default", "plausible", "grade")
    columns = tuple(
        TableColumn(text(f"commands.show.head.{head}"), numeric=head in {"value", "default"})
        for head in heads
    )
    rows = []
    for path in paths:
        known, value = info(market.firms, path), market.get(path)
        evidence = known.evidence
        plausible = "{:g} … {:g}".format(*evidence.plausible) if evidence else ""
        grade = f"{known.grade}: {known.source}" if known.source else known.grade
        rows.append(
            (f"{path}\n{known.name}", _plain(value), known.unit, _plain(known.default), plausible, grade)
        )
    return ReportTable(title, columns, tuple(rows))


def _plain(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else "" if value is None else str(value)
