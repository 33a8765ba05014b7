"""Mistakes in a scenario: firms are called by name, and a misplaced key is found in another table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from simulation.errors import InputError
from simulation.language import Message, message
from simulation.scenario.schema import parameters_by_path, template
from simulation.schema.mistakes import explained, plain_label, sibling
from simulation.schema.showing import likeness, nearest
from simulation.schema.values import Finding, Place

_ALIKE = 0.75
"""From this likeness on, a misspelt key is taken for a key of its own table rather than one misplaced."""


def named(path: str) -> Message | str:
    """A path in code letters, with the label of its parameter if it has one."""
    parameter = parameters_by_path().get(template(path))
    if parameter is None:
        return plain_label(path)
    return message("errors.key.labelled", key=path, name=message(f"parameters.{parameter.path}.name"))


def mistake_in_tables(findings: Sequence[Finding], raw: Mapping[str, Any], prefix: str = "") -> InputError:
    """The first mistake in a scenario's tables, or of the table under the path ``prefix``."""
    above = (prefix,) if prefix else ()
    placed = [each._replace(at=(*above, *_with_firm(each.at, raw))) for each in findings]
    return explained(placed, named, _meant)


def _with_firm(at: Place, raw: Mapping[str, Any]) -> Place:
    """A place in which a firm's number is replaced by its name, if it has a usable one."""
    if len(at) < 2 or at[0] != "firm" or not isinstance(at[1], int):
        return at
    try:
        name = raw["firm"][at[1]]["name"]
    except (KeyError, TypeError):
        return at
    usable = isinstance(name, str) and name and "." not in name
    return (at[0], name, *at[2:]) if usable else at


def _meant(path: str, valid: Sequence[str]) -> str:
    """The valid path nearest to an unknown one: of its own table, or the same key of another table."""
    key = path.rpartition(".")[2]
    elsewhere = [known for known in parameters_by_path() if known.rpartition(".")[2] == key]
    if elsewhere and likeness(key, nearest(key, valid)) < _ALIKE:
        return nearest(path, elsewhere)
    return sibling(path, valid)
