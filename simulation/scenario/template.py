"""The beginning of a scenario of one's own: a commented file to fill in."""

from __future__ import annotations

import tomlkit

from simulation.language import text
from simulation.schema.showing import clean


def new_scenario(name: str, title: str) -> str:
    """The TOML text of a small complete scenario, its comments in the current language.

    ``name`` is the file's name without its ending, ``title`` what the scenario is called.
    """
    return text("template.scenario", name=clean(name), title=tomlkit.string(title).as_string())
