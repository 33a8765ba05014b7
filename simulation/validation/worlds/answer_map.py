"""The map of the answer: which level pays, along the numbers that tell markets apart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from simulation.kernel.arithmetic import Flags, Values
from simulation.validation.worlds.level_values import LEVELS
from simulation.validation.worlds.plausible_world import DIMENSIONS
from simulation.validation.worlds.plausible_worlds import PlausibleWorlds

PARTS = 3


class Cell(NamedTuple):
    """Some worlds: how many, the level that is best in most of them, and in how many it is."""

    worlds: int
    level: int
    wins: int


class Row(NamedTuple):
    """The worlds in equal parts by one number: where the parts end, and what is best in each."""

    path: str
    ends: tuple[float, ...]
    cells: tuple[Cell, ...]


def cell(found: PlausibleWorlds, among: Flags) -> Cell:
    """Return what is best in some worlds; level -1 where there is none."""
    wins = np.bincount(found.best[among], minlength=len(LEVELS))
    return Cell(int(among.sum()), int(wins.argmax()) if among.any() else -1, int(wins.max()))


def rows(found: PlausibleWorlds) -> Iterator[Row]:
    """Yield a row a dimension, from its lowest third of worlds to its highest."""
    for path in DIMENSIONS:
        parts = thirds(found, path)
        ends = np.quantile(column(found, path), np.arange(1, PARTS) / PARTS)
        cells = tuple(cell(found, parts == part) for part in range(PARTS))
        yield Row(path, tuple(ends.tolist()), cells)


def together(found: PlausibleWorlds, one: str, other: str) -> tuple[tuple[Cell, ...], ...]:
    """Return what is best over two numbers: a row a third of the first, a column a third of the second."""
    first, second = thirds(found, one), thirds(found, other)
    return tuple(
        tuple(cell(found, (first == row) & (second == part)) for part in range(PARTS)) for row in range(PARTS)
    )


def same_everywhere(found: PlausibleWorlds) -> bool:
    """Whether one level is best in most worlds of every part of every dimension."""
    return len({cell.level for row in rows(found) for cell in row.cells if cell.worlds}) == 1


def column(found: PlausibleWorlds, path: str) -> Values:
    """Return one number, world by world."""
    return np.array([float(world[path]) for world in found.worlds])


def thirds(found: PlausibleWorlds, path: str) -> Values:
    """Return in which third of the worlds each lies by one number; equal numbers lie in the same."""
    values = column(found, path)
    return np.asarray(np.searchsorted(np.quantile(values, np.arange(1, PARTS) / PARTS), values))
