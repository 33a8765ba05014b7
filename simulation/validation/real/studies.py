"""Making the studies of real data: in parallel, and each finished one on disk at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from simulation.experiments.execution import execute
from simulation.experiments.finished_work import FinishedWork, JsonFormat, KeptWork, stamp_of
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
    """One study to be made, with how much effort (1 is usual)."""

    name: str
    effort: float


class StudyFormat(JsonFormat):
    """Studies as JSON data."""

    def encode(self, value: Study, stamp: str) -> bytes:
        """Return the file's content."""
        return super().encode(value.content(), stamp)

    def decode(self, content: bytes) -> tuple[Study, str]:
        """Return the study and its stamp.

        ValueError for a study that could not be made: a package that was missing may be installed by now.
        """
        value, stamp = super().decode(content)
        study = Study.of(value)
        if study.missing:
            raise ValueError(study.missing)
        return study, stamp


def study_all(
    folder: Path,
    effort: float = 1.0,
    workers: int | None = None,
    progress: Callable[[int], None] | None = None,
) -> tuple[Study, ...]:
    """Make all studies and return them in order.

    Those that are in ``folder``, and that the same code made with the same effort, are not made again.
    """
    tasks: Sequence[StudyTask] = [StudyTask(name, effort) for name in STUDIES]
    stamp = stamp_of(code=source_digest(*SOURCES, "experiments", "fitting"), effort=effort)
    kept = KeptWork(FinishedWork(folder, stamp, StudyFormat()), attrgetter("name"))
    found = []
    for study in execute(studied, tasks, workers, kept=kept):
        found.append(study)
        if progress is not None:
            progress(len(found))
    return tuple(found)


def studied(task: StudyTask) -> Study:
    """Return a study."""
    return STUDIES[task.name](task.effort)
