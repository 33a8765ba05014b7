"""Consoles, and a progress bar with the time left."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from simulation.language import text

if TYPE_CHECKING:
    from rich.console import Console


def console(*, error: bool = False) -> Console:
    """Return a console for tables (standard output) or for progress (standard error)."""
    from simulation.commands.screen import Screen

    return Screen(stderr=error, highlight=False)


class ProgressBar(Protocol):
    """Takes how much is done, and of how much, if that has changed."""

    def __call__(self, done: int, total: int | None = None) -> None:
        """Show it."""


@contextmanager
def progress(key: str, total: int, *, quiet: bool) -> Iterator[ProgressBar]:
    """Show a progress bar with the time left on standard error; yields what to call with how much is done."""
    if quiet:
        yield lambda *_: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console(error=True), transient=True) as bar:
        task = bar.add_task(text(key), total=total)
        yield lambda done, total=None: bar.update(task, completed=done, total=total)
