"""Ranges of parameters, and how a number between 0 and 1 becomes a value in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from simulation.errors import InputError
from simulation.experiments.execution import not_too_many
from simulation.kernel.arithmetic import Values
from simulation.market import usable_seed
from simulation.scenario import paths
from simulation.scenario.document import Scenario
from simulation.scenario.plausibility import plausible_range
from simulation.scenario.schema import parameters
from simulation.schema import Role
from simulation.schema.listing import ParameterInfo

FRAME = frozenset(
    {
        "world.months",
        "world.warm_up",
        "world.customers",
        "world.replications",
        "world.run_off",
        "world.reference_price",
    }
)
"""Parameters of the experiment rather than of the world that it studies: never varied unless named."""


@dataclass(frozen=True, slots=True)
class Range:
    """Where a parameter may lie: between two numbers (both included), or among choices."""

    path: str
    low: float = 0.0
    high: float = 1.0
    whole: bool = False
    choices: tuple[Any, ...] = ()

    def value(self, share: float) -> Any:
        """Return the value at ``share`` (0 to 1) of the range; whole numbers and choices get equal parts."""
        if self.choices:
            return self.choices[min(int(share * len(self.choices)), len(self.choices) - 1)]
        if not self.whole:
            return float(self.low + share * (self.high - self.low))
        steps = int(self.high) - int(self.low) + 1
        return int(self.low) + min(int(share * steps), steps - 1)


def range_of(scenario: Scenario, path: str) -> Range:
    """Return the plausible range of a parameter, money in the scenario's currency; choices are all plausible.

    InputError for an unknown path, or one without a plausible range.
    """
    known = paths.info(scenario.firms, path)
    if known.kind == "switch":
        return Range(path, choices=(False, True))
    if known.kind == "choice":
        return Range(path, choices=known.choices)
    if known.evidence is None:
        raise InputError("sweep.error.no_range", path=path)
    low, high = plausible_range(scenario, known.evidence)
    return Range(path, low, high, whole=known.kind == "integer")


def limited(scenario: Scenario, path: str, low: float, high: float) -> Range:
    """Return a range between given ends; InputError where it lies outside the parameter's bounds."""
    plausible = range_of(scenario, path)
    if plausible.choices or low > high:
        raise InputError("sweep.error.range", path=path, low=low, high=high)
    ends = (int(low), int(high)) if plausible.whole else (float(low), float(high))
    for end in ends:
        scenario.with_(**{path: end})
    return Range(path, ends[0], ends[1], whole=plausible.whole)


def world_ranges(scenario: Scenario) -> tuple[Range, ...]:
    """Return the plausible ranges of what no firm chooses."""
    return tuple(range_of(scenario, known.path) for known in _numbers("world.") if known.path not in FRAME)


def lever_ranges(scenario: Scenario, firm: str | None = None) -> tuple[Range, ...]:
    """Return the plausible ranges of what a firm chooses: its level, and all levers that are in use."""
    name = scenario.focal if firm is None else firm
    policy = scenario.get(f"firm.{name}.policy.kind")
    own = [
        f"firm.{name}.{known.path.removeprefix('firm.')}"
        for known in _numbers("firm.")
        if known.role is Role.LEVER and not _idle(known.path, policy)
    ]
    return (range_of(scenario, f"firm.{name}.level"), *(range_of(scenario, path) for path in own))


def _idle(path: str, policy: str) -> bool:
    """Whether a number of a firm's policy does nothing, because the firm decides in another way."""
    needed = "imitating" if path.startswith("firm.policy.lag_") else "adaptive"
    return path.startswith("firm.policy.") and policy != needed


def _numbers(root: str) -> Iterable[ParameterInfo]:
    """The parameters below a root that have a plausible range, without the keys of tables in lists."""
    for known in parameters():
        if known.path.startswith(root) and known.evidence is not None:
            yield known


def points_of(ranges: Sequence[Range], shares: Values) -> list[dict[str, Any]]:
    """Return a point a row of ``shares`` (points x ranges, each 0 to 1)."""
    return [
        _reconciled({r.path: r.value(float(u)) for r, u in zip(ranges, row, strict=True)}) for row in shares
    ]


def _reconciled(point: dict[str, Any]) -> dict[str, Any]:
    """Two shares that must not exceed 1 together are scaled down together where they would."""
    for path, first in point.items():
        if path.endswith(".recovery_satisfied"):
            other = path.replace("_satisfied", "_quick")
            total = first + point.get(other, 0.0)
            if total > 1.0:
                point |= {path: first / total, other: point[other] / total}
    return point


def latin_hypercube(ranges: Sequence[Range], points: int, seed: int = 0) -> list[dict[str, Any]]:
    """Return points that cover every range evenly: each of ``points`` equal parts of a range is hit once."""
    from scipy.stats import qmc

    not_too_many(points)
    return points_of(ranges, np.asarray(qmc.LatinHypercube(len(ranges), rng=_luck(seed)).random(points)))


def sobol_points(ranges: Sequence[Range], points: int, seed: int = 0) -> list[dict[str, Any]]:
    """Return scrambled Sobol points, as many as the next power of two: fewer would not be balanced."""
    from scipy.stats import qmc

    not_too_many(points)
    power = max(0, int(points - 1).bit_length())
    return points_of(ranges, np.asarray(qmc.Sobol(len(ranges), rng=_luck(seed)).random_base2(power)))


def _luck(seed: int) -> int:
    """A seed for SciPy, which takes no negative numbers."""
    return usable_seed(seed) % 2**64
