"""What a step sees: ``she``, her ``supplier``, one ``firm``, their ``relation``, the ``world``, the ``luck``.

A step is written for one customer. Under NumPy these views make it run on a block of customers at once;
compiled code replaces them by loops over single customers (``simulation.market.compiled.translation``).

========== =============================================================================================
parameter  what its attributes are
========== =============================================================================================
she        the customer's columns; they can be written
supplier   the numbers of her supplier
origin     the numbers of the supplier with whom she began the month
relation   what she remembers of one firm: ``relation.trust`` is the column ``trust_elsewhere`` at the firm
           that the step is about, or at her supplier where the step is about no particular firm
firm       the numbers of one firm (steps that run once for each firm); ``firm.number`` is its number
firms      all firms: ``for firm, relation in firms``
world      the numbers that all customers share, under the scenario's paths: ``world.trust.speed``
luck       the keys of this month's (or this trip's) decisions
========== =============================================================================================
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from simulation.kernel.columns import ELSEWHERE

Rows = Any
"""A slice of row numbers (a block of customers), or an array of them."""

LUCK_OF_FIRM = {"choice_key": "choice", "staff_key": "staff"}
"""Keys of luck that belong to a firm: the attribute of a firm's view, and the field of the month's luck."""
LUCK_OF_TRIP = frozenset({"shopping", "look", "leaving", "reason", "time"})
"""Fields of the month's luck with one entry per shopping trip."""


class She:
    """A customer, or a block of customers: every attribute is a column of the state."""

    __slots__ = ("_rows", "_state")

    def __init__(self, state: Any, rows: Rows) -> None:
        object.__setattr__(self, "_state", state)
        object.__setattr__(self, "_rows", rows)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._state, name)[self._rows]

    def __setattr__(self, name: str, values: Any) -> None:
        getattr(self._state, name)[self._rows] = values


class Supplier:
    """The numbers of each customer's firm, given the firms' numbers by row."""

    __slots__ = ("_firms", "_luck", "_number")

    def __init__(self, firms: Any, luck: Any, number: Any) -> None:
        self._firms, self._luck, self._number = firms, luck, np.asarray(number, dtype=np.intp)

    def __getattr__(self, name: str) -> Any:
        if name in LUCK_OF_FIRM:
            return getattr(self._luck, LUCK_OF_FIRM[name]).take(self._number)
        return getattr(self._firms, name).take(self._number)


class Firm:
    """The numbers of one firm, the same for all customers."""

    __slots__ = ("_firms", "_luck", "number")

    def __init__(self, firms: Any, luck: Any, number: int) -> None:
        self._firms, self._luck, self.number = firms, luck, number

    def __getattr__(self, name: str) -> Any:
        if name in LUCK_OF_FIRM:
            return getattr(self._luck, LUCK_OF_FIRM[name])[self.number]
        return getattr(self._firms, name)[self.number]


class Relation:
    """What customers remember of one firm (its number is given), or of the firm of each of them."""

    __slots__ = ("_firm", "_rows", "_state")

    def __init__(self, state: Any, rows: Rows, firm: int | None = None) -> None:
        object.__setattr__(self, "_state", state)
        object.__setattr__(self, "_rows", rows)
        object.__setattr__(self, "_firm", firm)

    def __getattr__(self, name: str) -> Any:
        column = getattr(self._state, dyads(self._state, name))
        if self._firm is not None:
            return column[self._firm, self._rows]
        return column.take(self._place())

    def __setattr__(self, name: str, values: Any) -> None:
        column = getattr(self._state, dyads(self._state, name))
        if self._firm is not None:
            column[self._firm, self._rows] = values
        else:
            column.reshape(-1)[self._place()] = values

    def _place(self) -> Any:
        """Return the place of (own firm, customer) in a flattened firms x customers column."""
        firm, who = self._state.firm, self._state.identity[self._rows].astype(np.intp)
        return firm[self._rows].astype(np.intp, copy=False) * firm.size + who


class Firms:
    """All firms: iterating gives each firm's numbers with what the customers remember of it."""

    __slots__ = ("_firms", "_luck", "_rows", "_state")

    def __init__(self, state: Any, firms: Any, luck: Any, rows: Rows) -> None:
        self._state, self._firms, self._luck, self._rows = state, firms, luck, rows

    def __iter__(self) -> Iterator[tuple[Firm, Relation]]:
        for number in range(self._firms.price.size):
            yield Firm(self._firms, self._luck, number), Relation(self._state, self._rows, number)


class Luck:
    """The keys of one month's decisions, or of those of one of its trips."""

    __slots__ = ("_keys", "_trip")

    def __init__(self, keys: Any, trip: int) -> None:
        self._keys, self._trip = keys, trip

    def __getattr__(self, name: str) -> Any:
        values = getattr(self._keys, name)
        return values[self._trip] if name in LUCK_OF_TRIP else values


World = Any
"""The numbers that all customers share, nested as in the scenario: ``world.trust.speed``."""


def dyads(state: Any, name: str) -> str:
    """Return the column of firms x customers that a relation's attribute stands for."""
    twin = name + ELSEWHERE
    return twin if hasattr(state, twin) else name
