"""Paths: the name of any parameter of a scenario, ``world.trust.speed`` or ``firm.Focal.price``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache, reduce
from typing import Any, TypeVar

from simulation.errors import InputError
from simulation.language import Listing
from simulation.scenario.firm import Firm, Offer
from simulation.scenario.problems import mistake_in_tables
from simulation.scenario.schema import leaves, template
from simulation.scenario.world import World
from simulation.schema import Table, ValidationError
from simulation.schema.listing import ParameterInfo
from simulation.schema.mistakes import problem
from simulation.schema.showing import nearest

OFFER = tuple(each.attribute for each in Offer.fields())
"""What a firm's market share answers to, beside its brand and the world."""

Firms = Sequence[Firm]
Changed = TypeVar("Changed", bound=Table)


def get(world: World, firms: Firms, path: str) -> Any:
    """The value of a parameter; InputError for an unknown path."""
    firm, below = _resolved(firms, path)
    return reduce(getattr, below, world if firm is None else firms[firm])


def changed(world: World, firms: Firms, changes: Mapping[str, object]) -> tuple[World, tuple[Firm, ...]]:
    """World and firms with these values at these paths, all checked again, the arguments unchanged.

    Market shares that are stated go on to hold for the offers of before (``market_share_at``), or else no
    change of a price could ever cost a customer; shares among the changes hold for the offers as changed.

    InputError for an unknown path, a value that is not allowed, or values that contradict each other.
    """
    restated = any(template(path) == "firm.market_share" for path in changes)
    if restated:
        firms = [firm.changed({"market_share_at": Offer()}) for firm in firms]
    raw: dict[int | None, dict[str, Any]] = {}
    for path, value in changes.items():
        firm, below = _resolved(firms, path)
        _put(raw.setdefault(firm, {}), below, _plain(value))
    new_world = _changed(world, raw.pop(None), "world") if None in raw else world
    new_firms = list(firms)
    for index, new in raw.items():
        assert index is not None
        if not restated:
            _hold_share(firms[index], new)
        new_firms[index] = _changed(firms[index], new, f"firm.{firms[index].name}")
    return new_world, tuple(new_firms)


def info(firms: Firms, path: str) -> ParameterInfo:
    """What the schema knows of the parameter at a path; InputError for an unknown path."""
    _resolved(firms, path)
    return leaves()[template(path)]


def settable(firms: Firms) -> tuple[str, ...]:
    """Every path of a market with these firms, in the order of the schema."""
    return _settable([firm.name for firm in firms])


def refuse_new_names(changed: Iterable[str]) -> None:
    """Raise InputError where one of these paths is a firm's name: alternatives are compared by names."""
    for path in changed:
        if template(path) == "firm.name":
            raise problem("new_name", path=path)


def _settable(names: Sequence[str]) -> tuple[str, ...]:
    world = [path for path in leaves() if path.startswith("world.")]
    ours = [path.removeprefix("firm.") for path in leaves() if path.startswith("firm.")]
    return (*world, *(f"firm.{name}.{path}" for name in names for path in ours))


def _resolved(firms: Firms, path: str) -> tuple[int | None, tuple[str, ...]]:
    """The number of the firm that a path names (None: the world's) and the attributes below it."""
    return _found(tuple(firm.name for firm in firms), path)


@lru_cache(maxsize=4096)
def _found(names: tuple[str, ...], path: str) -> tuple[int | None, tuple[str, ...]]:
    """What `_resolved` finds among firms with these names: a sweep asks for the same path at every point."""
    root, _, rest = path.partition(".")
    name, _, below = rest.partition(".")
    if root == "firm" and below and name not in names:
        raise _unknown_firm(path, name, names)
    if template(path) not in leaves():
        raise problem("unknown_path", path=path, nearest=nearest(path, _settable(names)))
    return (None, tuple(rest.split("."))) if root == "world" else (names.index(name), tuple(below.split(".")))


def _unknown_firm(path: str, name: str, names: Sequence[str]) -> InputError:
    everyone = Listing(f"`{each}`" for each in names)
    return problem("unknown_firm", path=path, given=name, nearest=nearest(name, names), valid=everyone)


def _hold_share(firm: Firm, raw: dict[str, Any]) -> None:
    """Note among the changes of a firm at which offer it has its market share."""
    if firm.market_share is None:
        return
    for part in OFFER:
        before, now = getattr(firm, part), raw.get(part, getattr(firm, part))
        if isinstance(now, int | float) and now != before:  # anything else is refused when it is read
            known = getattr(firm.market_share_at, part)
            stated = before if known is None else known
            _put(raw, ("market_share_at", part), None if stated == now else stated)


def _put(table: dict[str, Any], below: Sequence[str], value: object) -> None:
    *inner, last = below
    for name in inner:
        table = table.setdefault(name, {})
    table[last] = value


def _plain(value: object) -> object:
    """A NumPy number as the Python number that it is."""
    return value.item() if hasattr(value, "item") and getattr(value, "shape", None) == () else value


def _changed(table: Changed, changes: dict[str, Any], prefix: str) -> Changed:
    try:
        return table.changed(changes)
    except ValidationError as error:
        raise mistake_in_tables(error.findings, changes, prefix) from None
