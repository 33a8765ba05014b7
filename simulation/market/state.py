"""The state of a market: all columns that the mechanisms declare, in one piece of memory."""

from __future__ import annotations

import math
from collections import namedtuple
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from simulation.kernel.columns import Column, Shape, declared
from simulation.mechanisms.contents import CONTENTS
from simulation.mechanisms.departure import NEVER

CACHE_LINE = 64
"""Bytes that a processor fetches at a time: columns begin at multiples of them."""


@cache
def columns() -> dict[str, Column]:
    """Return the declaration of every column, in the order of the table of contents."""
    found: dict[str, Column] = {}
    for mechanism in CONTENTS:
        for name, column in declared(getattr(mechanism, "State", object)).items():
            assert name not in found, f"two mechanisms declare the column {name}"
            found[name] = column
    return found


if TYPE_CHECKING:

    class State:
        """All columns of a market, by name."""

        _fields: tuple[str, ...]
        shapes: ClassVar[dict[str, Shape]]

        def __init__(self, **columns: NDArray[Any]) -> None: ...
        def __getattr__(self, name: str) -> NDArray[Any]: ...

else:
    State = namedtuple("State", columns())
    State.shapes = {name: column.shape for name, column in columns().items()}


def allocate(customers: int, firms: int, ties: int) -> State:
    """Return a state of zeros for so many customers, firms and acquaintances per customer.

    All columns lie in one piece of memory, for which NumPy asks the system for large pages.
    """
    shapes = {"customers": (customers,), "dyads": (firms, customers), "ties": (ties, customers)}
    begin, places = 0, {}
    for name, column in columns().items():
        size = math.prod(shapes[column.shape]) * np.dtype(column.dtype).itemsize
        places[name] = slice(begin, begin + size)
        begin += -(-size // CACHE_LINE) * CACHE_LINE
    memory = np.zeros(begin, np.uint8)
    arrays = {
        name: memory[places[name]].view(column.dtype).reshape(shapes[column.shape])
        for name, column in columns().items()
    }
    state = State(**arrays)
    state.last_contact.fill(NEVER)
    return state
