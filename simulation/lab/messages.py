"""The requests that a page may make of the engine, each with bounds; `PROTOCOL.md` explains them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from simulation.lab import limits
from simulation.schema import (
    Anything,
    ListOf,
    MapOf,
    Number,
    String,
    Table,
    TableOf,
    Whole,
    field,
)

Text = Annotated[str, String(1, limits.LONGEST_TEXT)]
Value = (
    bool
    | Annotated[int, Whole(-(10**12), 10**12)]
    | Annotated[float, Number(-1e12, 1e12)]
    | Annotated[str, String(0, 40)]
)
"""A value of a parameter: a switch, a number or a choice."""
Month = Annotated[int, Whole(0, limits.MOST_MONTHS)]
File = Annotated[str, String(1, limits.LONGEST_FILE)]
"""The text of a scenario file."""
CustomerNumber = Annotated[int, Whole(0, limits.MOST_CUSTOMERS - 1)]

Quantity = Literal["involvement", "satisfaction", "switching_cost", "loyalty_type"]
"""What a page can colour its customers by, besides the supplier."""
Search = Literal["reason", "locked", "about", "often", "never"]
"""Whom a page can look for."""
LessonStep = Literal["question", "predict", "run", "debrief", "discuss"]


class Move(Table):
    """A lever moved: from the month after ``month`` on, the parameter has this value (0: from the start)."""

    month: Month
    path: Text
    value: Value


class Recipe(Table):
    """Everything that makes a market what it is; the same recipe gives the same market, to the bit.

    With ``text``, the scenario is not one that the laboratory offers but what this TOML text says; its name
    is then made of the digest of the text (`own_market.name_of`).
    """

    scenario: Text
    text: File | None = None
    seed: Annotated[int, Whole(0, limits.MOST_SEED)] = 0
    customers: Annotated[int, Whole(1, limits.MOST_CUSTOMERS)] | None = None
    months: Annotated[int, Whole(1, limits.MOST_MONTHS)] | None = None
    moves: Annotated[tuple[Move, ...], ListOf(TableOf(Move), 0, limits.MOST_MOVES)] = ()


class Request(Table):
    """A request: ``id`` comes back in its reply."""

    id: Annotated[int, Whole(0, 2**53)]


class Catalogue(Request):
    """Which scenarios are there?"""

    do: Literal["catalogue"]


class Open(Request):
    """Begin the market of a recipe at month 0."""

    do: Literal["open"]
    recipe: Recipe


class Form(Request):
    """What can be filled in for a market of one's own: every parameter, as the schema declares it."""

    do: Literal["form"]


class FirmRow(Table):
    """A firm of the form: what it is called now, and (unless it is new) what the text calls it."""

    name: Annotated[str, String(0, limits.LONGEST_TEXT)]
    was: Text | None = None


class Edit(Table):
    """What was filled in at a path, or null for the usual value; ``firm.1.price`` is the second firm's."""

    path: Text
    value: Any


class Draft(Request):
    """Read a market of one's own, and make the changes of the form in it.

    It begins from a scenario that is offered, from the template, or from a TOML text.
    """

    do: Literal["draft"]
    start: Literal["scenario", "template", "text"]
    given: Annotated[str, String(0, limits.LONGEST_FILE)] = ""
    language: Literal["en", "zh"] = "en"
    firms: Annotated[tuple[FirmRow, ...], ListOf(TableOf(FirmRow), 0, limits.MOST_FIRMS)] | None = None
    edits: Annotated[tuple[Edit, ...], ListOf(TableOf(Edit), 0, limits.MOST_EDITS)] = ()


class Step(Request):
    """Run the next months."""

    do: Literal["step"]
    months: Annotated[int, Whole(1, limits.MOST_STEP)] = 1


class Change(Request):
    """Move a lever: it acts from the next month on."""

    do: Literal["change"]
    path: Text
    value: Value


class Look(Request):
    """One quantity of every customer, as she stands now."""

    do: Literal["look"]
    quantity: Quantity


class Find(Request):
    """Customers of a kind; leavers with a reason are those of the months up to ``month``."""

    do: Literal["find"]
    what: Search
    month: Month = 0
    most: Annotated[int, Whole(1, limits.MOST_HITS)] = 7


class Tell(Request):
    """The life of one customer, and her decisions unfolded.

    With ``alternative`` it is her whole life under this alternative of the comparison under way.
    """

    do: Literal["tell"]
    customer: CustomerNumber
    alternative: Text | None = None


class Compared(Table):
    """A run to compare, under a name of the page's choice.

    It is the recipe's scenario, with what its alternative called ``own`` sets and with ``moves``; what was
    moved in the recipe does not count.
    """

    name: Text
    own: Text | None = None
    moves: Annotated[tuple[Move, ...], ListOf(TableOf(Move), 0, limits.MOST_MOVES)] = ()


class Kept(Request):
    """One run that says whether something would have kept a customer who left a firm in a month.

    ``failure`` is the month in which the firm failed her last, 0 if it never did. Run 0 changes nothing.
    """

    do: Literal["kept"]
    customer: CustomerNumber
    firm: Annotated[int, Whole(0, limits.MOST_FIRMS - 1)]
    month: Annotated[int, Whole(1, limits.MOST_MONTHS)]
    failure: Month = 0
    number: Annotated[int, Whole(0, limits.MOST_TRIALS - 1)] = 0


class Twin(Request):
    """One replication of a comparison: all alternatives, and the first once more with other luck.

    Replications come in order, beginning with 0, which starts a new comparison.
    """

    do: Literal["twin"]
    replication: Annotated[int, Whole(0, limits.MOST_REPLICATIONS - 1)]
    alternatives: Annotated[tuple[Compared, ...], ListOf(TableOf(Compared), 0, limits.MOST_ALTERNATIVES)] = ()


class OtherLuck(Request):
    """The firms' measures of a whole run of this recipe with other luck."""

    do: Literal["other_luck"]
    replication: Annotated[int, Whole(0, limits.MOST_REPLICATIONS - 1)]


class Course(Request):
    """What the focal firm earns, month by month, under an alternative of the scenario, with the same luck."""

    do: Literal["course"]
    alternative: Text


class Judge(Request):
    """One run of every course that the claims of the lesson speak of; the last one brings the verdicts.

    Judged is the market as it begins; replications come in order, beginning with 0.
    """

    do: Literal["judge"]
    replication: Annotated[int, Whole(0, limits.MOST_JUDGED - 1)]


class Fingerprint(Request):
    """A digest of the whole state: equal digests are equal markets."""

    do: Literal["fingerprint"]


class Notes(Request):
    """What the lesson tells its instructor: the plan of the minutes, and what to expect of the discussion."""

    do: Literal["notes"]


class Join(Request):
    """A student's page takes part in the class; ``who`` is a random number that her browser keeps."""

    do: Literal["join"]
    who: Annotated[str, String(32, 32, "[0-9a-f]+")]


class Teach(Request):
    """The instructor's page: ``key`` is that of the printed link, or the secret that it was exchanged for."""

    do: Literal["teach"]
    key: Annotated[str, String(16, 64, "[A-Za-z0-9_-]+")]


class Lock(Request):
    """A student's prediction: what she answers to the questions of a lesson, and why, by their ids."""

    do: Literal["lock"]
    scenario: Text
    answers: Annotated[dict[str, Any], MapOf(Anything())]
    reasons: Annotated[dict[str, str], MapOf(String(0, limits.LONGEST_REASON))] = field(default={})


class Lead(Request):
    """Open a step of a lesson to the whole class; the steps after "predict" close the predictions."""

    do: Literal["lead"]
    recipe: Recipe
    step: LessonStep


class OneMoreMinute(Request):
    """Tell the class that the predictions close in a minute."""

    do: Literal["one_more_minute"]


class End(Request):
    """End the lesson of the class."""

    do: Literal["end"]


class Collect(Request):
    """All predictions of the class, without names."""

    do: Literal["collect"]


AnyMarketRequest = (
    Catalogue
    | Open
    | Form
    | Draft
    | Step
    | Change
    | Look
    | Find
    | Tell
    | Kept
    | Twin
    | OtherLuck
    | Course
    | Judge
    | Fingerprint
    | Notes
)
AnyClassRequest = Join | Teach | Lock | Lead | OneMoreMinute | End | Collect
AnyRequest = AnyMarketRequest | AnyClassRequest
