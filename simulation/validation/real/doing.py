"""Making the studies of real data: in parallel, and each finished one on disk at once."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from simulation.experiments.execution import execute
from simulation.validation.real.cohorts import cohort
from simulation.validation.real.histories import cdnow
from simulation.validation.real.ketchup import ketchup
from simulation.validation.real.study import Study
from simulation.validation.runner import SOURCES, digest

STUDIES: dict[str, Callable[[float], Study]] = {
    "regular": partial(cohort, "regular"),
    "high_end": partial(cohort, "high_end"),
    "ketchup": ketchup,
    "cdnow": cdnow,
}


class Task(NamedTuple):
    """One study to be made, with how much effort (1 is usual), and the file that it leaves."""

    name: str
    effort: float
    file: Path


def study_all(
    folder: Path,
    effort: float = 1.0,
    workers: int | None = None,
    progress: Callable[[int], None] | None = None,
) -> tuple[Study, ...]:
    """Make all studies and return them in order; those that are in ``folder`` already are not made again."""
    tasks: Sequence[Task] = [Task(name, effort, folder / f"{name}.json") for name in STUDIES]
    found = []
    for study in execute(studied, tasks, workers):
        found.append(study)
        if progress is not None:
            progress(len(found))
    return tuple(found)


def studied(task: Task) -> Study:
    """Return a study: the one on disk if the same code made it with the same effort, else a new one."""
    stamp = {"code": digest((*SOURCES, "experiments")), "effort": task.effort}
    try:
        content = json.loads(task.file.read_text(encoding="utf-8"))
        if content["stamp"] == stamp:
            return Study.of(content["study"])
    except (OSError, ValueError, KeyError, TypeError):
        pass
    study = STUDIES[task.name](task.effort)
    if not study.missing:  # what is missing today may be installed tomorrow
        task.file.parent.mkdir(parents=True, exist_ok=True)
        task.file.write_text(json.dumps({"stamp": stamp, "study": study.content()}), encoding="utf-8")
    return study
