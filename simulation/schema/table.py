"""Tables: immutable groups of declared values, closed to keys that mean nothing.

    class Trust(Table):
        speed: float = parameter(0.12, Unit.PER_MONTH, bounds=(0, 0.2), ..., name="Speed of trust")

The annotation gives the type, the default everything else. A value without further knowledge can be
declared by annotation alone: ``title: Annotated[str, String(1, 200)]`` is a text that has to be given.
A table may be composed of others: ``class Financial(Points, Guarantee)`` has the values of both, in the order
of the bases from left to right, followed by its own.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import NoneType, UnionType
from typing import Annotated, Any, ClassVar, Literal, Self, Union, dataclass_transform, get_args, get_origin

from simulation.schema.evidence import Role
from simulation.schema.field import REQUIRED, Field, field
from simulation.schema.mistakes import ValidationError
from simulation.schema.values import (
    Anything,
    Choice,
    Either,
    Finding,
    ListOf,
    MapOf,
    Number,
    Optional,
    Place,
    String,
    Switch,
    Value,
    Whole,
)

_SIMPLE: dict[object, Value] = {bool: Switch(), str: String(), Any: Anything()}


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(field,))
class Table:
    """A group of declared values.

    ``class Policy(Table, from_start=True)`` marks all its values as acting only from the start of a market,
    ``role=Role.LEVER`` gives a role to those that declare none.
    """

    _fields: ClassVar[dict[str, Field]] = {}

    def __init_subclass__(cls, from_start: bool = False, role: Role | None = None) -> None:
        declared = _inherited(cls) | {each.attribute: each for each in _declared(cls)}
        if from_start:
            declared = {name: replace(each, from_start=True) for name, each in declared.items()}
        if role is not None:
            declared = {name: replace(each, role=each.role or role) for name, each in declared.items()}
        cls._fields = {each.key: each for each in declared.values()}

    def __init__(self, **given: Any) -> None:
        """Make a table of values under the keys that a file would use; `ValidationError` if one is wrong."""
        found: list[Finding] = []
        self.__dict__.update(self._values(given, (), found))
        if found:
            raise ValidationError(found)
        self.check()

    @classmethod
    def fields(cls) -> tuple[Field, ...]:
        """What the table declares, in order."""
        return tuple(cls._fields.values())

    @classmethod
    def read(cls, raw: Mapping[str, Any]) -> Self:
        """Make a table of what a file holds; `ValidationError` with all mistakes if it is wrong."""
        found: list[Finding] = []
        table = cls._read(raw, (), found)
        if found:
            raise ValidationError(found)
        return table

    def check(self) -> None:
        """Raise InputError where values contradict each other; subclasses say when they do."""

    def changed(self, changes: Mapping[str, Any]) -> Self:
        """The same table with other values, also of tables in it: ``{"trust": {"speed": 0.1}}``.

        `ValidationError` if one is wrong. What stays is valid already and is not read again.
        """
        found: list[Finding] = []
        table = self._changed(changes, (), found)
        if found:
            raise ValidationError(found)
        return table

    def as_dict(self, *, empty: bool = True) -> dict[str, Any]:
        """The values under their keys in a file, tables in it as dictionaries; no None unless ``empty``."""
        values = {key: getattr(self, each.attribute) for key, each in self._fields.items()}
        return {key: _plain(value, empty) for key, value in values.items() if empty or value is not None}

    @classmethod
    def _read(cls, raw: Mapping[str, Any], at: Place, found: list[Finding]) -> Self:
        before = len(found)
        table = cls._made(cls._values(raw, at, found))
        if len(found) == before:
            table.check()
        return table

    @classmethod
    def _made(cls, values: dict[str, Any]) -> Self:
        """A table of values that were read."""
        table = object.__new__(cls)
        table.__dict__.update(values)
        return table

    @classmethod
    def _values(cls, raw: Mapping[str, Any], at: Place, found: list[Finding]) -> dict[str, Any]:
        """Read all values of a table, by attribute."""
        values = {}
        for key, each in cls._fields.items():
            if key in raw:
                values[each.attribute] = each.value.read(raw[key], (*at, key), found)
            elif each.required:
                found.append(Finding("missing_key", (*at, key), raw, each.value))
            else:
                values[each.attribute] = each.usual()
        found.extend(cls._unknown(raw, at))
        return values

    @classmethod
    def _unknown(cls, raw: Mapping[str, Any], at: Place) -> Iterator[Finding]:
        for key in raw:
            if key not in cls._fields:
                yield Finding("unknown_key", (*at, str(key)), raw[key], TableOf(cls))

    def _changed(self, changes: Mapping[str, Any], at: Place, found: list[Finding]) -> Self:
        values, before = dict(self.__dict__), len(found)
        for key, each in self._fields.items() if changes else ():
            if key not in changes:
                continue
            old, given = values[each.attribute], changes[key]
            if isinstance(old, Table) and isinstance(given, Mapping):
                values[each.attribute] = old._changed(given, (*at, key), found)
            else:
                values[each.attribute] = each.value.read(given, (*at, key), found)
        found.extend(self._unknown(changes, at))
        table = self._made(values)
        if len(found) == before:
            table.check()
        return table

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is immutable: {name} cannot be set")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} is immutable: {name} cannot be deleted")

    def __eq__(self, other: object) -> bool:
        return self.__dict__ == other.__dict__ if type(other) is type(self) else NotImplemented

    def __hash__(self) -> int:
        return hash((type(self), *map(_hashable, self.__dict__.values())))

    def __repr__(self) -> str:
        values = ", ".join(f"{name}={value!r}" for name, value in vars(self).items())
        return f"{type(self).__name__}({values})"


class TableOf(Value):
    """A table inside a table."""

    kind, expected = "table", "table"

    def __init__(self, table: type[Table]) -> None:
        self.table = table

    def read(self, given: Any, at: Place, found: list[Finding]) -> Any:
        """Read a mapping; a table that is made already is kept."""
        if type(given) is self.table:
            return given
        if not isinstance(given, Mapping):
            return self._wrong("wrong_type", given, at, found)
        return self.table._read(given, at, found)

    def keys(self) -> tuple[str, ...]:
        """The keys of the table."""
        return tuple(each.key for each in self.table.fields())


def value_of(annotation: Any) -> Value:
    """The kind of value that an annotation stands for; TypeError if there is none."""
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return next(part for part in parts if isinstance(part, Value))
    if origin in (Union, UnionType):
        several = [value_of(part) for part in parts if part is not NoneType]
        value = several[0] if len(several) == 1 else Either(*several)
        return Optional(value) if NoneType in parts else value
    if origin is Literal:
        return Choice(parts)
    if origin is tuple:
        length = None if parts[-1] is Ellipsis else len(parts)
        return ListOf(value_of(parts[0]), length or 0, length)
    if origin is dict:
        return MapOf(value_of(parts[1]))
    if isinstance(annotation, type) and issubclass(annotation, Table):
        return TableOf(annotation)
    if annotation not in _SIMPLE:
        raise TypeError(f"{annotation!r} has no kind of value: a number, for instance, needs its bounds")
    return _SIMPLE[annotation]


def _inherited(cls: type[Table]) -> dict[str, Field]:
    """The values of all bases by attribute, those of the left-most base first."""
    fields: dict[str, Field] = {}
    for base in cls.__bases__:
        for each in base._fields.values() if issubclass(base, Table) else ():
            if fields.setdefault(each.attribute, each) != each:
                raise TypeError(f"{cls.__name__} inherits two different values {each.attribute!r}")
    return fields


def _declared(cls: type[Table]) -> Iterator[Field]:
    """The values that a class declares itself; their defaults are no attributes of the class."""
    for name, annotation in inspect.get_annotations(cls, locals={}, eval_str=True).items():
        if name.startswith("_"):
            continue
        if hasattr(Table, name):
            raise TypeError(f"{cls.__name__}.{name} has the name of something that every table has")
        given = cls.__dict__.get(name, REQUIRED)
        if name in cls.__dict__:
            delattr(cls, name)
        known = given if isinstance(given, Field) else Field(given)
        value = _value(annotation, known)
        yield replace(known, attribute=name, key=known.key or name, value=value)


def _value(annotation: Any, known: Field) -> Value:
    """The kind of value of a declaration: bounds and unit come from its evidence, the rest from its type."""
    if known.evidence is not None:
        kind = Whole if annotation is int else Number
        return kind(*known.evidence.bounds, unit=known.evidence.unit)
    value = value_of(annotation)
    single = value.value if isinstance(value, Optional) else value
    if known.choices and (not isinstance(single, Choice) or tuple(known.choices) != single.choices):
        raise TypeError(f"{known.name!r}: the names of the choices do not fit {annotation!r}")
    return value


def _plain(value: Any, empty: bool) -> Any:
    """A value without tables."""
    if isinstance(value, Table):
        return value.as_dict(empty=empty)
    if isinstance(value, tuple):
        return tuple(_plain(each, empty) for each in value)
    if isinstance(value, dict):
        return {key: _plain(each, empty) for key, each in value.items()}
    return value


def _hashable(value: Any) -> Any:
    """A value that has a hash: tables of values under names of the author's and lists do not have one."""
    if isinstance(value, dict):
        return frozenset((key, _hashable(each)) for key, each in value.items())
    return tuple(map(_hashable, value)) if isinstance(value, list | tuple) else value
