"""What a comparison compares: runs of one market, each with moves of its own, from month 0 or later on."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from simulation.errors import InputError
from simulation.experiments.compare import LENGTHS
from simulation.lab import limits, offered
from simulation.lab.messages import Compared, Move
from simulation.lab.recipe import refuse_from_start, rehearsing
from simulation.scenario.document import Scenario
from simulation.scenario.paths import refuse_new_names

Step = tuple[int, str, object]
"""A month, a path, and the value that it has from then on."""


class World(NamedTuple):
    """A market with what is set before month 1, and the moves that follow."""

    scenario: Scenario
    later: list[Move]


def worlds(plain: Scenario, compared: Sequence[Compared]) -> dict[str, World]:
    """Return the markets to compare, by name; InputError where they cannot be run or cannot be compared."""
    if not 2 <= len(compared) <= limits.MOST_ALTERNATIVES:
        raise InputError("lab.error.alternatives", given=len(compared), most=limits.MOST_ALTERNATIVES)
    names = [each.name for each in compared]
    if len(set(names)) < len(names):
        raise InputError("lab.error.same_alternative", names=", ".join(sorted(names)))
    found = {each.name: world_of(plain, each) for each in compared}
    for world in found.values():
        _refuse_other_customers(plain, world.scenario)
    return found


def world_of(plain: Scenario, compared: Compared) -> World:
    """Return the market of one alternative, rehearsed to its end."""
    moved = {move.path: move.value for move in compared.moves if move.month == 0}
    start = _own(plain, compared.own) | moved
    for path in LENGTHS:
        if path in start:
            raise InputError("experiments.error.other_length", path=path)
    refuse_new_names(start)
    scenario = plain.with_(**start)
    offered.refuse_the_absurd(scenario)
    later = [move for move in compared.moves if move.month > 0]
    for move in later:
        refuse_from_start(scenario, move.path)
    deque(rehearsing(scenario, later), maxlen=0)
    return World(scenario, later)


def _own(plain: Scenario, name: str | None) -> dict[str, object]:
    """Return what an alternative of the scenario sets; InputError if it has none of this name."""
    if name is None:
        return {}
    for alternative in plain.alternatives:
        if alternative.name == name:
            return dict(alternative.set)
    raise InputError("lab.error.alternative", given=name)


def _refuse_other_customers(plain: Scenario, scenario: Scenario) -> None:
    """Twins are paired customer by customer."""
    if scenario.world.customers != plain.world.customers:
        raise InputError("lab.error.other_customers")


def common_ground(plain: Scenario, compared: Sequence[Compared]) -> Scenario:
    """Return the market with what all alternatives set alike before month 1."""
    return plain.with_(**_last([step for step in _common(plain, compared) if step[0] == 0]))


def changes(plain: Scenario, compared: Sequence[Compared]) -> dict[str, dict[str, object]]:
    """Return by name what each alternative sets that not all set alike: the last value of each path."""
    steps = {each.name: _steps(plain, each) for each in compared}
    common = _common(plain, compared)
    return {name: _last([step for step in own if step not in common]) for name, own in steps.items()}


def _common(plain: Scenario, compared: Sequence[Compared]) -> list[Step]:
    """Return the steps of all; values may be lists, so they are compared one by one."""
    first, *others = (_steps(plain, each) for each in compared)
    return [step for step in first if all(step in other for other in others)]


def _steps(plain: Scenario, compared: Compared) -> list[Step]:
    own = [(0, path, value) for path, value in _own(plain, compared.own).items()]
    return [*own, *((move.month, move.path, move.value) for move in compared.moves)]


def _last(steps: Iterable[Step]) -> dict[str, object]:
    return {path: value for _, path, value in sorted(steps, key=lambda each: each[0])}
