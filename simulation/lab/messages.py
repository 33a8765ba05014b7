"""The requests that a page may make of the engine, each with bounds; `PROTOCOL.md` explains them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from simulation.lab import limits

Text = Annotated[str, Field(min_length=1, max_length=limits.LONGEST_TEXT)]
Value = (
    bool
    | Annotated[int, Field(ge=-(10**12), le=10**12)]
    | Annotated[float, Field(ge=-1e12, le=1e12, allow_inf_nan=False)]
    | Annotated[str, Field(max_length=40)]
)
"""A value of a parameter: a switch, a number or a choice."""
Month = Annotated[int, Field(ge=0, le=limits.MOST_MONTHS)]
CustomerNumber = Annotated[int, Field(ge=0, lt=limits.MOST_CUSTOMERS)]

Quantity = Literal["involvement", "satisfaction", "switching_cost", "loyalty_type"]
"""What a page can colour its customers by, besides the supplier."""
Search = Literal["left", "locked", "about", "often", "never"]
"""Whom a page can look for."""


class Message(BaseModel):
    """A part of a request: unknown keys are refused, nothing is converted from another type."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Move(Message):
    """A lever moved: from the month after ``month`` on, the parameter has this value (0: from the start)."""

    month: Month
    path: Text
    value: Value


class Recipe(Message):
    """Everything that makes a market what it is; the same recipe gives the same market, to the bit."""

    scenario: Text
    seed: Annotated[int, Field(ge=0, le=limits.MOST_SEED)] = 0
    customers: Annotated[int, Field(ge=1, le=limits.MOST_CUSTOMERS)] | None = None
    months: Annotated[int, Field(ge=1, le=limits.MOST_MONTHS)] | None = None
    moves: Annotated[list[Move], Field(max_length=limits.MOST_MOVES)] = Field(default_factory=list)


class Request(Message):
    """A request: ``id`` comes back in its reply."""

    id: Annotated[int, Field(ge=0, le=2**53)]


class Catalogue(Request):
    """Which scenarios are there?"""

    do: Literal["catalogue"]


class Open(Request):
    """Begin the market of a recipe at month 0."""

    do: Literal["open"]
    recipe: Recipe


class Step(Request):
    """Run the next months."""

    do: Literal["step"]
    months: Annotated[int, Field(ge=1, le=limits.MOST_STEP)] = 1


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
    """Customers of a kind."""

    do: Literal["find"]
    what: Search
    month: Month = 0
    most: Annotated[int, Field(ge=1, le=limits.MOST_HITS)] = 7


class Tell(Request):
    """The life of one customer, and her decisions unfolded.

    With ``alternative`` it is her whole life under this alternative of the comparison under way.
    """

    do: Literal["tell"]
    customer: CustomerNumber
    alternative: Text | None = None


class Twin(Request):
    """One replication of a comparison: all alternatives, and the first once more with other luck.

    ``values`` are what the parameter at ``path`` takes in turn; without them the scenario's own alternatives
    are compared. Replications come in order, beginning with 0, which begins the comparison anew.
    """

    do: Literal["twin"]
    replication: Annotated[int, Field(ge=0, lt=limits.MOST_REPLICATIONS)]
    path: Text | None = None
    values: Annotated[list[Value], Field(max_length=limits.MOST_ALTERNATIVES)] = Field(default_factory=list)


class OtherLuck(Request):
    """The firms' measures of a whole run of this recipe with other luck."""

    do: Literal["other_luck"]
    replication: Annotated[int, Field(ge=0, lt=limits.MOST_REPLICATIONS)]


class Judge(Request):
    """One run of every course that the claims of the lesson speak of; the last one brings the verdicts.

    Judged is the market as it begins; replications come in order, beginning with 0.
    """

    do: Literal["judge"]
    replication: Annotated[int, Field(ge=0, lt=limits.MOST_JUDGED)]


class Fingerprint(Request):
    """A digest of the whole state: equal digests are equal markets."""

    do: Literal["fingerprint"]


AnyRequest = Annotated[
    Catalogue | Open | Step | Change | Look | Find | Tell | Twin | OtherLuck | Judge | Fingerprint,
    Field(discriminator="do"),
]
REQUEST: TypeAdapter[AnyRequest] = TypeAdapter(AnyRequest)
"""Reads a request from JSON; ValidationError for anything else."""
