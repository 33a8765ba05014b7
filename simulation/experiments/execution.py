"""Running many tasks: here and now, or on several processes, with the same results in the same order."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")


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

    parallel = joblib.Parallel(n_jobs=count, return_as="generator", batch_size="auto")
    yield from parallel(joblib.delayed(work)(task) for task in tasks)
