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

from collections.abc import Callable, Iterator
from difflib import get_close_matches
from functools import cache
from typing import Any

import numpy as np

from simulation.kernel.columns import ELSEWHERE

Rows = Any
"""A slice of row numbers (a block of customers), or an array of them."""
She = Any
"""A view of customers (in annotations; which attributes a view has is known when a scenario is read)."""
Supplier = Any
"""A view of each customer's firm."""
Firm = Any
"""A view of one firm."""
Relation = Any
"""A view of what customers remember of a firm."""
Luck = Any
"""A view of the keys of a month, or of one trip."""
World = Any
"""The numbers that all customers share, nested as in the scenario: ``world.trust.speed``."""

LUCK_OF_FIRM = {"choice_key": "choice", "staff_key": "staff"}
"""Keys of luck that belong to a firm: the attribute of a firm's view, and the field of the month's luck."""
LUCK_OF_TRIP = frozenset({"shopping", "look", "leaving", "reason", "time"})
"""Fields of the month's luck with one entry per shopping trip."""


class View:
    """Something to read from (a state, the firms' numbers, keys of luck), and the place to read there.

    Attributes are properties of a class made for the names at hand: in a small market, ``__getattr__`` would
    take longer than the arithmetic.
    """

    __slots__ = ("place", "source")

    def __init__(self, source: Any, place: Any) -> None:
        self.source, self.place = source, place

    def __getattr__(self, name: str) -> Any:
        view = type(self).__name__.lower()
        nearest = "".join(f", nearest: `{each}`" for each in get_close_matches(name, dir(type(self)), 1))
        raise AttributeError(f"{view} has no `{name}`{nearest} (columns are declared in mechanisms' `State`)")


class Firms:
    """All firms: iterating gives each firm's numbers with what the customers remember of it."""

    def __init__(self, state: Any, rows: Rows, each: list[Firm]) -> None:
        self._state, self._rows, self._each = state, rows, each

    def __iter__(self) -> Iterator[tuple[Firm, Relation]]:
        for number, firm in enumerate(self._each):
            yield firm, relation_with(self._state, self._rows, number)


def customers(state: Any, rows: Rows) -> She:
    """Return the view of a customer, or some customers: every attribute is a column of the state."""
    return _customers(_kind(state))(state, rows)


def suppliers(firms: Any, luck: Any, numbers: Any) -> Supplier:
    """Return the view of each customer's firm, given the firms' numbers by row."""
    return _suppliers(_kind(firms))((firms, luck), np.asarray(numbers, dtype=np.intp))


def one_firm(firms: Any, luck: Any, number: int) -> Firm:
    """Return the view of one firm, the same for all customers."""
    return _one_firm(_kind(firms))((firms, luck), number)


def relation_with(state: Any, rows: Rows, firm: int) -> Relation:
    """Return the view of what customers remember of one firm."""
    return _relation_with(_kind(state))(state, (firm, rows))


def own_relation(state: Any, rows: Rows) -> Relation:
    """Return the view of what customers remember of the firm that each of them is with."""
    firm, who = state.firm[rows].astype(np.intp, copy=False), state.identity[rows].astype(np.intp)
    return _own_relation(_kind(state))(state, firm * state.firm.size + who)


def luck_of(keys: Any, trip: int) -> Luck:
    """Return the view of the keys of one month's decisions, or of those of one of its trips."""
    return _luck_of(_kind(keys))(keys, trip)


@cache
def _customers(state: Any) -> type[View]:
    return _view("She", {name: _element(name) for name in state._fields})


@cache
def _suppliers(firms: Any) -> type[View]:
    def read(place: int, name: str) -> property:
        return property(lambda view: getattr(view.source[place], name).take(view.place))

    return _view("Supplier", _of_firm(firms._fields, read))


@cache
def _one_firm(firms: Any) -> type[View]:
    def read(place: int, name: str) -> property:
        return property(lambda view: getattr(view.source[place], name)[view.place])

    return _view("Firm", {"number": property(lambda view: view.place), **_of_firm(firms._fields, read)})


@cache
def _relation_with(state: Any) -> type[View]:
    return _view("Relation", {name: _element(dyads) for name, dyads in _remembered(state._fields).items()})


@cache
def _own_relation(state: Any) -> type[View]:
    columns = _remembered(state._fields).items()
    return _view("Relation", {name: _flat_element(dyads) for name, dyads in columns})


@cache
def _luck_of(keys: Any) -> type[View]:
    def read(name: str) -> property:
        if name in LUCK_OF_TRIP:
            return property(lambda view: getattr(view.source, name)[view.place])
        return property(lambda view: getattr(view.source, name))

    return _view("Luck", {name: read(name) for name in keys._fields})


def _kind(source: Any) -> Any:
    """Return the class of a source, as the key of the cache: hashing its hundred field names is slow."""
    return type(source)


def _view(name: str, attributes: dict[str, property]) -> type[View]:
    return type(name, (View,), {"__slots__": (), **attributes})


def _element(column: str) -> property:
    """Return the property for the elements of a column at the view's place."""

    def read(view: View) -> Any:
        return getattr(view.source, column)[view.place]

    def write(view: View, values: Any) -> None:
        getattr(view.source, column)[view.place] = values

    return property(read, write)


def _flat_element(column: str) -> property:
    """Return the property for the elements of a flattened column of firms x customers."""

    def read(view: View) -> Any:
        return getattr(view.source, column).take(view.place)

    def write(view: View, values: Any) -> None:
        getattr(view.source, column).reshape(-1)[view.place] = values

    return property(read, write)


def _of_firm(numbers: tuple[str, ...], read: Callable[[int, str], property]) -> dict[str, property]:
    """Return a property for each number of the firms (first of the two sources) and key of luck (second)."""
    of_luck = {name: read(1, field) for name, field in LUCK_OF_FIRM.items()}
    return {name: read(0, name) for name in numbers} | of_luck


def _remembered(columns: tuple[str, ...]) -> dict[str, str]:
    """Return the column of firms x customers that each attribute of a relation stands for."""
    return {name: name + ELSEWHERE if name + ELSEWHERE in columns else name for name in columns}
