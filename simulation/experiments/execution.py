"""Running many tasks: here and now, or on several processes, with the same results in the same order."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterator, Sequence
from numbers import Integral
from typing import TYPE_CHECKING, Literal, TypeVar

from simulation.errors import InputError
from simulation.market import EngineName, check_engine
from simulation.schema.showing import shown

if TYPE_CHECKING:
    from joblib import Parallel

WORKER_REPLACED = "A worker stopped while some jobs were given to the executor"
"""How joblib's warning begins when it replaces a process that has grown or was idle: no job is lost by it."""

MOST_RUNS = 10_000_000

Task = TypeVar("Task")
Result = TypeVar("Result")


def not_too_many(runs: int) -> None:
    """Raise InputError if that many runs, or points, are more than a campaign may hold.

    Ask before the points are made: they would fill the memory first.
    """
    if runs > MOST_RUNS:
        raise InputError("campaign.error.too_many", runs=runs, most=MOST_RUNS)


def check_means(workers: int | None, engine: EngineName) -> None:
    """Raise InputError for means that no work can have: fewer than one process, or an unknown engine."""
    whole = isinstance(workers, Integral) and not isinstance(workers, bool)
    if workers is not None and (not whole or workers < 1):
        raise InputError("experiments.error.workers", given=shown(workers))
    check_engine(engine)


def usable_processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def execute(
    work: Callable[[Task], Result], tasks: Sequence[Task], workers: int | None = None
) -> Iterator[Result]:
    """Yield ``work(task)`` for every task, in the order of the tasks, as soon as it is known.

    Args:
        work: a function that can be sent to another process.
        tasks: what it is called with.
        workers: processes to use; None takes all processors, 1 stays in this process.
    """
    count = min(workers or usable_processors(), len(tasks))
    if count <= 1:
        yield from map(work, tasks)
        return
    import joblib

    parallel = in_processes(count, "generator")
    yield from parallel(joblib.delayed(work)(task) for task in tasks)


def in_processes(count: int, order: Literal["generator", "generator_unordered"]) -> Parallel:
    """Return joblib's executor on so many processes, which yields results in order or as they come.

    That joblib replaces a worker is nothing for a user to read. The warning comes from a thread of joblib's,
    at any time, so that it cannot be silenced around a call.
    """
    import joblib

    warnings.filterwarnings("ignore", WORKER_REPLACED, UserWarning)
    return joblib.Parallel(n_jobs=count, return_as=order, batch_size="auto")
