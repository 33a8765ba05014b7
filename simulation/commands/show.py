"""``loyaltylab show``: a scenario's lesson, every parameter, the data dictionary, the forms of claims."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import click

from simulation.commands.framework import command, option
from simulation.commands.options import read_scenario
from simulation.commands.printing import (
    print_json,
    print_table,
    print_toml,
)
from simulation.language import text

if TYPE_CHECKING:
    from simulation.scenario.document import Scenario


@command("show", "commands.show")
@click.argument("scenario", metavar="SCENARIO", required=False)
@option("--parameters", is_flag=True)
@option("--measures", is_flag=True)
@option("--claims", is_flag=True)
@option("--teaching", is_flag=True)
@option("--set", "settings", multiple=True, metavar="PATH=VALUE")
@option("--json", "as_json_", is_flag=True)
@option("--toml", "as_toml", is_flag=True)
def show(
    scenario: str | None,
    parameters: bool,
    measures: bool,
    claims: bool,
    teaching: bool,
    settings: tuple[str, ...],
    as_json_: bool,
    as_toml: bool,
) -> None:
    """Show a scenario, what the columns of all tables mean, or what a claim can say."""
    if claims:
        _show_claims(as_json_)
        return
    if measures:
        _show_measures(read_scenario(scenario, settings) if scenario else None, as_json_)
        return
    if scenario is None:
        context = click.get_current_context()
        wanted = next(each for each in context.command.params if each.name == "scenario")
        raise click.MissingParameter(ctx=context, param=wanted)
    from simulation.commands.lesson_text import print_lesson, print_teaching
    from simulation.commands.parameter_tables import as_data, as_tables, path_width

    market = read_scenario(scenario, settings)
    if as_toml:
        print_toml(market.to_toml())
    elif as_json_ and parameters:
        print_json({"name": market.name, "digest": market.digest, "parameters": as_data(market)})
    elif as_json_:
        print_json({"name": market.name, "digest": market.digest, **market.as_dict()})
    elif parameters:
        for table in as_tables(market):
            print_table(table, path_width(table))
    elif teaching:
        print_teaching(market.lesson())
    else:
        print_lesson(market.lesson())
        _print_programmes(market)
        click.echo(text("commands.show.next", name=shlex.quote(scenario)))


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


def _show_claims(as_json_: bool) -> None:
    """Print every form of claim with an example."""
    from simulation.commands.claim_forms import as_data, show_forms

    if as_json_:
        print_json({"forms": as_data()})
    else:
        show_forms()


def _print_programmes(market: Scenario) -> None:
    """Print what the programme of the firm that is compared costs under each alternative."""
    from simulation.experiments.compare import measured_firm
    from simulation.report.programme_costs import programme_table

    if market.alternatives:
        called = market.lesson().alternatives
        courses = {called[each.name]: each.set for each in market.alternatives}
        print_table(programme_table(market, courses, measured_firm(market, courses)))
        click.echo()
