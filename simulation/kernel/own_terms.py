"""The view of one firm where it has customers on different terms: each gets the numbers of her own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, ClassVar

from simulation.kernel.views import LUCK_OF_FIRM, Firm, View, taken_at


class OnTerms(View):
    """Numbers of one firm on the terms on which it has, or would have, each customer, to read."""

    __slots__ = ("number", "place", "source")
    called = "firm"
    arrays: ClassVar[Mapping[str, int]]

    def __init__(self, source: Any, place: Any, number: int) -> None:
        self.source, self.place, self.number = source, place, number

    def words(self) -> Iterable[str]:
        """Return what the view has."""
        return (*self.arrays, "number")


def on_terms(firms: Any, terms: Any, number: int) -> Firm:
    """Return the view of one firm, given with their luck what all terms are, and the number of hers."""
    return _on_terms(firms.__class__)(firms, terms, number)


@cache
def _on_terms(firms: Any) -> Callable[[Any, Any, int], Firm]:
    places = {name: number for number, name in enumerate(firms._fields)}
    own = {
        name: taken_at(place) if name not in LUCK_OF_FIRM else _key(place) for name, place in places.items()
    }
    return type("firm", (OnTerms,), {"__slots__": (), "arrays": places, **own})


def _key(number: int) -> property:
    """Return the property for the firm's own element of an array, whatever its terms."""
    return property(lambda view: view.source[number][view.number])
