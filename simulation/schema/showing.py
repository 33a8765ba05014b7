"""What a user wrote, shown in an error text: short, on one line, and beside it the nearest valid name."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from simulation.language import Message, message
from simulation.language import clean as cleaned

LONGEST = 80
"""The most characters that an error text quotes of one value."""
COMPARED = 200
"""The most characters of two names that are compared."""


def clean(words: str) -> str:
    """Text for one line of a terminal: no line breaks or control codes, at most `LONGEST` characters."""
    return cleaned(words, LONGEST)


def shown(value: object) -> Message | str:
    """A value as its author would write it, shortened; tables and lists only by kind."""
    if isinstance(value, Mapping):
        return message("errors.given.table")
    if isinstance(value, list | tuple):
        return message("errors.given.list")
    return f"`{clean(_written(value))}`"


def _written(value: object) -> str:
    """A single value as JSON writes it; a whole number too long for decimal digits in hexadecimal ones."""
    try:
        return json.dumps(value, ensure_ascii=False, default=str)
    except ValueError:
        return hex(value) if isinstance(value, int) else type(value).__name__


def likeness(given: str, valid: str) -> float:
    """How much two names are alike, 0 to 1; capitals do not count."""
    from difflib import SequenceMatcher  # takes a while to import, and only mistakes need it

    return SequenceMatcher(None, given[:COMPARED].casefold(), valid[:COMPARED].casefold()).ratio()


def nearest(given: str, valid: Iterable[str]) -> str:
    """The valid name most like the given one; ValueError if there is none."""
    return max(valid, key=lambda name: likeness(given, name))
