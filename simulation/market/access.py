"""Reading and writing the columns at each customer's own firm, and the numbers of her firm.

Compiled twins of these functions, for one customer, are in ``simulation.market.compiled``.
"""

from __future__ import annotations

from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from simulation.market.columns import State
from simulation.rules.arithmetic import Bits, Values, Whole, as_whole

Number = TypeVar("Number", bound=np.generic)

Rows = Any
"""A slice or an array of row numbers (a block of customers), or, compiled, one row number."""


def own(dyads: NDArray[Any], seat: Whole) -> Values:
    """Return each customer's value at her seat, out of a firms x customers column."""
    return dyads.take(seat)


def put(dyads: NDArray[Any], seat: Whole, values: Any) -> None:
    """Write each customer's value at her seat into a firms x customers column."""
    dyads.reshape(-1)[seat] = values


def seat(state: State, rows: Rows) -> Whole:
    """Return the place of (own firm, customer) in a flattened firms x customers column, for each customer."""
    return state.firm[rows] * state.firm.size + as_whole(state.identity[rows])


def of_firm(values: NDArray[Number], firm: Whole) -> NDArray[Number]:
    """Return the number of each customer's firm, out of one number a firm."""
    return values.take(firm)


def key_of_firm(keys: Bits, firm: Whole) -> Bits:
    """Return the key of luck of each customer's firm."""
    return keys.take(firm)
