"""Writing a scenario as TOML: every parameter, in the order of the schema, texts on lines of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import tomlkit

if TYPE_CHECKING:
    from simulation.scenario.document import Scenario


def written(scenario: Scenario) -> str:
    """The TOML text of a scenario; reading it gives the same scenario again."""
    return tomlkit.dumps(_plain(scenario.as_dict(empty=False)))


def _plain(value: Any) -> Any:
    """A value in the types of TOML; in a table, plain values go before tables, which would swallow them."""
    if isinstance(value, dict):
        kept = {key: _plain(inner) for key, inner in value.items() if inner not in ({}, (), [])}
        return dict(sorted(kept.items(), key=lambda item: _has_heading(item[1])))
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, str) and "\n" in value and value.replace("\n", "").isprintable():
        return tomlkit.string(value, multiline=True)
    return value


def _has_heading(value: Any) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and bool(value) and isinstance(value[0], dict))
