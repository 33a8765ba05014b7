"""Kinds of values: each reads what a file or a program gives, or notes what is wrong with it.

``read`` never raises: it appends what it finds to a list, so that one reading collects all mistakes, and
what it returns after a finding is not used. Types are strict: ``true`` is no number, ``1`` no switch,
``36.0`` no whole number. Only a whole number where any number is wanted is converted.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from math import inf
from typing import Any, ClassVar, Literal, NamedTuple

from simulation.language import Listing, Message, message
from simulation.schema.evidence import Unit
from simulation.schema.showing import shown

Kind = Literal["number", "integer", "switch", "choice", "text", "list", "table", "other"]
Mistake = Literal[
    "unknown_key", "missing_key", "wrong_type", "out_of_range", "not_a_choice", "wrong_form", "wrong_count"
]
"""What can be wrong; ``errors.<mistake>`` is the message."""
CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
"""Characters that are no part of a line: control codes, and everything that breaks lines."""
Place = tuple[str | int, ...]
"""Where a value stands: keys of tables, and numbers of list entries counted from 0."""


def encodable(text: str) -> bool:
    """Whether a text can be written to a file: half of a surrogate pair cannot."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


class Finding(NamedTuple):
    """A mistake: what is wrong, where, what was given, and the kind of value that stands there."""

    mistake: Mistake
    at: Place
    given: object
    value: Value


class Value:
    """A kind of value."""

    kind: ClassVar[Kind] = "other"
    expected: ClassVar[str] = ""
    """The message ``errors.expected.<expected>``: what has to be written."""

    def read(self, given: Any, at: Place, found: list[Finding]) -> Any:
        """Return the value as tables keep it; append a finding for everything that is wrong with it."""
        raise NotImplementedError

    def allowed(self, key: str) -> Message | Listing:
        """What is allowed for the key, in words (where a value of the right type can be wrong)."""
        raise NotImplementedError

    def keys(self) -> tuple[str, ...]:
        """The keys that may stand in the value; none where it is no table of declared keys."""
        return ()

    def _wrong(self, mistake: Mistake, given: object, at: Place, found: list[Finding]) -> Any:
        """Append a finding; there is no value then."""
        found.append(Finding(mistake, at, given, self))
        return None


class Number(Value):
    """A number between two bounds, themselves included unless ``strictly``."""

    kind: ClassVar[Kind] = "number"
    expected = "number"

    def __init__(self, low: float, high: float, *, strictly: bool = False, unit: Unit | None = None) -> None:
        self.low, self.high, self.strictly, self.unit = low, high, strictly, unit

    def read(self, given: Any, at: Place, found: list[Finding]) -> Any:
        """Read a number; a whole one is converted."""
        if isinstance(given, bool) or not isinstance(given, (int, float)):
            return self._wrong("wrong_type", given, at, found)
        if not self._holds(given):
            return self._wrong("out_of_range", given, at, found)
        return float(given)

    def _holds(self, given: float) -> bool:
        """Whether a number is within the bounds; one that is not a number never is."""
        if self.strictly:
            return self.low < given < self.high
        return self.low <= given <= self.high

    def allowed(self, key: str) -> Message:  # noqa: ARG002
        """Both bounds, with the unit if there is one."""
        ends = {"low": self.low, "high": self.high}
        if self.unit is not None:
            return message("errors.range.unit", **ends, unit=message(f"unit.{self.unit}"))
        return message("errors.range.open" if self.strictly else "errors.range.closed", **ends)


class Whole(Number):
    """A whole number, between two bounds if these are given."""

    kind, expected = "integer", "whole"

    def __init__(
        self, low: float = -inf, high: float = inf, *, strictly: bool = False, unit: Unit | None = None
    ) -> None:
        super().__init__(low, high, strictly=strictly, unit=unit)

    def read(self, given: Any, at: Place, found: list[Finding]) -> Any:
        """Read a whole number."""
        if isinstance(given, bool) or not isinstance(given, int):
            return self._wrong("wrong_type", given, at, found)
        if not self._holds(given):
            return self._wrong("out_of_range", given, at, found)
        return int(given)


class Switch(Value):
    """True or false."""

    kind, expected = "switch", "switch"

    def read(self, given: Any, at: Place, found: list[Finding]) -> Any:
        """Read a switch."""
        return given if isinstance(given, bool) else self._wrong("wrong_type", given, at, found)


class String(Value):
    """A text, of a length and a form if these are given; ``pattern`` has to fit the whole text.

    With ``line`` it is a single line, without control characters.
    """

    kind, expected = "text", "text"

    def __init__(
        self, shortest: int = 0, longest: int | None = None, pattern: str = "", *, line: bool = False
    ) -> None:
        self.shortest, self.longest, self.pattern, self.line = shortest, longest, pattern, line

    def read(self, given: Any, at: Place, found: list[Finding]) -> Any:
        """Read a text."""
        if not isinstance(given, str):
            return self._wrong("wrong_type", given, at, found)
        if not self._holds(given):
            return self._wrong("wrong_form", given, at, found)
        return str(given)

    def _holds(self, given: str) -> bool:
        if len(given) < self.shortest or (self.longest is not None and len(given) > self.longest):
            return False
        if self.pattern and not re.fullmatch(self.pattern, given):
            return False
        if self.line and CONTROLS.search(given):
            return False
        return given.isascii() or encodable(given)

    def allowed(self, key: str) -> Message:
        """The length, or the form that ``errors.form.<key>`` describes."""
        if self.pattern:
            return message(f"errors.form.{key}")
        form = "errors.form.line" if self.line else "errors.form.length"
        return message(form, longest=1000 if self.longest is None else self.longest)


class Choice(Value):
    """One of a few texts or whole numbers."""

    kind = "choice"

    def __init__(self, choices: Sequence[str | int]) -> None:
        self.choices = tuple(choices)

    def read(self, given: Any, at: Place, found: list[Finding]) -> Any:
        """Read a choice; neither ``true`` nor ``1.0`` is the choice 1."""
        for choice in self.choices:
            if isinstance(given, type(choice)) and not isinstance(given, bool) and choice == given:
                return choice
        return self._wrong("not_a_choice", given, at, found)

    def allowed(self, key: str) -> Listing:  # noqa: ARG002
        """All choices."""
        return Listing(map(shown, self.choices))


class ListOf(Value):
    """A list of values of one kind; tables keep it as a tuple."""

    kind, expected = "list", "list"

    def __init__(self, item: Value, shortest: int = 0, longest: int | None = None) -> None:
        self.item, self.shortest, self.longest = item, shortest, longest

    def read(self, given: Any, at: Place, found: list[Finding]) -> Any:
        """Read a list or a tuple."""
        if not isinstance(given, (list, tuple)):
            return self._wrong("wrong_type", given, at, found)
        if len(given) < self.shortest or (self.longest is not None and len(given) > self.longest):
            return self._wrong("wrong_count", given, at, found)
        return tuple(self.item.read(each, (*at, number), found) for number, each in enumerate(given))

    def allowed(self, key: str) -> Message:
        """How many entries, as ``errors.count.<key>`` describes it."""
        return message(f"errors.count.{key}")


class MapOf(Value):
    """Values of one kind under names that the author chooses."""

    expected = "table"

    def __init__(self, item: Value) -> None:
        self.item = item

    def read(self, given: Any, at: Place, found: list[Finding]) -> Any:
        """Read a mapping; its keys are texts."""
        if not isinstance(given, Mapping):
            return self._wrong("wrong_type", given, at, found)
        return {str(key): self.item.read(each, (*at, str(key)), found) for key, each in given.items()}


class Optional(Value):
    """A value, or none at all."""

    def __init__(self, value: Value) -> None:
        self.value = value

    def read(self, given: Any, at: Place, found: list[Finding]) -> Any:
        """Read the value unless there is none."""
        return None if given is None else self.value.read(given, at, found)


class Either(Value):
    """A value of the first of several kinds that can read it.

    Where no kind can, the findings count of the first that found fault with more than the type of the whole,
    since that is the kind that was meant; if there is none, those of the first.
    """

    def __init__(self, *values: Value) -> None:
        self.values = values

    def read(self, given: Any, at: Place, found: list[Finding]) -> Any:
        """Read the value."""
        refusals: list[list[Finding]] = []
        for value in self.values:
            refused: list[Finding] = []
            read = value.read(given, at, refused)
            if not refused:
                return read
            refusals.append(refused)
        meant = (each for each in refusals if (each[0].mistake, each[0].at) != ("wrong_type", at))
        found.extend(next(meant, refusals[0]))
        return None


class Anything(Value):
    """A value that another part of the program checks."""

    def read(self, given: Any, at: Place, found: list[Finding]) -> Any:  # noqa: ARG002
        """Return what is given."""
        return given
