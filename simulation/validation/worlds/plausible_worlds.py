"""Patterns and the main answer in many plausible worlds, each finished measurement on disk at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import numpy as np

from simulation.experiments.conditions.discovery import share_interval
from simulation.experiments.execution import execute
from simulation.experiments.finished_work import FinishedWork, JsonFormat, KeptWork, stamp_of
from simulation.experiments.intervals import Interval
from simulation.kernel.arithmetic import Values
from simulation.source import source_digest
from simulation.validation.measurement_conditions import MeasurementConditions
from simulation.validation.measurements import SOURCES
from simulation.validation.pattern import Figures
from simulation.validation.pattern_verdict import judge, slack
from simulation.validation.patterns import NAMES, pattern
from simulation.validation.worlds.influence import Influence, influences
from simulation.validation.worlds.level_values import LEVELS, level_values
from simulation.validation.worlds.plausible_world import plausible_world

ANSWER = "levels"
"""The measurement of the main answer, among those of the patterns."""


class WorldTask(NamedTuple):
    """One measurement in one world."""

    name: str
    number: int
    scale: float
    runs: int


@dataclass(frozen=True)
class PlausibleWorlds:
    """What was found in plausible worlds.

    Attributes:
        worlds: their numbers by path.
        figures: the figures of each pattern, and of the main answer, world by world.
    """

    worlds: tuple[Mapping[str, float], ...]
    figures: Mapping[str, tuple[Figures, ...]]

    def holding(self, name: str) -> Interval:
        """Return in which share of the worlds a pattern holds, 0 to 1, with its 95 % interval."""
        verdicts = [judge(pattern(name), [figures]).holds for figures in self.figures[name]]
        return share_interval(sum(verdicts), len(verdicts))

    def moved_by(self, name: str) -> tuple[Influence, ...]:
        """Return what a pattern's verdict turns on: what moves its tightest figure within its range."""
        room = [slack(pattern(name), figures) for figures in self.figures[name]]
        return influences(self.worlds, np.array(room))

    @cached_property
    def values(self) -> Values:
        """The value of each level (columns) in each world (rows)."""
        return np.array([[one[f"level_{level}"] for level in LEVELS] for one in self.figures[ANSWER]])

    @cached_property
    def best(self) -> Values:
        """The level that is worth most, world by world."""
        return np.asarray(self.values.argmax(axis=1))

    @property
    def answer(self) -> int:
        """The level that is best in most worlds."""
        return int(np.bincount(self.best, minlength=len(LEVELS)).argmax())

    @property
    def margin(self) -> Values:
        """By how much that level is worth more than the best of the others, world by world."""
        others = np.delete(self.values, self.answer, axis=1)
        return np.asarray(self.values[:, self.answer] - others.max(axis=1))

    @property
    def answer_moved_by(self) -> tuple[Influence, ...]:
        """What the main answer turns on."""
        return influences(self.worlds, self.margin)

    def content(self) -> dict[str, object]:
        """Return shares, influences and the answer as JSON data."""
        names = [name for name in self.figures if name != ANSWER]
        return {
            "worlds": [dict(world) for world in self.worlds],
            "patterns": {
                name: {
                    "holds": self.holding(name)._asdict(),
                    "turns_on": [one._asdict() for one in self.moved_by(name) if one.sure],
                }
                for name in names
            },
            "level_values": self.values.tolist(),
            "answer": self.answer,
            "answer_turns_on": [one._asdict() for one in self.answer_moved_by if one.sure],
        }


def measure_worlds(
    names: Sequence[str],
    draws: int,
    *,
    scale: float,
    folder: Path,
    workers: int | None = None,
    progress: Callable[[int], None] = lambda _: None,
) -> PlausibleWorlds:
    """Measure patterns and the main answer in worlds 0, 1, ... with one seed each.

    Args:
        names: patterns.
        draws: number of worlds.
        scale: number of customers relative to what the patterns ask for.
        folder: where finished measurements are kept; more draws later go on from there.
        workers: processes; None takes all processors.
        progress: called with the number of finished measurements.
    """
    every = (ANSWER, *names)
    tasks = [WorldTask(name, number, scale, draws * len(every)) for number in range(draws) for name in every]
    stamp = stamp_of(code=source_digest(*SOURCES), scale=scale)
    kept = KeptWork(FinishedWork(folder, stamp, JsonFormat()), piece_of)
    found: dict[str, list[Figures]] = {name: [] for name in every}
    for done, figures in enumerate(execute(measured_in_world, tasks, workers, kept=kept), start=1):
        found[tasks[done - 1].name].append(figures)
        progress(done)
    worlds = tuple(plausible_world(number) for number in range(draws))
    return PlausibleWorlds(worlds, {name: tuple(each) for name, each in found.items()})


def measured_in_world(task: WorldTask) -> Figures:
    """Return a measurement."""
    measures = {ANSWER: level_values, **{name: pattern(name).measure for name in NAMES}}
    conditions = MeasurementConditions(
        task.number, task.scale, assumed=plausible_world(task.number), runs=task.runs
    )
    return dict(measures[task.name](conditions))


def piece_of(task: WorldTask) -> str:
    """Return the name under which a measurement is kept."""
    return f"{task.name}/{task.number}"
