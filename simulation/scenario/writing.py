"""Writing a scenario as TOML: every parameter, in the order of the schema, texts on lines of their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import tomlkit

from simulation.schema import Table

if TYPE_CHECKING:
    from simulation.scenario.document import Scenario


def written(scenario: Scenario) -> str:
    """The TOML text of a scenario; reading it gives the same scenario again."""
    return tomlkit.dumps(_plain(scenario))


def written_tables(tables: Mapping[str, Any]) -> Iterator[str]:
    """Yield the TOML text of tables as they are read from a file, one after the other, and no default."""
    headed = {key: value for key, value in tables.items() if _has_heading(value)}
    yield tomlkit.dumps(_plain({key: value for key, value in tables.items() if key not in headed}))
    for key, value in headed.items():
        for each in [[one] for one in value] if isinstance(value, list) else [value]:
            yield tomlkit.dumps(_plain({key: each}))


def _plain(value: Any) -> Any:
    """A value in the types of TOML; in a table, plain values go before tables, which would swallow them."""
    if isinstance(value, Table):
        return _headings_last(_said(value))
    if isinstance(value, dict):
        return _headings_last({key: _plain(inner) for key, inner in value.items()})
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, str) and "\n" in value and value.replace("\n", "").isprintable():
        return tomlkit.string(value, multiline=True)
    return value


def _said(table: Table) -> dict[str, Any]:
    """What a file says of a declared table: lists and tables that are empty unless given are left out.

    What the author sets himself, as an alternative does, is written whole: an empty list is a value there.
    """
    values = ((each, _plain(getattr(table, each.attribute))) for each in table.fields())
    return {
        each.key: value
        for each, value in values
        if value is not None and (each.required or value not in ({}, []))
    }


def _headings_last(table: dict[str, Any]) -> dict[str, Any]:
    return dict(sorted(table.items(), key=lambda item: _has_heading(item[1])))


def _has_heading(value: Any) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and bool(value) and isinstance(value[0], dict))
