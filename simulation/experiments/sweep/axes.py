"""Axes of a sweep as they are written on a command line: ``path=low:high:n``, ``path=a,b,c``, or ``path``."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from math import prod
from typing import Any

import numpy as np

from simulation.errors import InputError
from simulation.experiments.execution import not_too_many
from simulation.experiments.space.ranges import Range, limited, range_of
from simulation.scenario import paths
from simulation.scenario.document import Scenario
from simulation.scenario.typed_values import values_of


def axis(scenario: Scenario, written: str) -> tuple[str, list[Any]]:
    """Return path and values of a grid's axis: ``path=low:high:n`` (n values, both ends) or ``path=a,b,c``.

    InputError where it is neither, or the path is unknown.
    """
    path, equals, values = (part.strip() for part in written.partition("="))
    if not equals or not values:
        raise InputError("sweep.error.axis", given=written)
    known = paths.info(scenario.firms, path)
    if ":" not in values:
        return path, values_of(values)
    low, high, count = _ends(written, values.split(":"), 3)
    if count < 2 or count != int(count):
        raise InputError("sweep.error.axis", given=written)
    not_too_many(int(count))
    spread = np.linspace(low, high, int(count)).tolist()
    if known.kind == "integer":
        return path, list(dict.fromkeys(round(value) for value in spread))
    return path, [int(value) if value in known.choices else value for value in spread]


def sampled_range(scenario: Scenario, written: str) -> Range:
    """Return the range of a sample: ``path`` for the plausible one, or ``path=low:high``."""
    path, equals, values = (part.strip() for part in written.partition("="))
    if not equals:
        return range_of(scenario, path)
    low, high = _ends(written, values.split(":"), 2)
    return limited(scenario, path, low, high)


def grid(axes: Sequence[tuple[str, Sequence[Any]]]) -> list[dict[str, Any]]:
    """Return all combinations of the axes' values, the last axis running fastest."""
    known = by_path(axes)
    for path, values in known.items():
        if any(isinstance(value, list | tuple | dict) for value in values):
            raise InputError("sweep.error.list", path=path)
    not_too_many(prod(map(len, known.values())))
    return [dict(zip(known, values, strict=True)) for values in product(*known.values())]


def by_path(axes: Sequence[tuple[str, Sequence[Any]]]) -> dict[str, Sequence[Any]]:
    """Return values by path; InputError where a path is named twice, since one of the two would be lost."""
    names = [path for path, _ in axes]
    for path in names:
        if names.count(path) > 1:
            raise InputError("sweep.error.twice", path=path)
    return dict(axes)


def _ends(written: str, parts: Sequence[str], count: int) -> list[float]:
    try:
        numbers = [float(part) for part in parts]
    except ValueError:
        raise InputError("sweep.error.axis", given=written) from None
    if len(numbers) != count or not np.isfinite((*numbers, numbers[1] - numbers[0])).all():
        raise InputError("sweep.error.axis", given=written)
    return numbers
