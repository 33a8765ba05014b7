"""Running a campaign, or what is still missing of it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulation.experiments.campaign.design import Design
from simulation.experiments.campaign.executors import outcomes
from simulation.experiments.execution import check_means
from simulation.market import EngineName

if TYPE_CHECKING:
    import pandas as pd

Progress = Callable[[int, int], None]
"""Called with (finished runs, all runs)."""


@dataclass(frozen=True, slots=True)
class Campaign:
    """What a campaign left.

    ``frame`` has the rows that were observed, with ``run``, ``point``, ``replication``, ``seed`` and a column
    a parameter, in order of the runs; ``failures`` the runs that failed.
    """

    design: Design
    folder: Path | None
    frame: pd.DataFrame
    failures: list[dict[str, Any]]


def run_campaign(
    design: Design,
    folder: Path | None = None,
    *,
    workers: int | None = None,
    cluster: str | None = None,
    engine: EngineName = "auto",
    progress: Progress | None = None,
) -> Campaign:
    """Make every run of a design that is not yet in the folder.

    The result depends on the design alone: not on the executor, the number of workers, the order in which
    runs finish, or how often the work was interrupted and continued.

    Args:
        design: what to run.
        folder: where finished runs are kept; the same design continues in it. None keeps nothing.
        workers: processes on this machine; None takes all processors.
        cluster: address of a Dask scheduler, to use its workers instead.
        engine: how the months are run.
        progress: called after every run.

    Raises:
        InputError: for a point that no market can have, a folder of another design, an unreachable cluster;
            all of it before any run.
    """
    check_means(workers, engine)
    design.check()
    if folder is not None:
        return _run(design, folder, folder, workers, cluster, engine, progress)
    with tempfile.TemporaryDirectory(prefix="loyaltylab-") as passing:
        return _run(design, Path(passing), None, workers, cluster, engine, progress)


def _run(
    design: Design, folder: Path, kept: Path | None, workers: int | None, cluster: str | None,
    engine: EngineName, progress: Progress | None,
) -> Campaign:  # fmt: skip
    from simulation.experiments.campaign.store import Store  # imports pyarrow

    store = Store(folder, design)
    missing = [number for number in range(len(design)) if number not in store.finished]
    over = len(store.finished)
    if progress is not None:
        progress(over, len(design))
    if missing:
        finished = None if kept is None else (lambda: len(store.finished))
        for outcome in outcomes(design, missing, workers, cluster, engine, finished):
            task = design.task(outcome.number)
            if outcome.columns is None:
                store.keep_failure(task, outcome.error, outcome.trace)
            else:
                store.keep(task, outcome.columns)
            over += 1
            if progress is not None:
                progress(over, len(design))
    store.close()
    return Campaign(design, kept, store.frame(), store.failures())
