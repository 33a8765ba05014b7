"""Making the studies of real data: in parallel, and each finished one on disk at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from simulation.experiments.execution import execute
from simulation.experiments.finished_work import FinishedWork, JsonFormat, stamp_of
from simulation.source import source_digest
from simulation.validation.measurements import SOURCES
from simulation.validation.real.cohorts import cohort
from simulation.validation.real.histories import cdnow
from simulation.validation.real.ketchup import ketchup
from simulation.validation.real.study import Study

STUDIES: dict[str, Callable[[float], Study]] = {
    "regular": partial(cohort, "regular"),
    "high_end": partial(cohort, "high_end"),
    "ketchup": ketchup,
    "cdnow": cdnow,
}


class StudyTask(NamedTuple):
    """One study to be made, with how much effort (1 is usual), and the folder that keeps it."""

    name: str
    effort: float
    folder: Path


def study_all(
    folder: Path,
    effort: float = 1.0,
    workers: int | None = None,
    progress: Callable[[int], None] | None = None,
) -> tuple[Study, ...]:
    """Make all studies and return them in order; those that are in ``folder`` already are not made again."""
    tasks: Sequence[StudyTask] = [StudyTask(name, effort, folder) for name in STUDIES]
    found = []
    for study in execute(studied, tasks, workers):
        found.append(study)
        if progress is not None:
            progress(len(found))
    return tuple(found)


def studied(task: StudyTask) -> Study:
    """Return a study: the one on disk if the same code made it with the same effort, else a new one."""
    code = source_digest(*SOURCES, "experiments", "fitting")
    kept: FinishedWork[dict[str, object]] = FinishedWork(
        task.folder, stamp_of(code=code, effort=task.effort), JsonFormat()
    )
    content = kept.find(task.name)
    if content is not None:
        return Study.of(content)
    study = STUDIES[task.name](task.effort)
    if not study.missing:  # a package that is missing today may be installed tomorrow
        kept.keep(task.name, study.content())
    return study
