"""An example of every form of claim: a scenario file, and the lines of each claim in it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from simulation.scenario.document import Scenario
    from simulation.scenario.expectation import Relation

FILE = Path(__file__).with_name("examples.toml")
CLAIM = "[[expect]]\n"


@cache
def example() -> Scenario:
    """Return the scenario; its claims are in the order of their explanation."""
    from simulation.scenario.reading import parse_scenario

    return parse_scenario(FILE.read_text("utf-8"))


def lines_of_forms() -> dict[Relation, str]:
    """Return the lines of each form's example, as they stand in the file."""
    _, *claims = FILE.read_text("utf-8").split(CLAIM)
    relations = [expect.relation for expect in example().expects]
    return {relation: CLAIM + lines.strip() + "\n" for relation, lines in zip(relations, claims, strict=True)}
