"""What several commands share: options, progress, and the choice between table and JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import click

from simulation.commands.framework import option
from simulation.language import text

if TYPE_CHECKING:
    from rich.console import Console

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
    """Load a scenario and make the changes that the options ask for."""
    from simulation.scenario.paths import assignment
    from simulation.scenario.reading import load_scenario

    changes = dict(assignment(written) for written in settings)
    changes |= {} if months is None else {"world.months": months}
    changes |= {} if customers is None else {"world.customers": customers}
    scenario = load_scenario(name)
    return scenario.with_(**changes) if changes else scenario


def console(*, error: bool = False) -> Console:
    """Return a console for tables (standard output) or for progress (standard error)."""
    from rich.console import Console

    return Console(stderr=error, highlight=False)


class Tell(Protocol):
    """Takes how much is done, and of how much, if that has changed."""

    def __call__(self, done: int, total: int | None = None) -> None:
        """Show it."""


@contextmanager
def progress(key: str, total: int, *, quiet: bool) -> Iterator[Tell]:
    """Show a progress bar with the time left on standard error; yields what is told how much is done."""
    if quiet:
        yield lambda *_: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console(error=True), transient=True) as bar:
        task = bar.add_task(text(key), total=total)
        yield lambda done, total=None: bar.update(task, completed=done, total=total)
