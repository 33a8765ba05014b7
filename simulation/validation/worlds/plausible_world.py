"""A plausible world: every number that is not known, drawn at once.

Fitted defaults are drawn from their posterior (independent normal scores, or correlated where the calibration
has noted it), cut to the plausible range. All other numbers that no firm decides are drawn evenly from their
plausible ranges, independently. A mechanism that is off by default stays off, and a world in which the
average customer costs more than she pays is drawn again: no firm would stand in it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from itertools import combinations
from typing import Any

import numpy as np

from simulation.experiments.space.ranges import FRAME, Range, range_of
from simulation.kernel.arithmetic import Values
from simulation.scenario.schema import parameters
from simulation.schema import USUAL_REFERENCE_PRICE, Role
from simulation.schema.listing import ParameterInfo
from simulation.validation.calibrate import DATA, PAIR, PATHS, unknown
from simulation.validation.markets import FOCAL, equals

LUCK = 20_261
EDGE = 2.0
"""Prior standard deviations from the middle to the ends of a plausible range."""
DIMENSIONS = (
    "world.population.contact_frequency",
    "world.complexity",
    "firm.*.unit_cost",
    "world.switching_cost.horizon",
    "world.population.involvement_mean",
)
"""What the map of the answer looks along: always drawn."""
LEVERS = ("firm.service.failure_minor", "firm.service.failure_major", "firm.structural.service_cost")
"""What firms decide and nobody knows how they have decided: drawn like costs, the same for all firms."""
BETWEEN = ("firm.brand",)
"""What counts only between firms, whose shares tell it."""


@cache
def assumed() -> tuple[Range, ...]:
    """Return the ranges of the numbers that are not fitted, a firm's under ``firm.*``."""
    return tuple(
        Range(starred(one.path), found.low, found.high, found.whole, found.choices)
        for one in parameters()
        if _is_drawn(one)
        for found in (range_of(equals(), starred(one.path).replace("*", FOCAL)),)
    )


def starred(path: str) -> str:
    """Return a parameter's path with a star for the name of every firm."""
    return f"firm.*.{path.removeprefix('firm.')}" if path.startswith("firm.") else path


def _is_drawn(one: ParameterInfo) -> bool:
    path, neutral = starred(one.path), one.field.neutral
    if one.evidence is None or path in (*FRAME, *PATHS):
        return False
    unknown_to_all = one.role is not Role.LEVER and one.path not in BETWEEN
    in_use = neutral is None or one.default != neutral
    return (unknown_to_all and in_use) or one.path in LEVERS or path in DIMENSIONS


@cache
def _posterior() -> tuple[Values, Values]:
    """Return the middle of the fitted defaults' scores, and a root of their covariance."""
    data = tomllib.loads((DATA / "calibration.toml").read_text(encoding="utf-8"))
    middle = np.array([unknown(path).score(data["values"][path]) for path in PATHS])
    deviation = np.array([data["told"][path] for path in PATHS])
    noted = data.get("correlations", {})
    together = np.eye(len(PATHS))
    for (row, one), (column, other) in combinations(enumerate(PATHS), 2):
        together[row, column] = together[column, row] = noted.get(one + PAIR + other, 0.0)
    return middle, deviation[:, np.newaxis] * np.linalg.cholesky(together)


def _scores(luck: np.random.Generator) -> Iterator[Values]:
    middle, root = _posterior()
    while True:
        yield middle + root @ luck.standard_normal(middle.size)


def plausible_world(number: int) -> dict[str, Any]:
    """Return a world's numbers by path; the same number gives the same world."""
    luck = np.random.default_rng((LUCK, number))
    scores = next(scores for scores in _scores(luck) if np.all(np.abs(scores) <= EDGE))
    fitted = {path: unknown(path).value(float(score)) for path, score in zip(PATHS, scores, strict=True)}
    return fitted | next(world for world in _evenly(luck) if _earns(world))


def _evenly(luck: np.random.Generator) -> Iterator[dict[str, Any]]:
    while True:
        yield {one.path: one.value(float(luck.random())) for one in assumed()}


def _earns(world: dict[str, Any]) -> bool:
    """Whether an average customer without any programme pays more than the goods and serving her cost."""
    margin = USUAL_REFERENCE_PRICE - world["firm.*.unit_cost"]
    return bool(world["world.population.purchase_rate"] * margin > world["world.population.cost_to_serve"])
