"""From a scenario to the numbers of the month: one array per number of the firms, and the world's numbers.

The world's numbers have the paths of the scenario (``world.trust.speed``), with 0 where the rule of the
parameter is switched off; the mechanisms add what they derive (``world.choice_scale``).
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from simulation.kernel import views
from simulation.kernel.arithmetic import Values
from simulation.kernel.offers import Offers
from simulation.kernel.steps import NESTED
from simulation.mechanisms import departure
from simulation.mechanisms.contents import CONTENTS
from simulation.mechanisms.doing_without import possible
from simulation.mechanisms.treatments import deals

if TYPE_CHECKING:
    from simulation.scenario.firm import Firm
    from simulation.scenario.world import World

TABLES = (
    "experience", "satisfaction", "trust", "commitment", "learning", "word_of_mouth", "bonds",
    "switching_cost", "search", "rewards", "volume", "serving",
)  # fmt: skip
"""Tables of the world whose numbers the steps read."""


def firm_numbers(offers: Iterable[Firm], world: World, brands: Values, before: Iterable[Firm] = ()) -> Any:
    """Return the firms' numbers, one array each.

    ``brands`` is each firm's brand strength, ``before`` are the firms in the warm-up (else as they are now).
    Where customers may do without, an entry of every array after the firms' stands for that; then come the
    terms of the firms' treatments.
    """
    firms = tuple(offers)
    treated = deals(firms)
    view = Offers(firms, world, possible(world), before, treated)
    numbers = {"brand": view.row([*brands, *(brands[number] for number, _, _ in treated)])}
    for mechanism in CONTENTS:
        derive = getattr(mechanism, "firm_numbers", None)
        if derive is not None:
            needs_numbers = derive.__code__.co_argcount > 1
            numbers |= derive(view, numbers) if needs_numbers else derive(view)
    return _tuple("Firms", tuple(numbers))(**numbers)


def world_numbers(world: World, firms: Sequence[Firm]) -> Any:
    """Return the world's numbers under flat names: ``trust__speed`` for ``world.trust.speed``."""
    numbers: dict[str, Any] = {}
    for table in TABLES:
        values = getattr(world, table)
        for each in values.fields():
            value = getattr(values, each.attribute)
            if each.needs:
                value = float(value if getattr(world.rules, each.needs) else each.neutral)
            numbers[f"{table}{NESTED}{each.attribute}"] = value
    for mechanism in CONTENTS:
        derive = getattr(mechanism, "world_numbers", None)
        if derive is not None:
            needs_firms = derive.__code__.co_argcount > 1
            numbers |= derive(world, firms) if needs_firms else derive(world)
    return _tuple("WorldNumbers", tuple(numbers))(**numbers)


def one_month_later(numbers: Any) -> Any:
    """Return the world's numbers a month later: memory of firms that were left has faded by another month."""
    return numbers._replace(**departure.one_month_later(nested(numbers)))


def keep_memory(numbers: Any, before: Any, firms: Any) -> Any:
    """Return new numbers of the world, with what the old ones tell of the past.

    These are the shares of memory left, and whether a contract has had a term, since it may still run.
    """
    terms = max(before.terms_in_use, float(firms.contract_term.max()))
    return numbers._replace(
        feeling_kept=before.feeling_kept, bond_kept=before.bond_kept, terms_in_use=terms
    )


def nested(numbers: Any) -> Any:
    """Return the world's numbers as steps read them: ``world.trust.speed``."""
    world: dict[str, Any] = {}
    for table, names, places in _tables(numbers._fields):
        found = dict(zip(names, map(numbers.__getitem__, places), strict=True))
        world |= {table: views.numbers(f"world.{table}", found)} if table else found
    return views.numbers("world", world)


@cache
def _tables(paths: tuple[str, ...]) -> list[tuple[str, list[str], list[int]]]:
    """Return each table's name, and the names and places of its numbers; some numbers are in no table."""
    tables: dict[str, tuple[list[str], list[int]]] = {}
    for place, path in enumerate(paths):
        table, _, name = path.rpartition(NESTED)
        names, places = tables.setdefault(table, ([], []))
        names.append(name)
        places.append(place)
    return [(table, names, places) for table, (names, places) in tables.items()]


@cache
def _tuple(name: str, fields: tuple[str, ...]) -> type[Any]:
    """Return the named tuple of some numbers; compiled code knows it by its module and name."""
    made = namedtuple(name, fields)  # type: ignore[misc]
    made.__module__ = __name__
    globals()[name] = made
    return made
