"""Every mistake of a scenario's tables at once, for whoever has to mend them all."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from simulation.errors import InputError
from simulation.scenario.checks import looks_at_market, looks_at_rest
from simulation.scenario.document import NO_LESSON, Scenario
from simulation.scenario.problems import mistake_in_tables
from simulation.scenario.reading import in_currency
from simulation.schema.values import Finding, Place


class Mistake(NamedTuple):
    """A mistake, and the path of the value that is wrong: ``firm.1.price`` is the second firm's.

    The path is empty where several values contradict each other.
    """

    path: str
    error: InputError


def every_mistake(raw: Mapping[str, Any], most: int) -> Generator[None, None, list[Mistake]]:
    """Return the first ``most`` mistakes of tables as TOML holds them; none if they are a scenario.

    Yields after each piece of work. Values that are wrong by themselves come first: only without them can
    anything be said about contradictions, and about what is built upon a market only if that is sound.
    """
    found: list[Finding] = []
    try:
        scenario = Scenario.unchecked(in_currency(raw), found)
    except InputError as error:
        return [Mistake("", error)]
    yield
    if found:
        return (yield from _explained(_unknown_first(found)[:most], raw))
    mistakes: list[Mistake] = []
    for looks in (looks_at_market, looks_at_rest, _looks_at_alternatives):
        mistakes = mistakes or (yield from _raised(looks(scenario), most))
    return mistakes


def _unknown_first(found: Iterable[Finding]) -> list[Finding]:
    """Unknown keys before all others: a misspelt key is also a missing one."""
    return sorted(found, key=lambda each: each.mistake != "unknown_key")


def _explained(found: Sequence[Finding], raw: Mapping[str, Any]) -> Generator[None, None, list[Mistake]]:
    mistakes = []
    for each in found:
        mistakes.append(Mistake(path_of(each.at), mistake_in_tables([each], raw)))
        yield
    return mistakes


def path_of(at: Place) -> str:
    """A place as a path; tables of a list have their number, counted from 0."""
    return ".".join(map(str, at))


def _looks_at_alternatives(scenario: Scenario) -> Iterator[Callable[[], object]]:
    """Yield the checks that every alternative is a market, too."""
    alone = scenario.changed(NO_LESSON)
    for each in scenario.alternatives:
        yield partial(alone.with_, **each.set)


def _raised(looks: Iterable[Callable[[], object]], most: int) -> Generator[None, None, list[Mistake]]:
    """Return the contradictions that checks raise, each once."""
    mistakes: dict[str, Mistake] = {}
    for look in looks:
        try:
            look()
        except InputError as error:
            mistakes.setdefault(str(error), Mistake("", error))
        if len(mistakes) >= most:
            break
        yield
    return list(mistakes.values())
