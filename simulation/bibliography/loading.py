"""Reading the works of the bibliography from their file."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from simulation.bibliography.work import Checked, Kind, Work

WORKS = Path(__file__).with_name("works.toml")


@cache
def works() -> Mapping[str, Work]:
    """Return all works under their keys, in the order of the file."""
    entries = tomllib.loads(WORKS.read_text(encoding="utf-8"))
    return {key: _work(key, entry) for key, entry in entries.items()}


def work(key: str) -> Work:
    """Return the work with this key; KeyError if there is none."""
    return works()[key]


def cite(*keys: str) -> str:
    """Return how a text cites the works: ``cite("bolton-1998")`` is "Bolton 1998"."""
    return "; ".join(work(key).citation for key in keys)


def in_order(keys: Iterable[str]) -> tuple[Work, ...]:
    """Return the works with these keys, each once, in the order of a list of references."""
    return tuple(sorted((work(key) for key in set(keys)), key=_place))


def _work(key: str, entry: Mapping[str, Any]) -> Work:
    """Return one work of the file; an unknown word, kind or check is an error of the file."""
    given = dict(entry)
    return Work(
        key=key,
        authors=tuple(given.pop("authors")),
        year=given.pop("year", None),
        kind=Kind(given.pop("kind")),
        checked=Checked(given.pop("checked")),
        called=tuple(given.pop("called", ())),
        **given,
    )


def _place(one: Work) -> tuple[tuple[str, ...], int]:
    """Return what to sort by: surnames without "de" and "van", then the year."""
    names = one.surnames if not one.cited else (one.cited,)
    return tuple(name.removeprefix("de ").removeprefix("van ").casefold() for name in names), one.year or 0
