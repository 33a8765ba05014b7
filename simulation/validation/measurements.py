"""Measuring many patterns with many seeds: in parallel, and each finished measurement on disk at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from simulation.experiments.execution import execute
from simulation.experiments.finished_work import FinishedWork, JsonFormat, stamp_of
from simulation.source import MODEL, source_digest
from simulation.validation.measurement_conditions import MeasurementConditions
from simulation.validation.pattern import Figures
from simulation.validation.patterns import pattern

SOURCES = (*MODEL, "validation")
"""Packages on which a figure depends; a measurement made by other code is made again."""


class MeasurementTask(NamedTuple):
    """One measurement to be made, and the folder that keeps it (None: it is not kept)."""

    name: str
    conditions: MeasurementConditions
    folder: Path | None


class Measurement(NamedTuple):
    """The figures of a pattern under one seed."""

    name: str
    seed: int
    figures: Figures


def measure_all(
    names: Sequence[str],
    seeds: int,
    *,
    scale: float = 1.0,
    changes: Mapping[str, object] | None = None,
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
        folder: where finished measurements are kept; those that are there already are not made again.
        workers: processes; None takes all processors. The figures do not depend on it.
        progress: called with (finished, all) measurements.
    """
    tasks = [
        MeasurementTask(
            name, MeasurementConditions(seed, scale, changes or {}, runs=seeds * len(names)), folder
        )
        for seed in range(seeds)
        for name in names
    ]
    found: dict[str, list[Figures]] = {name: [] for name in names}
    for done, measurement in enumerate(execute(measured, tasks, workers), start=1):
        found[measurement.name].append(measurement.figures)
        if progress is not None:
            progress(done, len(tasks))
    return found


def measured(task: MeasurementTask) -> Measurement:
    """Return a measurement: the one on disk if the same code made it, else a new one, kept at once."""
    name, conditions = f"{task.name}/{task.conditions.seed}", task.conditions
    if task.folder is None:
        return Measurement(task.name, conditions.seed, pattern(task.name).measure(conditions))
    kept: FinishedWork[Figures] = FinishedWork(task.folder, _stamp(conditions), JsonFormat())
    figures = kept.find(name)
    if figures is None:
        figures = dict(pattern(task.name).measure(conditions))
        kept.keep(name, figures)
    return Measurement(task.name, conditions.seed, figures)


def _stamp(conditions: MeasurementConditions) -> str:
    return stamp_of(code=source_digest(*SOURCES), scale=conditions.scale, changes=dict(conditions.changes))
