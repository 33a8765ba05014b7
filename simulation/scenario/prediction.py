"""A question of a lesson that is predicted before the run, in a form that the runs can answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

from simulation.measures.customer_groups import column_of
from simulation.measures.declared import CLAIMED, DECLARED, TWINS
from simulation.scenario.policy import Month
from simulation.schema import ListOf, Number, String, Table, Whole, field

PredictionKind = Literal["choice", "number", "month", "curve", "ranking"]
CurveShape = Literal["flat", "rising", "falling", "hump", "dip", "step"]
Best = Literal["highest", "lowest"]
InvolvementLevel = Literal["low", "medium", "high"]

LEAVERS = ("leavers_of_100", "leavers_a_year")
"""Of 100 customers, how many leave: within the months of the question, or in a year of them."""
ASKED: tuple[str, ...] = (*LEAVERS, *CLAIMED, *TWINS)
"""What a question can ask for."""

if TYPE_CHECKING:
    Measure = str
else:
    Measure = Literal[ASKED]

CANNOT_BE_TOLD_APART = "cannot-be-told-apart"
"""The option that every choice has besides its own."""

Form = Literal["choice", "choice with option", "number", "month", "curve", "curve with at", "ranking"]
"""The kinds, told apart by what their options or places are; without more, the alternatives."""

_SPAN = {"answer.months", "answer.against", "answer.per_100"}
NEEDS: dict[Form, set[str]] = {
    "choice": {"alternatives"},
    "choice with option": {"answer.alternative"},
    "number": {"unit", "lowest", "highest", "about_right", "answer.alternative"},
    "month": {"about_right", "answer.alternative", "answer.against"},
    "curve": {"unit", "lowest", "highest", "about_right", "alternatives"},
    "curve with at": {"unit", "lowest", "highest", "about_right", "answer.alternative"},
    "ranking": {"alternatives"},
}
"""The keys without which a question of a form cannot be asked or answered."""
MAY: dict[Form, set[str]] = {
    "choice": {"base", "best", "unit", "answer.months"},
    "choice with option": {"option", "base", "unit"} | _SPAN,
    "number": {"example", "base"} | _SPAN,
    "month": {"first", "last"},
    "curve": {"example", "base"} | _SPAN,
    "curve with at": {"example", "base", "at", "answer.against", "answer.per_100"},
    "ranking": {"base", "best", "unit", "answer.months"},
}
"""The further keys that it may have."""
TRAPS: dict[PredictionKind, tuple[str, ...]] = {
    "choice": ("option",),
    "number": ("from", "to"),
    "month": ("from", "to", "never"),
    "curve": ("shape",),
    "ranking": ("first",),
}
"""What a trap of each kind of question can be."""

Identifier = Annotated[str, String(1, 60, r"[a-z0-9]+(-[a-z0-9]+)*")]
Words = Annotated[str, String(1, 1000)]
Label = Annotated[str, String(0, 200, line=True)]
Amount = Annotated[float, Number(-1e12, 1e12)]


class Answer(Table):
    """What a question asks for; the firm is the focal one unless named.

    * ``measure``: shares and rates are asked for of 100; of what is measured at the end (market share,
      customers, ...) the last of ``months`` counts, of flows (lost, acquired) their sum, else the mean.
    * ``alternative``: the one that is asked about, where a question is about a single one.
    * ``against``: another alternative (same firm, same luck) or a firm (same run). A number is then the
      difference, or with ``per_100`` what there is for every 100 of the other; a month is the first one from
      which the measure stays above the other's.
    * ``months``: from, to, both included; all by default.
    * ``involvement``: only customers of this level of involvement.
    """

    measure: Measure
    firm: str | None = None
    alternative: str | None = None
    against: str | None = None
    per_100: bool = False
    months: tuple[Month, Month] | None = None
    involvement: InvolvementLevel | None = None


class Option(Table):
    """An option in words: it is right if the figure lies from ``from`` to ``to``; no end means no bound."""

    id: Identifier
    words: Annotated[str, String(1, 200, line=True)]
    low: Amount | None = field(default=None, alias="from")
    high: Amount | None = field(default=None, alias="to")


class Base(Table):
    """What is told beforehand, since nobody can guess it: an alternative's value, or one at each place."""

    alternative: str
    values: Annotated[tuple[Amount, ...], ListOf(Number(-1e12, 1e12), 1, 8)]


class Trap(Table):
    """Predictions that many make, the reasoning that leads there, and a reply.

    It is a range (``from``, ``to``), an ``option`` (or the name of an alternative), the alternative that a
    ranking has ``first``, the ``shape`` of a curve, or ``never``: not within the run.
    """

    low: Amount | None = field(default=None, alias="from")
    high: Amount | None = field(default=None, alias="to")
    option: str | None = None
    first: str | None = None
    shape: CurveShape | None = None
    never: bool = False
    reason: Words
    reply: Words


_GOALS: dict[str, Best] = {"more": "highest", "less": "lowest"}


class Prediction(Table):
    """A question. ``why`` is how the line for the student's reason begins, empty for the usual words.

    * ``choice``: one of ``options`` in words, or (``alternatives = true``) of all alternatives: the one whose
      measure is ``best``. "They cannot be told apart" is always offered.
    * ``number``: a best guess and a range between ``lowest`` and ``highest``.
    * ``month``: a month from ``first`` to ``last`` (the run's last by default), or not within the run.
    * ``curve``: a value at each place: months (``at``), of which a mean or flow is that of the year that ends
      there, or alternatives in order (``alternatives``).
    * ``ranking``: 3 to 5 ``alternatives`` in order, ties allowed.

    ``about_right`` is how near counts as right, in the unit of the question. ``base`` is the base rate.
    """

    id: Identifier
    kind: PredictionKind
    ask: Words
    why: Label = ""
    unit: Label = ""
    example: Label = ""
    alternatives: bool | tuple[str, ...] | None = None
    options: tuple[Option, ...] = field(default=(), alias="option")
    best: Best | None = None
    lowest: Amount | None = None
    highest: Amount | None = None
    first: Month | None = None
    last: Month | None = None
    at: Annotated[tuple[Month, ...], ListOf(Whole(1, 1200), 4, 8)] | None = None
    base: Base | None = None
    about_right: Annotated[float, Number(0, 1e12)] | None = None
    answer: Answer
    traps: tuple[Trap, ...] = field(default=(), alias="trap")

    @property
    def form(self) -> Form:
        """The kind, and what its options or places are."""
        if self.kind == "choice":
            return "choice with option" if self.options else "choice"
        if self.kind == "curve":
            return "curve with at" if self.at else "curve"
        return self.kind

    @property
    def goal(self) -> Best | None:
        """Which value of the measure is best, where it is declared or goes without saying."""
        if self.best is not None:
            return self.best
        if self.answer.measure in LEAVERS:
            return "lowest"
        return _GOALS.get(DECLARED[self.answer.measure].better)


class ChineseTrap(Table):
    """The words of a trap in Chinese."""

    reason: Words
    reply: Words


class ChinesePrediction(Table):
    """The words of a question in Chinese: whoever translates a question translates all of it."""

    ask: str = ""
    why: Label = ""
    unit: Label = ""
    example: Label = ""
    option: dict[str, Label] = field(default={})
    trap: tuple[ChineseTrap, ...] = ()


def measure_of(answer: Answer) -> str:
    """Return the column or measure that an answer is worked out from."""
    plain = "retention_rate" if answer.measure in LEAVERS else answer.measure
    return column_of(plain, answer.involvement)


@dataclass(frozen=True, slots=True)
class PredictionWords:
    """A question's words in one language; ``traps`` are reason and reply of each."""

    ask: str
    why: str
    unit: str
    example: str
    options: dict[str, str]
    traps: tuple[tuple[str, str], ...]


def words_of(said: Prediction | ChinesePrediction) -> PredictionWords:
    """Return the words of a question as its author gives them."""
    if isinstance(said, Prediction):
        options, traps = {option.id: option.words for option in said.options}, said.traps
        replies = tuple((trap.reason, trap.reply) for trap in traps)
    else:
        options, replies = said.option, tuple((trap.reason, trap.reply) for trap in said.trap)
    return PredictionWords(said.ask, said.why, said.unit, said.example, options, replies)
