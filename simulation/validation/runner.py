"""Measuring many patterns with many seeds: in parallel, and each finished measurement on disk at once."""

from __future__ import annotations

import hashlib
import json
import math
import os
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from simulation.experiments.execution import execute
from simulation.validation.conditions import Conditions
from simulation.validation.pattern import Figures
from simulation.validation.patterns import pattern

SOURCES = ("rules", "market", "scenario", "measures", "validation")
"""Packages on which a figure depends; a measurement made by other code is made again."""


class Task(NamedTuple):
    """One measurement to be made, and the file that it leaves (None: nothing is left)."""

    name: str
    conditions: Conditions
    file: Path | None


class Measurement(NamedTuple):
    """The figures of a pattern under one seed."""

    name: str
    seed: int
    figures: Figures


@cache
def digest(packages: tuple[str, ...] = SOURCES) -> str:
    """Return a digest of the code and data on which figures depend."""
    home, parts = Path(__file__).parents[1], hashlib.sha256()
    for package in packages:
        for path in sorted((home / package).rglob("*")):
            if path.suffix in {".py", ".toml"}:
                parts.update(path.relative_to(home).as_posix().encode() + path.read_bytes())
    return parts.hexdigest()[:16]


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
        Task(
            name,
            Conditions(seed, scale, changes or {}, runs=seeds * len(names)),
            folder / name / f"{seed}.json" if folder else None,
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


def measured(task: Task) -> Measurement:
    """Return a measurement: the one on disk if the same code made it, else a new one, written at once."""
    known = _read(task)
    if known is None:
        known = dict(pattern(task.name).measure(task.conditions))
        _write(task, known)
    return Measurement(task.name, task.conditions.seed, known)


def _stamp(conditions: Conditions) -> dict[str, object]:
    return {"code": digest(), "scale": conditions.scale, "changes": dict(conditions.changes)}


def _read(task: Task) -> dict[str, float] | None:
    if task.file is None or not task.file.is_file():
        return None
    try:
        content = json.loads(task.file.read_text(encoding="utf-8"))
        if content["stamp"] != _stamp(task.conditions):
            return None
        return {name: float(value) for name, value in content["figures"].items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        return None  # half a file, or somebody else's: measured again


def _write(task: Task, figures: Mapping[str, float]) -> None:
    if task.file is None:
        return
    task.file.parent.mkdir(parents=True, exist_ok=True)
    content = {
        "stamp": _stamp(task.conditions),
        "figures": {name: value if math.isfinite(value) else str(value) for name, value in figures.items()},
    }
    draft = task.file.with_suffix(f".{os.getpid()}")
    draft.write_text(json.dumps(content, indent=1), encoding="utf-8")
    draft.replace(task.file)
