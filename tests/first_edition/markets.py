"""The markets of the first edition, as they were: what has been added since has its neutral value."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from simulation.scenario.document import Scenario
from simulation.scenario.schema import parameters
from simulation.schema.field import Field

HERE = Path(__file__).parent
MARKETS = tuple(sorted(file.stem for file in HERE.glob("*.toml") if file.stem != "digests"))


def first_edition(name: str) -> Scenario:
    """A market of the first edition. Its file says every value that there was."""
    raw = tomllib.loads((HERE / f"{name}.toml").read_text("utf-8"))
    lists = tuple(f"{each.path}." for each in parameters() if each.field.default == ())
    for parameter in parameters():
        if parameter.path.startswith(lists):
            continue
        root, *path = parameter.path.split(".")
        for table in [raw["world"]] if root == "world" else raw["firm"]:
            _complete(table, path, parameter.field)
    return Scenario.made(raw)


def _complete(table: dict[str, Any], path: list[str], field: Field) -> None:
    """Give a value that the file does not say its neutral value."""
    *tables, attribute = path
    key, optional = field.key or attribute, field.default is None or field.default in ({}, ())
    for each in tables:
        table = table.setdefault(each, {})
    if key not in table and not optional:
        assert field.neutral is not None, f"{'.'.join(path)} is new and declares no neutral value"
        table[key] = field.neutral
