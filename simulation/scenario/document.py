"""The scenario: a market, what happens in it, what is compared, what is claimed, and its lesson."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, PrivateAttr, ValidationError, model_validator

from simulation.errors import InputError
from simulation.language import Message, current_language, message
from simulation.scenario import checks, paths
from simulation.scenario.expectation import Expect, Month
from simulation.scenario.firm import Firm
from simulation.scenario.problems import HERE, explained, placed, problem
from simulation.scenario.table import Table
from simulation.scenario.world import World

MOST_FIRMS = 26


def _flat(table: Any, prefix: str = "") -> Any:
    """Changes written as nested tables (``set.firm.Focal.level``) under their paths."""
    if not isinstance(table, Mapping):
        return table
    flat: dict[str, Any] = {}
    for name, value in table.items():
        below = _flat(value, f"{prefix}{name}.") if isinstance(value, Mapping) else {f"{prefix}{name}": value}
        for path in flat.keys() & below.keys():
            raise problem("path_twice", path=path)
        flat |= below
    return flat


class Event(Table):
    """From ``month`` on, the parameter at ``path`` has this value; in month ``until`` the old one returns."""

    month: Month
    path: str
    value: Any
    until: Month | None = None


class Alternative(Table):
    """A course to be compared: a name, and the parameters that it sets."""

    name: str = Field(min_length=1, max_length=60)
    set: Annotated[dict[str, Any], BeforeValidator(_flat)] = Field(default_factory=dict)


class Text(Table):
    """The lesson, under the headings of NetLogo's Info tab, with a prediction and questions to discuss."""

    what_is_it: str = ""
    how_it_works: str = ""
    how_to_use_it: str = ""
    prediction: str = ""
    things_to_notice: str = ""
    things_to_try: str = ""
    discussion: tuple[str, ...] = ()
    extending: str = ""
    references: str = ""


class Chinese(Table):
    """The words of a scenario in Chinese; what is missing is told in English."""

    title: str = ""
    question: str = ""
    text: Text = Text()
    alternative: dict[str, str] = Field(default_factory=dict)
    expect: dict[str, str] = Field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Lesson:
    """A scenario's words in one language: names of firms, alternatives and claims by their keys."""

    title: str
    question: str
    text: Text
    firms: dict[str, str]
    alternatives: dict[str, str]
    claims: dict[str, str]


class Scenario(Table):
    """A market and its lesson; immutable, valid by construction. The first firm is the focal one."""

    version: Literal[1] = Field(alias="schema")
    title: str = Field(min_length=1, max_length=200)
    question: str = Field(min_length=1, max_length=1000)
    world: World = World()
    firms: tuple[Firm, ...] = Field(alias="firm", min_length=1, max_length=MOST_FIRMS)
    events: tuple[Event, ...] = Field(default=(), alias="event")
    alternatives: tuple[Alternative, ...] = Field(default=(), alias="alternative")
    expects: tuple[Expect, ...] = Field(default=(), alias="expect")
    text: Text = Text()
    zh: Chinese = Chinese()
    _name: str = PrivateAttr("")

    @model_validator(mode="after")
    def _no_contradictions(self) -> Self:
        checks.check(self)
        return self

    @classmethod
    def made(cls, raw: Mapping[str, Any], name: str = "", place: Message = HERE) -> Scenario:
        """Make a scenario of the tables of a file; InputError, told with the place, if it is not one.

        Money that ``raw`` leaves out gets the schema's default for a reference price of 100: see
        `simulation.scenario.reading` for files in other currencies.
        """
        try:
            scenario = cls.model_validate(raw)
        except ValidationError as error:
            raise placed(explained(error, cls, raw), place) from None
        except InputError as error:
            raise placed(error, place) from None
        scenario._name = name
        return scenario

    @property
    def name(self) -> str:
        """Name in the catalogue, or the file's name without its ending; empty if made in Python."""
        return self._name

    @property
    def focal(self) -> str:
        """Name of the first firm, the one whose course is compared."""
        return self.firms[0].name

    @property
    def digest(self) -> str:
        """SHA-256, in hexadecimal, of everything that is not words: equal digests are equal markets."""
        content = self.model_dump(by_alias=True, exclude=_WORDS)
        written = json.dumps(_canonical(content), sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(written.encode()).hexdigest()

    def with_(self, **changes: object) -> Scenario:
        """The same scenario with other values at these paths: ``with_(**{"firm.Focal.level": 3})``.

        Everything is checked again; InputError for an unknown path or a value that is not allowed. Another
        ``world.reference_price`` does not rescale the money parameters: they stay as they are. Events and
        claims beyond a shortened horizon stay too; such events just do not happen.
        """
        place = message("errors.place.scenario", name=self.name) if self.name else HERE
        try:
            world, firms = paths.changed(self.world, self.firms, changes)
        except InputError as error:
            raise placed(error, place) from None
        raw = {key: getattr(self, name) for name, key in _SPELLING.items()}
        return self.made({**raw, "world": world, "firm": firms}, self.name, place)

    def get(self, path: str) -> Any:
        """The value at a path; InputError for an unknown path."""
        return paths.get(self.world, self.firms, path)

    def to_toml(self) -> str:
        """The whole scenario as TOML, every parameter written out."""
        from simulation.scenario.writing import written

        return written(self)

    def lesson(self, language: str | None = None) -> Lesson:
        """The words of the scenario in ``en`` or ``zh``, or in the current language."""
        chinese = (language or current_language()) == "zh"
        return _in_chinese(self) if chinese else _in_english(self)


_WORDS: dict[str, Any] = {
    "title": True, "question": True, "text": True, "zh": True,
    "firms": {"__all__": {"name_zh"}}, "expects": {"__all__": {"text"}},
}  # fmt: skip
_SPELLING = {name: field.alias or name for name, field in Scenario.model_fields.items()}


def _in_english(scenario: Scenario) -> Lesson:
    return Lesson(
        scenario.title,
        scenario.question,
        scenario.text,
        {firm.name: firm.name for firm in scenario.firms},
        {alternative.name: alternative.name for alternative in scenario.alternatives},
        {expect.claim: expect.text for expect in scenario.expects},
    )


def _in_chinese(scenario: Scenario) -> Lesson:
    """The Chinese words, with the English ones wherever a Chinese one is missing."""
    zh, english = scenario.zh, _in_english(scenario)
    text = {name: getattr(zh.text, name) or getattr(scenario.text, name) for name in Text.model_fields}
    return Lesson(
        zh.title or scenario.title,
        zh.question or scenario.question,
        Text(**text),
        {firm.name: firm.name_zh or firm.name for firm in scenario.firms},
        english.alternatives | zh.alternative,
        english.claims | zh.expect,
    )


def _canonical(value: Any) -> Any:
    """A value in which 1 and 1.0 are the same number."""
    if isinstance(value, dict):
        return {key: _canonical(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_canonical(inner) for inner in value]
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value
