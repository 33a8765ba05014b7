"""``loyaltylab new``: a commented scenario file to start from."""

from __future__ import annotations

from pathlib import Path

import click

from simulation.commands.framework import command
from simulation.errors import InputError
from simulation.language import text


@command("new", "commands.new")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
def new(file: Path) -> None:
    """Write a commented template to FILE, which must not exist."""
    from simulation.scenario.template import new_scenario

    path = file if file.suffix == ".toml" else file.with_suffix(".toml")
    try:
        with path.open("x", encoding="utf-8") as opened:
            opened.write(new_scenario(path.stem, path.stem))
    except FileExistsError:
        raise InputError("commands.new.exists", file=str(path)) from None
    click.echo(text("commands.new.done", file=str(path)))
