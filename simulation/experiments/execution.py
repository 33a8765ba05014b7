"""Running many tasks: here and now, or on several processes, with the same results in the same order.

This is the only place where work is given to processes. If the system kills one of them (for instance because
memory ran out), all are started again and the tasks without an answer are done again. Finished pieces of work
can be kept in a folder, from which the same work, started again, goes on.
"""

from __future__ import annotations

import logging
import os
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor
from dataclasses import dataclass
from functools import partial
from numbers import Integral
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from simulation.errors import InputError, LoyaltyLabError, MachineError
from simulation.language import text
from simulation.market import EngineName, check_engine
from simulation.parent_process import end_with_parent
from simulation.schema.showing import shown

if TYPE_CHECKING:
    from simulation.experiments.finished_work import KeptWork

LOG = logging.getLogger("loyaltylab")

WORKER_REPLACED = "A worker stopped while some jobs were given to the executor"
"""How joblib's warning begins when it replaces a process that has grown or was idle: no job is lost by it."""

MOST_RUNS = 10_000_000
FRUITLESS_TRIES = 2
"""So often in a row processes may be killed before any task is answered."""

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
    work: Callable[[Task], Result],
    tasks: Sequence[Task],
    workers: int | None = None,
    *,
    kept: KeptWork[Task, Result] | None = None,
) -> Iterator[Result]:
    """Yield ``work(task)`` for every task, in the order of the tasks, as soon as it is known.

    Args:
        work: a function that can be sent to another process.
        tasks: what it is called with.
        workers: processes to use; None takes all processors, 1 stays in this process.
        kept: where finished pieces are kept: those that are there are not made again, and each new one is
            stored by the process that made it, at once. None keeps nothing.

    Raises:
        LoyaltyLabError: if processes are killed again and again before any task is answered.
    """
    waiting: dict[int, Result] = {}
    turn = 0
    for number, result in execute_unordered(work, tasks, workers, kept=kept):
        waiting[number] = result
        while turn in waiting:
            yield waiting.pop(turn)
            turn += 1


def execute_unordered(
    work: Callable[[Task], Result],
    tasks: Sequence[Task],
    workers: int | None = None,
    *,
    kept: KeptWork[Task, Result] | None = None,
    finished: Callable[[], int] | None = None,
) -> Iterator[tuple[int, Result]]:
    """Yield the position and the result of every task as soon as it is known, in any order: see `execute`.

    ``finished`` says how many finished runs are kept, if the caller is the one who keeps them; it is asked
    for the error message alone.
    """
    piece = _Piece(work, kept)
    count = min(workers or usable_processors(), len(tasks))
    if count <= 1:
        yield from map(piece, range(len(tasks)), tasks)
        return
    answered = bytearray(len(tasks))
    done = fruitless = 0
    while done < len(tasks):
        before = done
        try:
            for number, result in _in_processes(piece, tasks, answered, count):
                answered[number] = True
                done += 1
                yield number, result
        except BrokenExecutor:
            fruitless = fruitless + 1 if done == before else 0
            if fruitless == FRUITLESS_TRIES:
                raise _workers_die(finished or (partial(kept.count, tasks) if kept else None)) from None
            LOG.warning(text("experiments.worker_killed", left=len(tasks) - done))


def end_workers() -> None:
    """Kill the processes that work for this one; they have stored what they had finished."""
    loky: Any = sys.modules.get("joblib.externals.loky.reusable_executor")
    executor = getattr(loky, "_executor", None)
    if executor is not None:
        executor.shutdown(wait=False, kill_workers=True)


@dataclass(frozen=True, slots=True)
class _Piece(Generic[Task, Result]):
    """Does a task, unless its finished piece is kept, and keeps it."""

    work: Callable[[Task], Result]
    kept: KeptWork[Task, Result] | None

    def __call__(self, number: int, task: Task) -> tuple[int, Result]:
        if self.kept is None:
            return number, self.work(task)
        return number, self.kept.found_or_made(self.work, task)


def _in_worker(piece: _Piece[Task, Result], number: int, task: Task) -> tuple[int, Result]:
    """Do a task in a process that ends when the one that gives the work has ended."""
    end_with_parent()
    return piece(number, task)


def _in_processes(
    piece: _Piece[Task, Result], tasks: Sequence[Task], answered: bytearray, count: int
) -> Iterator[tuple[int, Result]]:
    """Do the tasks that are not answered on so many processes of joblib's.

    That joblib replaces a worker is nothing for a user to read. The warning comes from a thread of joblib's,
    at any time, so that it cannot be silenced around a call.
    """
    import joblib

    warnings.filterwarnings("ignore", WORKER_REPLACED, UserWarning)
    parallel = joblib.Parallel(n_jobs=count, return_as="generator_unordered", batch_size="auto")
    missing = (number for number in range(len(tasks)) if not answered[number])
    yield from parallel(joblib.delayed(_in_worker)(piece, number, tasks[number]) for number in missing)


def _workers_die(finished: Callable[[], int] | None) -> LoyaltyLabError:
    """The error that processes are killed again and again, with how many finished runs are kept."""
    if finished is None:
        return MachineError("experiments.error.workers_die")
    return MachineError("experiments.error.workers_die_kept", kept=finished())
