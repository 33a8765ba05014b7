"""``loyaltylab new``: a commented scenario file to start from."""

from __future__ import annotations

from pathlib import Path

import click

from simulation.commands.framework import command
from simulation.errors import InputError
from simulation.files import write_text_whole
from simulation.language import text
from simulation.schema.values import CONTROLS, encodable

LONGEST_NAME = 100
"""Letters of a scenario's name, its ending not counted."""


@command("new", "commands.new")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
def new(file: Path) -> None:
    """Write a commented template to FILE, which must not exist."""
    from simulation.scenario.catalogue import ENDING
    from simulation.scenario.template import new_scenario

    _check_name(file)
    path = file if file.suffix == ENDING else file.with_name(file.name + ENDING)
    written = new_scenario(path.stem, path.stem)
    if path.exists():
        raise InputError("commands.new.exists", file=str(path))
    write_text_whole(path, written)
    click.echo(text("commands.new.done", file=str(path)))


def _check_name(file: Path) -> None:
    """Raise InputError for a name that is empty, or that cannot stand in the file as its title."""
    name = file.name.removesuffix(".toml")
    if not name.strip() or CONTROLS.search(name) or not encodable(name) or len(name) > LONGEST_NAME:
        raise InputError("commands.new.name", file=str(file), longest=LONGEST_NAME)
