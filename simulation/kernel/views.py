"""What a step sees: ``she``, her ``supplier``, one ``firm``, their ``relation``, the ``world``, the ``luck``.

A step is written for one customer. Under NumPy these views make it run on a block of customers at once;
compiled code replaces them by loops over single customers (``simulation.market.compiled.translation``).

============ ===========================================================================================
parameter    what its attributes are
============ ===========================================================================================
she          the customer's columns; they can be written
supplier     the numbers of her supplier
origin       the numbers of the supplier with whom she began the month
own_relation what she remembers of her supplier from before: ``own_relation.trust`` is the column
             ``trust_elsewhere`` at her supplier; it can be written
firm         the numbers of one firm (steps that run once for each firm); ``firm.number`` is its number
relation     what she remembers of that firm (steps that run once for each firm); it can be written
firms        all firms: ``for firm, relation in firms``
treatments   all classes of customers that firms treat apart: ``for treatment in treatments``;
             ``treatment.owner`` is the number of the firm, ``treatment.number`` that of its terms
world        the numbers that all customers share, under the scenario's paths: ``world.trust.speed``
luck         the keys of this month's (or this trip's) decisions
============ ===========================================================================================

Where firms treat classes of their customers differently, the numbers of a firm are those of the terms on
which it has, or would have, the customer: see the columns ``deal``, ``origin_deal`` and ``terms``.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, ClassVar

import numpy as np

from simulation.kernel.columns import ELSEWHERE, Shape

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
Firms = Iterable[tuple[Firm, Relation]]
"""All firms, each with what customers remember of it."""
Treatments = Iterable[Any]
"""The numbers of every class of customers that a firm treats otherwise than the rest."""
Luck = Any
"""A view of the keys of a month, or of one trip."""
World = Any
"""The numbers that all customers share, nested as in the scenario: ``world.trust.speed``."""
Maker = Callable[[Any, Any], Any]
"""A class of views: it takes the arrays, and the place in them."""

LUCK_OF_FIRM = {"choice_key": "choice", "match_key": "match", "common_key": "common", "staff_key": "staff"}
"""Keys of luck that belong to a firm: the attribute of a firm's view, and the field of the month's luck."""
LUCK_OF_TRIP = frozenset({"shopping", "look", "leaving", "reason", "time"})
"""Fields of the month's luck with one entry per shopping trip."""


class View:
    """What all views have in common. A word that a view does not have is an error that names the view.

    No view has ``__getattr__``, which slows down the reading of all attributes.
    """

    __slots__ = ()
    called: ClassVar[str]

    def words(self) -> Iterable[str]:
        """Return what the view has."""
        raise NotImplementedError


class Kept(View):
    """A view with its attributes at hand."""

    def __init__(self, attributes: Mapping[str, Any]) -> None:
        vars(self).update(attributes)

    def words(self) -> Iterable[str]:
        """Return what the view has."""
        return vars(self)


class Numbers(Kept):
    """Numbers to read: of the world or of one firm, or keys of luck."""

    def __setattr__(self, word: str, value: Any) -> None:
        raise AttributeError(f"`{self.called}.{word}`: a step may only write columns, not numbers")


class Block(Kept):
    """Columns of a block of customers: each attribute is a part of a column, in place."""

    def __setattr__(self, word: str, values: Any) -> None:
        if word not in self.__dict__:
            raise _without(self, word)
        self.__dict__[word][...] = values


class Chosen(View):
    """Columns of some customers, or numbers of their firms: elements of arrays at a place.

    Each attribute is a property of a class that is made for the names at hand.
    """

    __slots__ = ("place", "source")
    place: Any
    source: Any
    arrays: ClassVar[Mapping[str, int]]
    """The number of each attribute's array in the source."""

    def __init__(self, source: Any, place: Any) -> None:
        object.__setattr__(self, "source", source)
        object.__setattr__(self, "place", place)

    def words(self) -> Iterable[str]:
        """Return what the view has."""
        return self.arrays

    def __setattr__(self, word: str, values: Any) -> None:
        if word not in self.arrays:
            raise _without(self, word)
        self.source[self.arrays[word]][self.place] = values


class ChosenOwn(Chosen):
    """Columns of firms x customers, flattened, at each customer's own firm."""

    __slots__ = ()

    def __setattr__(self, word: str, values: Any) -> None:
        if word not in self.arrays:
            raise _without(self, word)
        self.source[self.arrays[word]].reshape(-1)[self.place] = values


class Suppliers(View):
    """Numbers of each customer's firm, to read."""

    __slots__ = ("place", "source")
    arrays: ClassVar[Mapping[str, int]]

    def __init__(self, source: Any, place: Any) -> None:
        self.source, self.place = source, place

    def words(self) -> Iterable[str]:
        """Return what the view has."""
        return self.arrays


def customers(state: Any, rows: Rows) -> She:
    """Return the view of a customer, or some customers: every attribute is a column of the state."""
    if isinstance(rows, slice):
        arrays = _places(state.__class__, about_customers).items()
        return _kept("she", Block)({name: state[number][rows] for name, number in arrays})
    return _she(state.__class__)(state, rows)


def relation_with(state: Any, rows: Rows, firm: int) -> Relation:
    """Return the view of what customers remember of one firm."""
    if isinstance(rows, slice):
        arrays = _places(state.__class__, about_firms).items()
        return _kept("relation", Block)({name: state[number][firm, rows] for name, number in arrays})
    return _relation(state.__class__)(state, (firm, rows))


def own_relation(state: Any, rows: Rows) -> Relation:
    """Return the view of what customers remember of the firm that each of them is with."""
    firm, who = state.firm[rows].astype(np.intp, copy=False), state.identity[rows].astype(np.intp)
    return _own_relation(state.__class__)(state, firm * state.firm.size + who)


def count(firms: Any) -> int:
    """Return how many firms there are, whatever the number of their treatments; doing without counts."""
    return int(firms.owner.max()) + 1


def with_luck(firms: Any, luck: Any) -> Any:
    """Return the firms' numbers with their keys of a month's luck, the same on all terms of a firm."""
    keys = [getattr(luck, field) for field in LUCK_OF_FIRM.values()]
    if len(firms.owner) > count(firms):
        owner = firms.owner.astype(np.intp)
        keys = [key[owner] for key in keys]
    return _with_luck(firms.__class__)(*firms, *keys)


def suppliers(firms: Any, numbers: Any) -> Supplier:
    """Return the view of each customer's firm, given what all firms have, and the number of hers."""
    return _supplier(firms.__class__)(firms, numbers)


def each_firm(firms: Any) -> list[Firm]:
    """Return the view of each firm, the same for all customers."""
    return _each(firms, "firm")[: count(firms)]


def each_treatment(firms: Any) -> list[Any]:
    """Return the view of each class of customers that a firm treats otherwise than the rest."""
    return _each(firms, "treatment")[count(firms) :]


def _each(firms: Any, called: str) -> list[Any]:
    rows = [dict(zip(firms._fields, row, strict=True)) for row in zip(*firms, strict=True)]
    return [numbers(called, {"number": number, **row}) for number, row in enumerate(rows)]


def give_luck(firms: list[Firm], luck: Any) -> None:
    """Give the view of each firm its keys of another month's luck."""
    for number, firm in enumerate(firms):
        for name, field in LUCK_OF_FIRM.items():
            vars(firm)[name] = getattr(luck, field)[number]


def luck_of(keys: Any, trip: int) -> Luck:
    """Return the view of the keys of one month's decisions, or of those of one of its trips."""
    own = keys._asdict()
    return numbers("luck", own | {name: own[name][trip] for name in LUCK_OF_TRIP})


def numbers(called: str, attributes: Mapping[str, Any]) -> Any:
    """Return the view of numbers that steps call so: ``world.trust``, for instance."""
    return _kept(called, Numbers)(attributes)


def about_customers(shapes: Mapping[str, Shape]) -> dict[str, str]:
    """Return the column that each attribute of ``she`` stands for."""
    return {name: name for name, shape in shapes.items() if shape == "customers"}


def about_firms(shapes: Mapping[str, Shape]) -> dict[str, str]:
    """Return the column of firms x customers that each attribute of a relation stands for."""
    twins = {name: name + ELSEWHERE for name in shapes if name + ELSEWHERE in shapes}
    return {name: name for name, shape in shapes.items() if shape == "dyads"} | twins


def _without(view: View, word: str) -> AttributeError:
    """Return the error that reading such a word would raise."""
    return AttributeError(f"{view.called} has no `{word}`", name=word, obj=view)


@cache
def _kept(called: str, base: type[Kept]) -> Callable[[Mapping[str, Any]], Kept]:
    return type(called, (base,), {"called": called})


@cache
def _she(state: Any) -> Maker:
    return _class("she", Chosen, _places(state, about_customers), _element)


@cache
def _relation(state: Any) -> Maker:
    return _class("relation", Chosen, _places(state, about_firms), _element)


@cache
def _own_relation(state: Any) -> Maker:
    return _class("own_relation", ChosenOwn, _places(state, about_firms), taken_at)


@cache
def _supplier(firms: Any) -> Maker:
    places = {name: number for number, name in enumerate(firms._fields)}
    return _class("supplier", Suppliers, places, taken_at)


@cache
def _with_luck(firms: Any) -> type[Any]:
    return namedtuple("FirmsWithLuck", (*firms._fields, *LUCK_OF_FIRM))


@cache
def _places(state: Any, attributes: Callable[[Mapping[str, Shape]], dict[str, str]]) -> dict[str, int]:
    """Return the number of the column of the state that each attribute stands for."""
    place = {name: number for number, name in enumerate(state._fields)}
    return {name: place[column] for name, column in attributes(state.shapes).items()}


def _class(
    called: str, base: type[View], arrays: dict[str, int], read: Callable[[int], property]
) -> Maker:
    properties = {name: read(number) for name, number in arrays.items()}
    return type(called, (base,), {"__slots__": (), "called": called, "arrays": arrays, **properties})


def _element(number: int) -> property:
    """Return the property for the elements of an array at the view's place."""
    return property(lambda view: view.source[number][view.place])


def taken_at(number: int) -> property:
    """Return the property for the elements of a flattened array at the view's place."""
    return property(lambda view: view.source[number].take(view.place))
