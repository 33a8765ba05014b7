"""``loyaltylab list``: the scenarios, one question each."""

from __future__ import annotations

import click

from simulation.commands.framework import command, option
from simulation.commands.printing import print_json
from simulation.language import text
from simulation.scenario.catalogue import entries


@command("list", "commands.list")
@option("--json", "as_json", is_flag=True)
def scenarios(as_json: bool) -> None:
    """Print name, title and question of every shipped scenario."""
    shipped = entries()
    if as_json:
        print_json([entry._asdict() for entry in shipped])
        return
    for entry in shipped:
        click.echo(click.style(entry.name, bold=True) + f"  {entry.title}")
        click.echo(click.wrap_text(entry.question, width=88, initial_indent="    ", subsequent_indent="    "))
    click.echo(text("commands.list.next"))
