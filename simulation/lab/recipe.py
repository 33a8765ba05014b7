"""From a recipe to its market: the same recipe always gives the same market."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from simulation.errors import InputError
from simulation.lab import offered
from simulation.lab.messages import Move, Recipe
from simulation.market import Engine, MarketProcess, columns, make_engine
from simulation.scenario import paths
from simulation.scenario.document import Scenario


def scenario_of(recipe: Recipe) -> Scenario:
    """Return the scenario of a recipe, with what was changed before month 1; InputError if there is none.

    Only scenarios that are offered are read, never a path that came in a message.
    """
    scenario = offered.read(recipe.scenario)
    chosen = {"world.customers": recipe.customers, "world.months": recipe.months}
    scenario = scenario.with_(**{path: value for path, value in chosen.items() if value is not None})
    scenario = with_moves(scenario, [move for move in recipe.moves if move.month == 0])
    offered.refuse_the_absurd(scenario)
    with_moves(scenario, later_moves(recipe, scenario))
    return scenario


def with_moves(scenario: Scenario, moves: list[Move]) -> Scenario:
    """Return the scenario with these moves made; InputError for one that cannot be made."""
    for move in moves:
        scenario = scenario.with_(**{move.path: move.value})
    return scenario


def later_moves(recipe: Recipe, scenario: Scenario) -> list[Move]:
    """Return the moves after month 0; InputError for one that acts only from the start of a market."""
    moves = [move for move in recipe.moves if move.month > 0]
    for move in moves:
        refuse_from_start(scenario, move.path)
    return moves


def refuse_from_start(scenario: Scenario, path: str) -> None:
    """InputError for a parameter that acts only from the start of a market."""
    if paths.info(scenario.firms, path).from_start:
        raise InputError("lab.error.from_start", path=path)


class Replay:
    """A market that goes through the months of a recipe, lever by lever."""

    def __init__(
        self,
        scenario: Scenario,
        seed: int,
        moves: list[Move],
        engine: Engine | None = None,
    ) -> None:
        self.process = MarketProcess(scenario, seed, engine or make_engine("auto", scenario.world))
        self.moves = moves

    def advance(self) -> None:
        """Make the moves of this month, and run the next."""
        month = self.process.month
        due: Mapping[str, object] = {move.path: move.value for move in self.moves if move.month == month}
        if due:
            self.process.change(**due)
        self.process.advance()


def fingerprint(process: MarketProcess) -> str:
    """Return the SHA-256, in hexadecimal, of the month reached and of all columns of the state."""
    digest = hashlib.sha256(str(process.month).encode())
    for name in columns():
        digest.update(getattr(process.state, name).tobytes())
    return digest.hexdigest()
