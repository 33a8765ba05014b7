"""What a campaign runs: points in the space of parameters, each with several seeds."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple, Protocol

import numpy as np

from simulation.errors import InputError
from simulation.experiments.execution import not_too_many
from simulation.market import EngineName, usable_seed
from simulation.scenario.document import Scenario
from simulation.scenario.paths import refuse_new_names
from simulation.source import MODEL, source_digest
from simulation.version import __version__

Point = Mapping[str, object]
"""Values by path, for instance ``{"firm.Focal.price": 95.0, "world.complexity": 0.2}``."""
Columns = dict[str, Any]
"""What is kept of a run: sequences of equal length by name."""


class Observation(Protocol):
    """Runs a market and says what is kept of it: a table as columns, the same names for every run.

    It is sent to other processes, so it is a module-level class. ``key`` tells it from other observations.
    """

    @property
    def key(self) -> str:
        """Name, with all that changes its result."""

    def __call__(self, scenario: Scenario, seed: int, engine: EngineName) -> Columns:
        """Run the market and return what is kept."""


class Task(NamedTuple):
    """One run to be made: its number, the number of its point, what the point sets, and its luck."""

    number: int
    point: int
    changes: Point
    replication: int
    seed: int


@dataclass(frozen=True)
class Design:
    """Every run of a campaign.

    Run ``p * replications + r`` is replication r of point p, with the seed ``seed + r``: all points share
    their luck, replication by replication.
    """

    scenario: Scenario
    points: Sequence[Point]
    observation: Observation
    replications: int = 1
    seed: int = 0
    labels: Mapping[str, Sequence[object]] = field(default_factory=dict)
    """Further columns that name the points, a value a point."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "seed", usable_seed(self.seed))

    def __len__(self) -> int:
        return len(self.points) * self.replications

    def task(self, number: int) -> Task:
        """Return the run of this number, 0 to ``len(self) - 1``."""
        point, replication = divmod(number, self.replications)
        return Task(number, point, self.points[point], replication, self.seed + replication)

    def world_of(self, task: Task) -> Scenario:
        """Return the scenario that a task runs."""
        return self.scenario.with_(**dict(task.changes)) if task.changes else self.scenario

    def check(self) -> None:
        """Raise InputError for the first point that no market can have, or if there is nothing to run."""
        if self.replications < 1:
            raise InputError("campaign.error.replications", given=self.replications)
        if not self.points:
            raise InputError("campaign.error.no_points")
        not_too_many(len(self))
        for point in self.points:
            refuse_new_names(point)
            self.scenario.with_(**dict(point))

    @cached_property
    def paths(self) -> tuple[str, ...]:
        """Every path that some point sets, in order of appearance."""
        return tuple(dict.fromkeys(path for point in self.points for path in point))

    @cached_property
    def kinds(self) -> dict[str, type]:
        """The type of each path's column: numbers stay numbers, mixtures become text."""
        kinds = {}
        for path in self.paths:
            found = set(map(type, self._values(path, self.points)))
            kinds[path] = float if found == {int, float} else found.pop() if len(found) == 1 else str
        return kinds

    def values(self, tasks: Sequence[Task]) -> dict[str, list[Any]]:
        """Return the parameters of some tasks as they stand in their columns, a value a task."""
        points = [task.changes for task in tasks]
        return {path: list(map(kind, self._values(path, points))) for path, kind in self.kinds.items()}

    def _values(self, path: str, points: Sequence[Point]) -> list[Any]:
        """The values of a parameter at some points; what a point leaves is the scenario's."""
        own = self.scenario.get(path)
        return [_plain(point.get(path, own)) for point in points]

    @cached_property
    def digest(self) -> str:
        """SHA-256 of everything that changes a result or its place: equal digests are the same campaign."""
        content = {
            "version": __version__,
            "code": source_digest(*MODEL, "experiments"),
            "scenario": self.scenario.digest,
            "points": [{path: _plain(value) for path, value in point.items()} for point in self.points],
            "labels": {name: [str(value) for value in values] for name, values in self.labels.items()},
            "replications": self.replications,
            "seed": self.seed,
            "observation": self.observation.key,
        }
        return hashlib.sha256(json.dumps(content, sort_keys=True, default=str).encode()).hexdigest()


def _plain(value: object) -> Any:
    """A NumPy number as the Python number that it is."""
    return value.item() if isinstance(value, np.generic) else value
