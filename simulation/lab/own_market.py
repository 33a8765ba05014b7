"""Scenarios that a page brings along as a text: the laboratory reads them, and keeps no file of anybody's."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from hashlib import sha256
from typing import Any

from simulation.errors import InputError
from simulation.lab import limits
from simulation.scenario.document import Scenario
from simulation.scenario.reading import scenario_from, tables_of

PREFIX = "own-"
"""How the name of such a scenario begins, which no file of the catalogue has."""
DIGITS = 16
"""Hexadecimal digits of the digest that a name has: enough for the markets of one browser."""
MOST_READ = 32
"""Scenarios that are kept after they were read: a page asks for its own again and again."""


def name_of(text: str) -> str:
    """Return the name of a text: a page that changes the text cannot keep its name."""
    return PREFIX + sha256(text.encode()).hexdigest()[:DIGITS]


def usual_form(text: str) -> str:
    """Return a text as files are read: without a byte order mark, letters with accents composed."""
    return unicodedata.normalize("NFC", text.removeprefix("\ufeff"))


@lru_cache(maxsize=MOST_READ)
def read(name: str, text: str) -> Scenario:
    """Return the scenario of a text; InputError if it is none, or not the one of this name."""
    if name != name_of(text):
        raise InputError("lab.error.own_name", given=name)
    raw = tables_of(text)
    for error in too_many(raw):
        raise error
    return scenario_from(raw, name)


def too_many(raw: Mapping[str, Any]) -> Iterator[InputError]:
    """Yield what is wrong where the tables of a file are more than the laboratory looks at."""
    for table, most in limits.MOST_TABLES.items():
        given = raw.get(table)
        if isinstance(given, list) and len(given) > most:
            yield InputError("lab.error.too_many_tables", table=table, given=len(given), most=most)
