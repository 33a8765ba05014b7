"""The words that steps can use: what each view has, so that others are refused before compiling."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from simulation.kernel.steps import NESTED
from simulation.kernel.views import LUCK_OF_FIRM, about_customers, about_firms
from simulation.market.luck import Luck
from simulation.market.state import State

Words = dict[str, set[str]]
"""What each view has: ``she``, ``supplier``, and each table of the world (``world.trust``)."""


def words_of(firms: Iterable[str], world: Iterable[str]) -> Words:
    """Return what each view has, given the names of the firms' numbers and of the world's."""
    of_firms, of_relations = {*firms, *LUCK_OF_FIRM}, set(about_firms(State.shapes))
    words = {
        "she": set(about_customers(State.shapes)),
        "relation": of_relations,
        "own_relation": of_relations,
        "supplier": of_firms,
        "origin": of_firms,
        "firm": of_firms | {"number"},
        "treatment": {*firms, "number"},
        "luck": set(Luck._fields),
        "world": set(),
    }
    for path in world:
        for owner, word in parts_of("world", path):
            words.setdefault(owner, set()).add(word)
    return words


def parts_of(view: str, path: str) -> Iterator[tuple[str, str]]:
    """Yield each word of a path with what has it: (world, trust), then (world.trust, speed)."""
    owner = view
    for word in path.split(NESTED):
        yield owner, word
        owner = f"{owner}.{word}"
