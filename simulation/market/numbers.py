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

NEEDS = {
    "experience.complaint_minor": "complaints",
    "experience.complaint_major": "complaints",
    "satisfaction.speed": "satisfaction",
    "satisfaction.information": "information",
    "trust.speed": "trust",
    "trust.risk": "trust",
    "commitment.speed": "commitment",
    "learning.experience": "learning",
    "learning.advertising": "advertising",
    "word_of_mouth.base": "word_of_mouth",
    "word_of_mouth.dissatisfied": "word_of_mouth",
    "word_of_mouth.satisfied": "word_of_mouth",
    "word_of_mouth.committed": "word_of_mouth",
    "switching_cost.procedural": "switching_costs",
    "switching_cost.integration": "switching_costs",
    "switching_cost.people": "switching_costs",
    "switching_cost.brand": "switching_costs",
}
"""Parameters that are 0 where a rule is switched off."""

NESTED = "__"
"""What stands for the dot of a path in the flat names of the world's numbers."""


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
        for name in (each.attribute for each in values.fields()):
            rule, value = NEEDS.get(f"{table}.{name}"), getattr(values, name)
            if rule is not None:
                value = float(getattr(world.rules, rule)) * value
            numbers[f"{table}{NESTED}{name}"] = value
    for mechanism in CONTENTS:
        derive = getattr(mechanism, "world_numbers", None)
        if derive is not None:
            needs_count = derive.__code__.co_argcount > 1
            numbers |= derive(world, firm_count) if needs_count else derive(world)
    return _tuple("WorldNumbers", tuple(numbers))(**numbers)


def one_month_later(numbers: Any) -> Any:
    """Return the world's numbers a month later: what was left behind has faded by another month."""
    return numbers._replace(**departure.one_month_later(nested(numbers)))


def keep_memory(numbers: Any, before: Any) -> Any:
    """Return new numbers of the world with what has faded until now."""
    return numbers._replace(feeling_kept=before.feeling_kept, bond_kept=before.bond_kept)


def nested(numbers: Any) -> Any:
    """Return the world's numbers as steps read them: ``world.trust.speed``."""
    world: dict[str, Any] = {}
    for name, value in numbers._asdict().items():
        table, _, rest = name.partition(NESTED)
        if rest:
            world.setdefault(table, SimpleNamespace()).__dict__[rest] = value
        else:
            world[name] = value
    return SimpleNamespace(**world)


@cache
def _tuple(name: str, fields: tuple[str, ...]) -> type[Any]:
    """Return the named tuple of some numbers; compiled code knows it by its module and name."""
    made = namedtuple(name, fields)  # type: ignore[misc]
    made.__module__ = __name__
    globals()[name] = made
    return made
