"""The scenario: a market, what happens in it, what is compared, what is claimed, and its lesson."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from simulation.errors import InputError
from simulation.language import Message, current_language, message
from simulation.scenario import checks, paths, warm_up
from simulation.scenario.challenge import Challenge
from simulation.scenario.claim_figures import Setting
from simulation.scenario.expectation import Expect
from simulation.scenario.firm import Firm
from simulation.scenario.lesson import MOST_QUESTIONS, TEXTS, Text
from simulation.scenario.policy import Month
from simulation.scenario.prediction import ChinesePrediction, Prediction, PredictionWords, words_of
from simulation.scenario.problems import mistake_in_tables
from simulation.scenario.world import World
from simulation.schema import Changes, ListOf, String, Table, TableOf, ValidationError, field
from simulation.schema.mistakes import HERE, placed
from simulation.schema.values import Finding

MOST_FIRMS = 26
MOST_ALTERNATIVES = 200
MOST_CLAIMS = 200
MOST_EVENTS = 1000
Line = Annotated[str, String(0, 200, line=True)]
"""A text that is shown in one line."""


class Event(Table):
    """From ``month`` on, the parameter at ``path`` has this value; in month ``until`` the old one returns.

    An event that is ``planned`` falls away where an alternative, or anybody before its month, sets the same
    parameter otherwise.
    """

    month: Month
    path: Annotated[str, String(1, 200, line=True)]
    value: Any
    until: Month | None = None
    planned: bool = False


class Alternative(Table):
    """A course to be compared: a name, what it is called in English, and the parameters that it sets.

    Commands and tables for programs have the ``name``, readers the ``label`` (the name, if it has none).
    """

    name: Annotated[str, String(1, 60, line=True)]
    label: Annotated[str, String(0, 60, line=True)] = ""
    set: Annotated[dict[str, Any], Changes()] = field(default={})


class Chinese(Table):
    """The words of a scenario in Chinese; what is missing is shown in English."""

    title: Line = ""
    question: str = ""
    text: Text = Text()
    alternative: dict[str, Line] = field(default={})
    expect: dict[str, str] = field(default={})
    prediction: dict[str, ChinesePrediction] = field(default={})


@dataclass(frozen=True, slots=True)
class Lesson:
    """A scenario's words in one language: of firms, alternatives, claims and questions by their keys."""

    title: str
    question: str
    text: Text
    firms: dict[str, str]
    alternatives: dict[str, str]
    claims: dict[str, str]
    predictions: dict[str, PredictionWords]


class Scenario(Table):
    """A market and its lesson; immutable, valid by construction. The first firm is the focal one."""

    version: Literal[1] = field(alias="schema")
    title: Annotated[str, String(1, 200, line=True)]
    question: Annotated[str, String(1, 1000)]
    world: World = World()
    firms: Annotated[tuple[Firm, ...], ListOf(TableOf(Firm), 1, MOST_FIRMS)] = field(alias="firm")
    before: Annotated[dict[str, Any], Changes()] = field(default={})
    """Values until month 0, by path, where they are not those of month 1; a change of the scenario notes
    them by itself under ``world.varied_from = "month_1"``."""
    events: Annotated[tuple[Event, ...], ListOf(TableOf(Event), 0, MOST_EVENTS)] = field(
        default=(), alias="event"
    )
    alternatives: Annotated[tuple[Alternative, ...], ListOf(TableOf(Alternative), 0, MOST_ALTERNATIVES)] = (
        field(default=(), alias="alternative")
    )
    expects: Annotated[tuple[Expect, ...], ListOf(TableOf(Expect), 0, MOST_CLAIMS)] = field(
        default=(), alias="expect"
    )
    predictions: Annotated[tuple[Prediction, ...], ListOf(TableOf(Prediction), 0, MOST_QUESTIONS)] = field(
        default=(), alias="prediction"
    )
    challenge: Challenge | None = None
    text: Text = Text()
    zh: Chinese = Chinese()

    def check(self) -> None:
        """Raise InputError for the first contradiction."""
        checks.check(self)

    @classmethod
    def made(cls, raw: Mapping[str, Any], name: str = "", place: Message = HERE) -> Scenario:
        """Make a scenario of the tables of a file; InputError with the place if it is not one.

        Money that ``raw`` leaves out gets the schema's default for a reference price of 100: see
        `simulation.scenario.reading` for files in other currencies.
        """
        try:
            scenario = cls.read(raw)
        except ValidationError as error:
            raise placed(mistake_in_tables(error.findings, raw), place) from None
        except InputError as error:
            raise placed(error, place) from None
        if name:
            scenario.__dict__["_name"] = name
        return scenario

    @classmethod
    def unchecked(cls, raw: Mapping[str, Any], found: list[Finding]) -> Scenario:
        """A scenario whose values may contradict each other; of no use if anything is found to be wrong."""
        return cls._made(cls._values(raw, (), found))

    @property
    def name(self) -> str:
        """Name in the catalogue, or the file's name without its ending; empty if made in Python."""
        return str(self.__dict__.get("_name", ""))

    @property
    def focal(self) -> str:
        """Name of the first firm, the one whose course is compared."""
        return self.firms[0].name

    @property
    def setting(self) -> Setting:
        """What the claims can name."""
        alternatives = tuple(each.name for each in self.alternatives)
        return Setting(tuple(firm.name for firm in self.firms), alternatives, self.expects)

    @property
    def digest(self) -> str:
        """SHA-256, in hexadecimal, of everything that is not words: equal digests are equal markets."""
        from simulation.scenario.digest import digest

        return digest(self)

    def with_(self, **changes: object) -> Scenario:
        """The same scenario with other values at these paths: ``with_(**{"firm.Focal.level": 3})``.

        They act from when ``world.varied_from`` says: from the start, or from month 1, after a warm-up on the
        values of before.

        Everything is checked again; InputError for an unknown path or a value that is not allowed. Another
        ``world.reference_price`` does not rescale the money parameters: they stay as they are. Events,
        claims and questions beyond a shortened horizon stay too: such events do not happen, such claims
        cannot be judged, such questions not be answered.
        """
        return self._with(changes, warm_up.noted)

    def built_with(self, **changes: object) -> Scenario:
        """The same scenario as `with_` gives it, but the values hold in the warm-up too, whatever it says."""
        return self._with(changes, warm_up.forgotten)

    def in_warm_up(self) -> Scenario:
        """The market until month 0: on the terms of before, without any programme or treatment."""
        levels = {f"firm.{firm.name}.level": 0 for firm in self.firms}
        alike = {
            f"firm.{firm.name}.treatment": [each.changed({"set": {}}) for each in firm.treatment]
            for firm in self.firms
            if firm.treatment
        }
        return self.built_with(**self.before, **levels, **alike)

    def _with(self, changes: Mapping[str, object], terms: warm_up.Terms) -> Scenario:
        place = message("errors.place.scenario", name=self.name) if self.name else HERE
        try:
            world, firms = paths.changed(self.world, self.firms, changes)
            before = terms(self.before, changes, (self.world, self.firms), (world, firms))
            return self.changed({"world": world, "firm": firms, "before": before} | self.plans_left(changes))
        except InputError as error:
            raise placed(error, place) from None

    def plans_left(self, changes: Mapping[str, object]) -> dict[str, tuple[Event, ...]]:
        """The events, if some of them were planned for a parameter that is now set otherwise."""
        left = tuple(event for event in self.events if not (event.planned and event.path in changes))
        return {} if len(left) == len(self.events) else {"event": left}

    def market_alone(self) -> Scenario:
        """The market without the events and the lesson that were checked with its first values.

        Later values of the market may contradict those, and be right.
        """
        return self.changed({"event": (), **NO_LESSON})

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


NO_LESSON: Mapping[str, Any] = {
    "alternative": (),
    "expect": (),
    "prediction": (),
    "challenge": None,
    "zh": Chinese(),
}
"""Changes that leave a market without what speaks of its first values, and of one another."""


def _in_english(scenario: Scenario) -> Lesson:
    return Lesson(
        scenario.title,
        scenario.question,
        scenario.text,
        {firm.name: firm.name for firm in scenario.firms},
        {each.name: each.label or each.name for each in scenario.alternatives},
        {expect.claim: expect.text for expect in scenario.expects},
        {asked.id: words_of(asked) for asked in scenario.predictions},
    )


def _in_chinese(scenario: Scenario) -> Lesson:
    """The Chinese words, with the English ones wherever a Chinese one is missing."""
    zh, english = scenario.zh, _in_english(scenario)
    text = {name: getattr(zh.text, name) or getattr(scenario.text, name) for name in TEXTS}
    translated = {key: words_of(words) for key, words in zh.prediction.items()}
    return Lesson(
        zh.title or scenario.title,
        zh.question or scenario.question,
        Text(**text),
        {firm.name: firm.name_zh or firm.name for firm in scenario.firms},
        english.alternatives | zh.alternative,
        english.claims | zh.expect,
        english.predictions | translated,
    )
