"""The scenarios that a laboratory offers: those of the catalogue, and the files named when it was started."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from simulation.errors import InputError
from simulation.lab import limits
from simulation.scenario import catalogue
from simulation.scenario.document import Scenario
from simulation.scenario.reading import load_scenario, read_text

FILES = "LOYALTYLAB_LAB_SCENARIOS"
"""Environment variable that names the files to the processes of a laboratory: absolute paths, as JSON."""
USUAL = "opening"
"""The scenario that a page opens which asks for none."""


def offer(scenarios: Sequence[str]) -> None:
    """Offer these scenarios (names or files) besides the catalogue's; InputError for one that cannot be."""
    files = [catalogue.find(given).absolute() for given in scenarios]
    for file in files:
        refuse_the_absurd(load_scenario(file))
    stems = [file.stem for file in files]
    if len(set(stems)) < len(stems):
        raise InputError("lab.command.error.same_name", names=", ".join(sorted(stems)))
    os.environ[FILES] = json.dumps([str(file) for file in files])


def own() -> dict[str, Path]:
    """Return the files that were named, by the names of their scenarios, in the order given."""
    files = [Path(each) for each in json.loads(os.environ.get(FILES) or "[]")]
    return {file.stem: file for file in files}


def names() -> list[str]:
    """Return the names of all scenarios, those that were named first."""
    mine = own()
    return [*mine, *(name for name in catalogue.names() if name not in mine)]


def first() -> str:
    """Return the scenario with which a page begins that asks for none."""
    return next(iter(own()), USUAL)


@cache
def read(name: str) -> Scenario:
    """Return a scenario by its name, never by a path; InputError if there is none of this name."""
    return load_scenario(_file(name))


def text_of(name: str) -> str:
    """Return the text of a scenario by its name, never by a path; InputError if there is none."""
    return read_text(_file(name))


def _file(name: str) -> Path:
    if name not in names():
        raise InputError("lab.error.scenario", given=name)
    return own()[name] if name in own() else catalogue.find(name)


def refuse_the_absurd(scenario: Scenario) -> None:
    """InputError for a market larger than the laboratory serves."""
    world = scenario.world
    if world.customers > limits.MOST_CUSTOMERS or world.months > limits.MOST_MONTHS:
        raise InputError("lab.error.too_large", customers=limits.MOST_CUSTOMERS, months=limits.MOST_MONTHS)
    if len(scenario.firms) * world.customers > limits.MOST_PLACES:
        most = limits.MOST_PLACES // len(scenario.firms)
        raise InputError("lab.error.too_many_places", firms=len(scenario.firms), most=most)
    if world.warm_up > limits.MOST_WARM_UP:
        raise InputError("lab.error.warm_up", most=limits.MOST_WARM_UP)
