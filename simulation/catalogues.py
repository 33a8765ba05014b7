"""The catalogues of messages: every word for users stands there, in English and in Chinese.

A catalogue is a folder of TOML files, ``language/en/`` and ``language/zh/``. The name of a file is the first
part of the keys of its messages, nested tables are the further parts: ``unknown_key`` in ``errors.toml`` is
``errors.unknown_key``.
Places in a message are written as ``{name}`` and filled by `str.format`.

The English words of what declares itself, such as a parameter or a measure, are in its declaration: see
`DECLARED`.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from numbers import Number
from pathlib import Path
from string import Formatter
from typing import Any, TypeGuard

LANGUAGES = ("en", "zh")
DECLARED = {
    "measures": "simulation.measures.declared.words",
    "parameters": "simulation.scenario.schema",
}
"""Parts of the English catalogue that stand in declarations: the module whose ``english_words`` has them."""
LONGEST_QUOTED = 300
"""The most characters that an error text quotes of one value that was given."""
MOST_LISTED = 100
"""The most values of a list that an error text enumerates."""
_HOME = Path(__file__).parent / "language"
_LONG_NUMBER = 512
"""Bits of the longest whole number that a message shows in decimal digits."""
_chosen: ContextVar[str | None] = ContextVar("language", default=None)


def choose_language(language: str) -> None:
    """Use one of `LANGUAGES` from now on in this context."""
    _chosen.set(language)


def current_language() -> str:
    """The language chosen, or else the one that the environment asks for: ``zh`` or ``en``."""
    return _chosen.get() or _language_of_environment()


def text(key: str, /, **values: object) -> str:
    """The message ``key`` in the current language with its places filled; KeyError if there is none."""
    return _FILLED.vformat(_messages(current_language(), key.partition(".")[0])[key], (), values)


def clean(words: str, longest: int = LONGEST_QUOTED) -> str:
    """Text for one line of a terminal: no line breaks or control codes, at most ``longest`` characters."""
    printable = "".join(letter if letter.isprintable() else "\ufffd" for letter in words[: longest + 1])
    return printable if len(printable) <= longest else f"{printable[: longest - 3]}..."


def in_one_line(value: object) -> object:
    """A value for an error text: numbers as they are, everything else `clean`, also inside messages."""
    if value is None or (isinstance(value, Number) and not _too_long(value)):
        return value
    if isinstance(value, Message):
        return Message(value.key, tuple((name, in_one_line(each)) for name, each in value.values))
    if isinstance(value, Listing):
        more = ("...",) if len(value) > MOST_LISTED else ()
        return Listing((*map(in_one_line, value[:MOST_LISTED]), *more))
    return clean(as_text(value))


def as_text(value: object) -> str:
    """Return a value as text, whatever it is: of a whole number with too many digits the hexadecimal ones."""
    if _too_long(value):
        return hex(value)
    try:
        return str(value)
    except (ValueError, RecursionError):
        return type(value).__name__


def catalogue(language: str) -> dict[str, str]:
    """All messages of a language under their dotted keys, places unfilled (for the browser)."""
    names = sorted({file.stem for file in (_HOME / language).glob("*.toml")} | DECLARED.keys())
    return {key: words for name in names for key, words in _messages(language, name).items()}


@dataclass(frozen=True, slots=True)
class Message:
    """A message as a value of another message: put into words when that one is shown."""

    key: str
    values: tuple[tuple[str, object], ...] = ()

    def __str__(self) -> str:
        return text(self.key, **dict(self.values))


def message(key: str, /, **values: object) -> Message:
    """Return a message to be put into words later, as a value of another message."""
    return Message(key, tuple(values.items()))


class Listing(tuple[object, ...]):
    """Values that a message enumerates, with the separator of the current language."""

    __slots__ = ()

    def __str__(self) -> str:
        return text("words.separator").join(str(item) for item in self)

    def __format__(self, form: str) -> str:
        return format(str(self), form)


class _Filled(Formatter):
    """Fills the places of messages; a value that does not fit the form of its place is written plainly."""

    def format_field(self, value: object, format_spec: str) -> str:
        """Return the value in the form of its place, or else as it is."""
        try:
            return as_text(value) if _too_long(value) else format(value, format_spec)
        except (TypeError, ValueError, OverflowError, RecursionError):
            return as_text(value)


_FILLED = _Filled()


def _too_long(value: object) -> TypeGuard[int]:
    """Whether a value is a whole number with more decimal digits than anybody reads, or Python writes."""
    return isinstance(value, int) and value.bit_length() > _LONG_NUMBER


def _language_of_environment() -> str:
    """``zh`` where the environment's first word on it begins so, ``en`` otherwise."""
    asked = (os.environ.get(name) for name in ("LOYALTYLAB_LANG", "LC_ALL", "LC_MESSAGES", "LANG"))
    return "zh" if next(filter(None, asked), "").lower().startswith("zh") else "en"


@cache
def _messages(language: str, name: str) -> Mapping[str, str]:
    """The messages of one part of a catalogue; a part that is not there holds none."""
    if language == "en" and name in DECLARED:
        return dict(import_module(DECLARED[name]).english_words())
    file = _HOME / language / f"{name}.toml"
    return dict(_flattened(name, tomllib.loads(file.read_text("utf-8")))) if file.is_file() else {}


def _flattened(prefix: str, table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The texts of nested tables under dotted keys."""
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flattened(f"{prefix}.{name}", value)
        else:
            yield f"{prefix}.{name}", value
