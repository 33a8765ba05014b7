"""Options that several commands have, and the scenario that they give."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from simulation.commands.framework import option
from simulation.errors import InputError
from simulation.language import Listing, in_one_line, text

if TYPE_CHECKING:
    from simulation.scenario.document import Scenario

Decorated = Callable[..., Any]


def scenario_argument(function: Decorated) -> Decorated:
    """Take SCENARIO: a name of the catalogue or a path."""
    return click.argument("scenario", metavar="SCENARIO")(function)


def market_options(function: Decorated) -> Decorated:
    """Take the options that change a market: --seed --months --customers --set."""
    for take in (
        option("--set", "settings", multiple=True, metavar="PATH=VALUE"),
        option("--customers", type=int, metavar="N"),
        option("--months", type=int, metavar="N"),
        option("--seed", type=int, default=0, show_default=True, metavar="N"),
    ):
        function = take(function)
    return function


def output_options(function: Decorated) -> Decorated:
    """Take the options on what is left behind and shown: --out --json --quiet."""
    for take in (
        option("--quiet", is_flag=True),
        option("--json", "as_json_", is_flag=True),
        option("--out", type=click.Path(path_type=Path, file_okay=False), metavar="DIR"),
    ):
        function = take(function)
    return function


def read_scenario(
    name: str, settings: Sequence[str] = (), months: int | None = None, customers: int | None = None
) -> Scenario:
    """Load a scenario and make the changes that the options ask for; note what a file plans in vain."""
    from simulation.scenario.reading import load_scenario

    changes = _changes(settings, {"world.months": months, "world.customers": customers})
    scenario = load_scenario(name)
    changed = scenario.with_(**changes) if changes else scenario
    _note_what_is_never_reached(scenario, changed)
    return changed


def _changes(settings: Sequence[str], own: Mapping[str, int | None]) -> dict[str, object]:
    """Return values by path, of --set and of options of their own; InputError where a path has two."""
    from simulation.scenario.typed_values import assignment

    given = [(path, value) for path, value in own.items() if value is not None]
    changes: dict[str, object] = {}
    for path, value in (*map(assignment, settings), *given):
        if path in changes:
            raise InputError("commands.set_twice", path=path)
        changes[path] = value
    return changes


def _note_what_is_never_reached(scenario: Scenario, changed: Scenario) -> None:
    """Say on standard error what lies beyond the months of the file and of the market that is run."""
    from simulation.scenario.checks import beyond

    months = max(scenario.world.months, changed.world.months)
    if keys := beyond(scenario, months):
        values = {"name": scenario.name, "months": months, "keys": Listing(keys)}
        click.echo(
            text("commands.beyond_horizon", **{key: in_one_line(each) for key, each in values.items()}),
            err=True,
        )
