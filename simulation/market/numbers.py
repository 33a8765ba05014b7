"""From a scenario to the numbers of the month: one array per number of the firms, and the world's numbers.

The world's numbers have the paths of the scenario (``world.trust.speed``), with 0 where the rule of the
parameter is switched off; the mechanisms add what they derive (``world.choice_scale``).
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Iterable
from functools import cache
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from simulation.kernel.arithmetic import Values
from simulation.kernel.offers import Offers
from simulation.mechanisms import departure
from simulation.mechanisms.contents import CONTENTS

if TYPE_CHECKING:
    from simulation.scenario.firm import Firm
    from simulation.scenario.world import World

TABLES = (
    "experience", "satisfaction", "trust", "commitment", "learning", "word_of_mouth", "bonds",
    "switching_cost", "search",
)  # fmt: skip
"""Tables of the world whose numbers the steps read."""

NESTED = "__"
"""Replaces the dot of a path in the flat names of the world's numbers."""


def firm_numbers(offers: Iterable[Firm], world: World, brands: Values) -> Any:
    """Return the firms' numbers, one array of length firms each; ``brands`` is each firm's brand strength."""
    view, numbers = Offers(offers, world), {"brand": brands}
    for mechanism in CONTENTS:
        derive = getattr(mechanism, "firm_numbers", None)
        if derive is not None:
            needs_numbers = derive.__code__.co_argcount > 1
            numbers |= derive(view, numbers) if needs_numbers else derive(view)
    return _tuple("Firms", tuple(numbers))(**numbers)


def world_numbers(world: World, firm_count: int) -> Any:
    """Return the world's numbers under flat names: ``trust__speed`` for ``world.trust.speed``."""
    numbers: dict[str, Any] = {}
    for table in TABLES:
        values = getattr(world, table)
        for each in values.fields():
            value = getattr(values, each.attribute)
            if each.needs:
                value = float(getattr(world.rules, each.needs)) * value
            numbers[f"{table}{NESTED}{each.attribute}"] = value
    for mechanism in CONTENTS:
        derive = getattr(mechanism, "world_numbers", None)
        if derive is not None:
            needs_count = derive.__code__.co_argcount > 1
            numbers |= derive(world, firm_count) if needs_count else derive(world)
    return _tuple("WorldNumbers", tuple(numbers))(**numbers)


def one_month_later(numbers: Any) -> Any:
    """Return the world's numbers a month later: memory of firms that were left has faded by another month."""
    return numbers._replace(**departure.one_month_later(nested(numbers)))


def keep_memory(numbers: Any, before: Any) -> Any:
    """Return new numbers of the world, with the shares of memory left from the old ones."""
    return numbers._replace(feeling_kept=before.feeling_kept, bond_kept=before.bond_kept)


def nested(numbers: Any) -> Any:
    """Return the world's numbers as steps read them: ``world.trust.speed``."""
    own, tables = _places(numbers._fields)
    world = SimpleNamespace(**{name: numbers[place] for name, place in own})
    for table, fields in tables.items():
        setattr(world, table, SimpleNamespace(**{name: numbers[place] for name, place in fields}))
    return world


@cache
def _places(paths: tuple[str, ...]) -> tuple[list[tuple[str, int]], dict[str, list[tuple[str, int]]]]:
    """Return names and places of the numbers in no table, and of those of each table."""
    own: list[tuple[str, int]] = []
    tables: dict[str, list[tuple[str, int]]] = {}
    for place, path in enumerate(paths):
        table, _, name = path.rpartition(NESTED)
        (tables.setdefault(table, []) if table else own).append((name, place))
    return own, tables


@cache
def _tuple(name: str, fields: tuple[str, ...]) -> type[Any]:
    """Return the named tuple of some numbers; compiled code knows it by its module and name."""
    made = namedtuple(name, fields)  # type: ignore[misc]
    made.__module__ = __name__
    globals()[name] = made
    return made
