"""Segments: customers of several kinds in one market, each kind with a population of its own.

A segment is what customers are, whoever serves them; what a firm makes of its customers is a treatment
(``treatments``). The luck of a customer's traits is the same whatever her segment, so a segment that
changes nothing leaves every customer as she was.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

from simulation.kernel.arithmetic import Values, Whole, as_whole
from simulation.kernel.columns import CODE, trait
from simulation.kernel.distributions import Draw
from simulation.kernel.views import She
from simulation.schema import Anything, ListOf, MapOf, Number, String, Table, TableOf, field

if TYPE_CHECKING:
    from simulation.scenario.world import World

MOST_SEGMENTS = 12
"""Most segments of a market."""
SHARED = ("acquaintances", "rewiring", "involvement_norm", "segment")
"""What is of the population as a whole, so that no segment can have its own."""


class Segment(Table, from_start=True):
    """A kind of customers: how large a share of all, and how they differ from the rest of the population."""

    name: Annotated[str, String(1, 40, line=True)] = field(
        name="Name of a segment",
        meaning="What the segment is called.",
    )
    name_zh: Annotated[str, String(1, 40, line=True)] | None = field(
        default=None,
        name="Chinese name of a segment",
        meaning="What the segment is called in Chinese.",
    )
    share: Annotated[float, Number(0, 1, strictly=True)] = field(
        name="Share of a segment",
        meaning="The share of customers who belong to the segment; the shares of all segments sum to 1.",
    )
    set: Annotated[dict[str, Any], MapOf(Anything())] = field(
        default={},
        name="What a segment sets",
        meaning="How its customers differ from the population: any of its parameters with another value.",
    )


class PopulationParameters(Table, from_start=True):
    """Of which segments the population consists."""

    segment: Annotated[tuple[Segment, ...], ListOf(TableOf(Segment), 0, MOST_SEGMENTS)] = field(
        default=(),
        name="Segments",
        meaning="Kinds of customers with traits of their own, each with a name, a share, and what it sets.",
    )


class State:
    """Which segment each customer belongs to."""

    segment = trait("number", (0, MOST_SEGMENTS - 1), "the segment, in the scenario's order", dtype=CODE)


def draw_customers(she: She, world: World, draw: Draw) -> None:
    """Draw the segment of each customer; without segments all are in the first."""
    she.segment = segment_of(world.population.segment, draw("segment"))


def segment_of(segments: Sequence[Segment], luck: Values) -> Whole:
    """Return the number of the segment of each customer, given her luck; 0 where there are no segments."""
    number, below = as_whole(0.0 * luck), 0.0
    for segment in segments[:-1]:
        below += segment.share
        number = number + (luck >= below)
    return number


def overall(people: Any, name: str) -> float:
    """Return the mean over all customers of a mean that segments may set, as ``involvement_mean``."""
    usual: float = getattr(people, name)
    return usual + sum(each.share * (each.set.get(name, usual) - usual) for each in people.segment)


def of_segment(people: Any, segment: Segment) -> Any:
    """Return the population as it is in a segment; `ValidationError` for a value that is not allowed.

    What the segments do not set is noted, so that the means over all customers stay known.
    """
    known = {"involvement_mean": people.involvement_mean, "purchase_rate": people.purchase_rate}
    noted = tuple(each.changed({"set": {**known, **each.set}}) for each in people.segment)
    return people.changed({**segment.set, "segment": noted})
