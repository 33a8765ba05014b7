"""From a recipe to its market: the same recipe always gives the same market."""

from __future__ import annotations

import hashlib
from collections.abc import Generator, Iterator, Mapping
from functools import cache
from importlib.util import find_spec

from simulation.errors import InputError
from simulation.lab import offered, own_market
from simulation.lab.messages import Move, Recipe
from simulation.language import message
from simulation.market import Engine, Management, MarketProcess, columns, make_engine
from simulation.market.compiled.cache import is_compiled, variant_of
from simulation.scenario import paths
from simulation.scenario.document import Scenario
from simulation.schema.mistakes import placed, told


def scenario_of(recipe: Recipe) -> Scenario:
    """Return the scenario of a recipe, with what was changed before month 1; InputError if there is none."""
    work = reading(recipe)
    while True:
        try:
            next(work)
        except StopIteration as end:
            scenario: Scenario = end.value
            return scenario


def reading(recipe: Recipe) -> Generator[None, None, Scenario]:
    """Return the scenario of a recipe as `scenario_of` does; yields after each move.

    Only scenarios that are offered are read, or the text of the recipe, never a path that came in a message.
    """
    scenario = yield from _moved(plain_scenario(recipe), [move for move in recipe.moves if move.month == 0])
    offered.refuse_the_absurd(scenario)
    yield from rehearsing(scenario, later_moves(recipe, scenario))
    return scenario


def plain_scenario(recipe: Recipe) -> Scenario:
    """Return the scenario of a recipe without any move."""
    chosen = {"world.customers": recipe.customers, "world.months": recipe.months}
    text = recipe.text
    scenario = offered.read(recipe.scenario) if text is None else own_market.read(recipe.scenario, text)
    return scenario.with_(**{path: value for path, value in chosen.items() if value is not None})


def key_of(recipe: Recipe) -> str:
    """Return what is the same for equal recipes alone; of a text, the name says which it is."""
    return repr(recipe.changed({"text": None}))


def _moved(scenario: Scenario, moves: list[Move]) -> Generator[None, None, Scenario]:
    """Return the scenario with these moves made; InputError for one that cannot be made."""
    for move in moves:
        scenario = scenario.with_(**{move.path: move.value})
        yield
    return scenario


def rehearsing(scenario: Scenario, moves: list[Move]) -> Iterator[None]:
    """Go through the months with the firms alone; yields now and then.

    InputError for a value that is not allowed, or that contradicts what else holds in its month.
    """
    for move in moves:
        paths.changed(scenario.world, scenario.firms, {move.path: move.value})
        yield
    firms = Management(scenario, seed=None)
    for month in range(scenario.world.months):
        try:
            _make(moves, month, firms)
            firms.begin(month + 1)
        except InputError as error:
            mistake = told(placed(error, message("errors.place.month", month=month + 1)))
            raise InputError("lab.error.contradict", mistake=mistake) from None
        yield


def _make(moves: list[Move], month: int, market: Management | MarketProcess) -> None:
    """Make the moves of a month, all at once."""
    due: Mapping[str, object] = {move.path: move.value for move in moves if move.month == month}
    if due:
        market.change(**due)


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


@cache
def is_ready(kind: str) -> bool:
    """Whether compiled code for a kind of market was ready when this process asked for the first time.

    The laboratory never compiles: that takes up to minutes, in which no page would be served.
    """
    return find_spec("numba") is not None and is_compiled(kind)


class Replay:
    """A market that goes through the months of a recipe, lever by lever.

    There is no market until `beginning` has been run to its end; `advancing` sees to it.
    """

    def __init__(
        self,
        scenario: Scenario,
        seed: int,
        moves: list[Move],
        engine: Engine | None = None,
    ) -> None:
        usual = make_engine("compiled" if is_ready(variant_of(scenario)) else "numpy", scenario)
        self.process = MarketProcess(scenario, seed, engine or usual, begin=False)
        self.moves = moves
        self._has_begun = False

    def beginning(self) -> Iterator[None]:
        """Draw the customers and run the warm-up, once; yields after each piece of work."""
        if not self._has_begun:
            yield from self.process.beginning()
            self._has_begun = True

    def advance(self) -> None:
        """Make the moves of this month, and run the next, at once."""
        for _ in self.advancing():
            pass

    def advancing(self) -> Iterator[None]:
        """Make the moves of this month, and run the next; yields after each piece of work."""
        yield from self.beginning()
        _make(self.moves, self.process.month, self.process)
        yield from self.process.advancing()


def fingerprint(process: MarketProcess) -> str:
    """Return the SHA-256, in hexadecimal, of the month reached and of all columns of the state."""
    digest = hashlib.sha256(str(process.month).encode())
    for name in columns():
        digest.update(getattr(process.state, name).tobytes())
    return digest.hexdigest()
