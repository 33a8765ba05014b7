"""How a mechanism declares its state: one column per attribute, with unit, range and meaning.

Three shapes occur: ``customers`` (one value per customer), ``dyads`` (firms x customers) and ``ties``
(acquaintances x customers). What a customer remembers of her supplier is a column of customers; what she
remembers of the other firms is a column of dyads with the same name and the ending ``_elsewhere``, in which
the entry of her supplier has no meaning. The two are exchanged when she moves. Money is in units of the
reference price.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import DTypeLike

Role = Literal["trait", "memory", "month"]
Shape = Literal["customers", "dyads", "ties"]

PRICE = "reference prices"
WORTH = "reference prices a month"
INFINITE = float("inf")
ANY = (-INFINITE, INFINITE)
NOT_NEGATIVE = (0.0, INFINITE)
SHARE = (0.0, 1.0)

FLAG, CODE, SHORT, COUNT, INDEX, BITS = np.bool_, np.int8, np.int16, np.int32, np.int64, np.uint64
"""Data types of columns that are not floating-point numbers."""

ELSEWHERE = "_elsewhere"


@dataclass(frozen=True, slots=True)
class Column:
    """Declaration of one column of the market's state.

    ``role`` says when it changes: a ``trait`` never, ``memory`` is carried from month to month, ``month``
    describes this month (and keeps its value for customers whom the month's events do not concern).
    ``bounds`` are the lowest and the highest value. ``elsewhere`` is the meaning of the twin column about
    the other firms, if there is one.
    """

    role: Role
    unit: str
    bounds: tuple[float, float]
    meaning: str
    shape: Shape = "customers"
    dtype: DTypeLike = np.float64
    elsewhere: str = ""

    @property
    def twin(self) -> Column:
        """The declaration of the column about the other firms."""
        return replace(self, meaning=self.elsewhere, shape="dyads", elsewhere="")


def trait(
    unit: str,
    bounds: tuple[float, float],
    meaning: str,
    *,
    shape: Shape = "customers",
    dtype: DTypeLike = np.float64,
) -> Column:
    """Declare what a customer is: drawn once, never changed."""
    return Column("trait", unit, bounds, meaning, shape, dtype)


def memory(
    unit: str,
    bounds: tuple[float, float],
    meaning: str,
    *,
    elsewhere: str = "",
    shape: Shape = "customers",
    dtype: DTypeLike = np.float64,
) -> Column:
    """Declare what is carried from month to month."""
    return Column("memory", unit, bounds, meaning, shape, dtype, elsewhere)


def monthly(
    unit: str,
    bounds: tuple[float, float],
    meaning: str,
    *,
    shape: Shape = "customers",
    dtype: DTypeLike = np.float64,
) -> Column:
    """Declare what describes the month just run."""
    return Column("month", unit, bounds, meaning, shape, dtype)


def flag(meaning: str) -> Column:
    """Declare a yes-or-no column of the month."""
    return Column("month", "yes or no", SHARE, meaning, dtype=FLAG)


def declared(owner: type) -> dict[str, Column]:
    """Return the columns that the class ``State`` of a mechanism declares, twins included."""
    found: dict[str, Column] = {}
    for name, column in vars(owner).items():
        if isinstance(column, Column):
            found[name] = column
            if column.elsewhere:
                found[name + ELSEWHERE] = column.twin
    return found
