"""Mistakes in a scenario, told in one paragraph: where, what was given, what is allowed, what to do."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any, Literal, NamedTuple, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from simulation.errors import InputError
from simulation.language import Listing, Message, message
from simulation.scenario.schema import parameters_by_path, template

HERE = message("errors.place.here")
"""The place of a mistake in a scenario whose file or name is not known where it is found; see `placed`."""

_EXPECTED = {
    "float_type": "number", "int_type": "whole", "bool_type": "switch", "string_type": "text",
    "model_type": "table", "model_attributes_type": "table", "dict_type": "table", "tuple_type": "list",
}  # fmt: skip
_RANGE = {"greater_than", "greater_than_equal", "less_than", "less_than_equal", "finite_number"}
LONGEST = 80
_ALIKE = 0.75
"""From this likeness on, a misspelt key is taken for a key of its own table rather than one misplaced."""


def problem(kind: str, /, **values: object) -> InputError:
    """Build the mistake ``errors.<kind>`` of a scenario whose file or name is not known here."""
    told = {name: clean(value) if isinstance(value, str) else value for name, value in values.items()}
    return InputError(f"errors.{kind}", **{"place": HERE, **told})


def placed(error: InputError, place: Message) -> InputError:
    """Tell the same mistake with its place: a file, or a scenario's name."""
    return InputError(error.key, **{**error.values, "place": place})


def clean(words: str) -> str:
    """What a user wrote, fit for one line of a terminal: no line breaks or control codes, not too long."""
    printable = "".join(letter if letter.isprintable() else "\ufffd" for letter in words)
    return printable if len(printable) <= LONGEST else f"{printable[: LONGEST - 3]}..."


def likeness(given: str, valid: str) -> float:
    """How much two names are alike, 0 to 1; capitals do not count."""
    return SequenceMatcher(None, given.casefold(), valid.casefold()).ratio()


def nearest(given: str, valid: Iterable[str]) -> str:
    """The valid name most like the given one; ValueError if there is none."""
    return max(valid, key=lambda name: likeness(given, name))


def shown(value: object) -> Message | str:
    """A value as its author would write it, shortened; tables and lists only by kind."""
    if isinstance(value, Mapping):
        return message("errors.given.table")
    if isinstance(value, list | tuple):
        return message("errors.given.list")
    return f"`{clean(json.dumps(value, ensure_ascii=False, default=str))}`"


def named(path: str) -> Message | str:
    """A path in code letters, with the label of its parameter if it has one."""
    parameter = parameters_by_path().get(template(path))
    if parameter is None:
        return f"`{clean(path)}`"
    return message("errors.key.labelled", key=path, name=message(f"parameters.{parameter.path}.name"))


def explained(error: ValidationError, root: type[BaseModel], data: object, prefix: str = "") -> InputError:
    """Translate pydantic's findings into one mistake.

    ``root`` is the model that was to be made of ``data``, ``prefix`` the path under which it stands. Of
    several findings an unknown key is told first: where a key is misspelt, it is also missing.
    """
    found = error.errors(include_url=False)
    first = next((each for each in found if each["type"] == "extra_forbidden"), found[0])
    return _translated(first["type"], _spot(first["loc"], root, data, prefix), first["input"])


class _Spot(NamedTuple):
    """Where pydantic found something: the key in words, its path and last part, its table, its field."""

    key: Message | str
    path: str
    last: str
    table: type[BaseModel]
    field: FieldInfo | None


def _spot(location: Sequence[str | int], root: type[BaseModel], data: object, prefix: str) -> _Spot:
    """Follow a location through the models, and through the data for the names of firms."""
    table, field = root, None
    inner: type[BaseModel] | None = root
    parts, number = ([prefix] if prefix else []), None
    for part in location:
        if isinstance(part, str):
            table, field = inner or table, None if inner is None else keys(inner).get(part)
            inner = _model_in(field.annotation) if field else None
            parts.append(part)
        elif parts == ["firm"] and (name := _name_of_firm(data, part)):
            parts.append(name)
        else:
            number, parts = (".".join(parts), part + 1), []
    path, last = ".".join(parts), [part for part in location if isinstance(part, str)][-1]
    return _Spot(numbered(path, *number) if number else named(path), path, last, table, field)


def numbered(path: str, table: str, number: int) -> Message:
    """The key of a table, or an item of a list, that is known by its number, counted from 1."""
    form = "errors.key.of" if path else "errors.key.item"
    return message(form, key=clean(path), table=table, number=number)


def _name_of_firm(data: object, index: int) -> str:
    """The name that a firm was given, or nothing if it has no usable one."""
    try:
        name = data["firm"][index]["name"]  # type: ignore[index]
    except (KeyError, IndexError, TypeError):
        return ""
    return name if isinstance(name, str) and "." not in name else ""


def keys(table: type[BaseModel]) -> dict[str, FieldInfo]:
    """The keys of a table, as a file spells them."""
    return {field.alias or name: field for name, field in table.model_fields.items()}


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """The table that an annotation holds, itself or in a tuple or a union."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(_model_in, get_args(annotation))), None)


def _translated(kind: str, spot: _Spot, given: object) -> InputError:
    """One finding of pydantic as a mistake with all that its reader needs."""
    values = {"key": spot.key, "given": shown(given)}
    if kind == "extra_forbidden":
        return _unknown_key(spot)
    if kind == "missing":
        return problem("missing_key", key=spot.key, example=message(f"errors.example.{spot.last}"))
    if kind in _RANGE:
        return problem("out_of_range", **values, allowed=_range(spot))
    if kind == "literal_error":
        return problem("not_a_choice", **values, allowed=Listing(map(shown, _choices(spot))))
    if kind in _EXPECTED:
        return problem("wrong_type", **values, expected=message(f"errors.expected.{_EXPECTED[kind]}"))
    if kind in ("too_short", "too_long"):
        return problem("wrong_count", key=spot.key, allowed=message(f"errors.count.{spot.last}"))
    if kind.startswith("string_"):
        return problem("wrong_form", **values, allowed=_form(spot))
    return problem("not_usable", **values)


def _unknown_key(spot: _Spot) -> InputError:
    """A key that its table does not have: the nearest of the table, or the same key of another table."""
    above, _, key = spot.path.rpartition(".")
    valid = list(keys(spot.table))
    best = nearest(key, valid)
    elsewhere = [path for path in parameters_by_path() if path.rpartition(".")[2] == key]
    if elsewhere and likeness(key, best) < _ALIKE:
        found = nearest(spot.path, elsewhere)
    else:
        found = f"{above}.{best}" if above else best
    return problem("unknown_key", key=spot.key, nearest=found, valid=Listing(f"`{name}`" for name in valid))


def _range(spot: _Spot) -> Message:
    """The bounds of a number, with its unit where it has one."""
    bounds = {name: getattr(part, name) for part in _metadata(spot) for name in ("ge", "gt", "le", "lt")
              if getattr(part, name, None) is not None}  # fmt: skip
    form = "open" if "gt" in bounds else "closed"
    low, high = bounds.get("ge", bounds.get("gt")), bounds.get("le", bounds.get("lt"))
    parameter = parameters_by_path().get(template(spot.path))
    if parameter is None or parameter.evidence is None:
        return message(f"errors.range.{form}", low=low, high=high)
    return message("errors.range.unit", low=low, high=high, unit=message(f"unit.{parameter.evidence.unit}"))


def _form(spot: _Spot) -> Message:
    """What a text has to look like."""
    if any(getattr(part, "pattern", None) for part in _metadata(spot)):
        return message(f"errors.form.{spot.last}")
    longest = next((part.max_length for part in _metadata(spot) if hasattr(part, "max_length")), 1000)
    return message("errors.form.length", longest=longest)


def _metadata(spot: _Spot) -> list[Any]:
    """The constraints of a field: its own, and those inside its annotation (``Month | None``)."""
    return [*spot.field.metadata, *_inside(spot.field.annotation)] if spot.field else []


def _inside(annotation: Any) -> Iterator[Any]:
    """The constraints written in an annotation by `Annotated`."""
    for extra in getattr(annotation, "__metadata__", ()):
        yield from extra.metadata if isinstance(extra, FieldInfo) else (extra,)
    for part in get_args(annotation):
        yield from _inside(part)


def _choices(spot: _Spot) -> tuple[object, ...]:
    """The values of the `Literal` in a field's annotation."""
    return literals(spot.field.annotation) if spot.field else ()


def literals(annotation: Any) -> tuple[object, ...]:
    """The values of the first `Literal` inside an annotation."""
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    return next(filter(None, map(literals, get_args(annotation))), ())
