"""What points to the works: parameters, rules, patterns, scenarios and the model's documents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from simulation.bibliography.citations import citations
from simulation.bibliography.docstrings import PACKAGE, docstrings
from simulation.bibliography.loading import works
from simulation.scenario.catalogue import find, names
from simulation.scenario.schema import parameters
from simulation.validation.patterns import NAMES, pattern
from simulation.validation.references import references

RULES = frozenset({"market", "mechanisms"})
"""Folders of the package that hold rules of the model; other folders hold methods."""


class PlaceKind(StrEnum):
    """What points to a work."""

    PARAMETER = "parameter"
    RULE = "rule"
    METHOD = "method"
    PATTERN = "pattern"
    SCENARIO = "scenario"
    DOCUMENT = "document"


class Place(NamedTuple):
    """A place that points to works: its kind, and its path or name."""

    kind: PlaceKind
    name: str


@cache
def used_by() -> Mapping[str, tuple[Place, ...]]:
    """Return for every work, in the order of the bibliography, the places that point to it."""
    found: dict[str, list[Place]] = {key: [] for key in works()}
    for place, keys in pointing():
        for key in keys:
            found[key].append(place)
    return {key: tuple(places) for key, places in found.items()}


def pointing() -> Iterator[tuple[Place, tuple[str, ...]]]:
    """Yield every place that points to works, with their keys."""
    yield from _parameters()
    yield from _docstrings()
    yield from _patterns()
    yield from _scenarios()
    yield from _documents()


def _parameters() -> Iterator[tuple[Place, tuple[str, ...]]]:
    for parameter in parameters():
        if parameter.evidence and parameter.evidence.sources:
            yield Place(PlaceKind.PARAMETER, parameter.path), parameter.evidence.sources


def _docstrings() -> Iterator[tuple[Place, tuple[str, ...]]]:
    for file, name, words in docstrings():
        folder = file.relative_to(PACKAGE).parts[0]
        kind = PlaceKind.RULE if folder in RULES else PlaceKind.METHOD
        if folder != "bibliography" and (keys := citations(words).keys):
            yield Place(kind, name), keys


def _patterns() -> Iterator[tuple[Place, tuple[str, ...]]]:
    for name in NAMES:
        yield Place(PlaceKind.PATTERN, name), pattern(name).sources


def _scenarios() -> Iterator[tuple[Place, tuple[str, ...]]]:
    for name in names():
        yield Place(PlaceKind.SCENARIO, name), citations(find(name).read_text(encoding="utf-8")).keys


def _documents() -> Iterator[tuple[Place, tuple[str, ...]]]:
    words = (PACKAGE / "MODEL.md").read_text(encoding="utf-8")
    yield Place(PlaceKind.DOCUMENT, "MODEL.md"), citations(words).keys
    yield Place(PlaceKind.DOCUMENT, "VALIDATION.md"), tuple(one.key for one in references())
