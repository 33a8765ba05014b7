"""Measuring many patterns with many seeds: in parallel, and each finished measurement on disk at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from simulation.experiments.execution import execute
from simulation.experiments.finished_work import FinishedWork, JsonFormat, KeptWork, stamp_of
from simulation.source import MODEL, source_digest
from simulation.validation.measurement_conditions import MeasurementConditions
from simulation.validation.pattern import Figures
from simulation.validation.patterns import pattern

SOURCES = (*MODEL, "validation")
"""Packages on which a figure depends; a measurement made by other code is made again."""


class MeasurementTask(NamedTuple):
    """One measurement to be made."""

    name: str
    conditions: MeasurementConditions


def measure_all(
    names: Sequence[str],
    seeds: int,
    *,
    scale: float = 1.0,
    changes: Mapping[str, object] | None = None,
    assumed: Mapping[str, object] | None = None,
    folder: Path | None = None,
    workers: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> dict[str, list[Figures]]:
    """Measure patterns with seeds 0, 1, ... and return the figures of each pattern, in order of the seeds.

    Args:
        names: patterns, e.g. ``["P6", "P9"]``.
        seeds: number of seeds.
        scale: number of customers relative to what the patterns ask for.
        changes: parameters that are set in every market (a null model).
        assumed: numbers that take the place of defaults.
        folder: where finished measurements are kept; those that are there already are not made again.
        workers: processes; None takes all processors. The figures do not depend on it.
        progress: called with (finished, all) measurements.
    """
    tasks = [
        MeasurementTask(
            name,
            MeasurementConditions(seed, scale, changes or {}, assumed or {}, runs=seeds * len(names)),
        )
        for seed in range(seeds)
        for name in names
    ]
    found: dict[str, list[Figures]] = {name: [] for name in names}
    kept = (
        None if folder is None else kept_measurements(folder, scale, {**(changes or {}), **(assumed or {})})
    )
    for done, figures in enumerate(execute(measured, tasks, workers, kept=kept), start=1):
        found[tasks[done - 1].name].append(figures)
        if progress is not None:
            progress(done, len(tasks))
    return found


def measured(task: MeasurementTask) -> Figures:
    """Return a measurement."""
    return dict(pattern(task.name).measure(task.conditions))


def kept_measurements(
    folder: Path, scale: float, changes: Mapping[str, object]
) -> KeptWork[MeasurementTask, Figures]:
    """Return the measurements in a folder that the same code made under these conditions."""
    stamp = stamp_of(code=source_digest(*SOURCES), scale=scale, changes=dict(changes))
    return KeptWork(FinishedWork(folder, stamp, JsonFormat()), piece_of)


def piece_of(task: MeasurementTask) -> str:
    """Return the name under which a measurement is kept."""
    return f"{task.name}/{task.conditions.seed}"
