"""The parameters of a scenario: the world's, and those of a firm."""

from __future__ import annotations

from functools import cache

from simulation.scenario.firm import Firm
from simulation.scenario.world import World
from simulation.schema.listing import ParameterInfo, english, listed


@cache
def parameters() -> tuple[ParameterInfo, ...]:
    """Every parameter in the order of the schema: the world's, then a firm's."""
    return (*listed("world", World), *listed("firm", Firm))


@cache
def parameters_by_path() -> dict[str, ParameterInfo]:
    """Every parameter under its path."""
    return {parameter.path: parameter for parameter in parameters()}


@cache
def leaves() -> dict[str, ParameterInfo]:
    """The parameters that have a value of their own, without the keys of tables in lists."""
    lists = tuple(f"{parameter.path}." for parameter in parameters() if parameter.kind == "list")
    return {path: known for path, known in parameters_by_path().items() if not path.startswith(lists)}


def template(path: str) -> str:
    """A path without the name of its firm: ``firm.Focal.price`` becomes ``firm.price``."""
    root, _, rest = path.partition(".")
    return f"firm.{rest.partition('.')[2]}" if root == "firm" else path


def english_words() -> dict[str, str]:
    """The English names and meanings of all parameters, as messages of the catalogue."""
    return english(parameters())
