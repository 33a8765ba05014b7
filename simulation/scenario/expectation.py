"""A claim of a textbook about a scenario, in a form that a run can confirm or refute."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Literal

from simulation.measures.declared import CLAIMED
from simulation.scenario.policy import Month
from simulation.schema import ListOf, Number, String, Table

Relation = Literal[
    "greater", "less", "not_less", "not_more", "about_equal", "between",
    "rises", "falls", "crosses", "overtakes", "burst",
    "rises_over", "falls_over", "flattens_over", "interior_maximum", "breaks_even",
    "effect_greater", "effect_less", "often_greater", "often_less", "varies_more", "varies_less",
    "goes_with", "goes_against", "all_hold",
]  # fmt: skip
"""The forms of claims; `simulation.scenario.claim_forms` says which keys each needs, and may have."""

if TYPE_CHECKING:
    Measure = str
else:
    Measure = Literal[CLAIMED]
"""What can be claimed about a firm: the numbers that a market reports for each month and firm."""

Amount = Annotated[float, Number(-1e12, 1e12)]
"""A value of a measure."""
Effect = Annotated[float, Number(0, 1e12)]
"""A difference between two values of a measure."""
Times = Annotated[float, Number(0, 1e6)]
"""How many times as large."""
Span = tuple[Month, Month]
"""The first and the last month, both included."""
FirmName = str | Annotated[tuple[str, ...], ListOf(String(), 1, 26)]
"""A firm; several firms, or ``all``, are added up."""
ClaimName = Annotated[str, String(1, 60, r"[a-z0-9]+(-[a-z0-9]+)*")]
ALL_FIRMS = "all"
"""Stands for all firms together, unless a firm has this name."""


class Point(Table):
    """What a claim compares its figure with. What is left out is the same as in the figure of the claim."""

    alternative: str | None = None
    firm: FirmName | None = None
    among: dict[str, str] | None = None
    months: Span | None = None


Than = Amount | str | Point
"""A number, the name of an alternative or of a firm, or a table of what is different."""


class OtherEffect(Point):
    """Another effect, with which a claim compares its own; what is left out is as in its own."""

    than: Than | None = None


class Expect(Table):
    """A claim: a figure, the relation that is claimed, and what the figure is compared with.

    The figure is a ``measure`` of a ``firm`` (the focal one unless named; several, or ``all``, are added up)
    in an ``alternative`` (the scenario as it stands unless named), ``among`` a group of customers, as in
    ``{ involvement = "high" }``, over some ``months``. With ``per`` it is divided by another measure.

    ``loyaltylab show --claims`` explains every relation and its keys, with an example.

    ``by`` is the smallest effect worth claiming, in the measure's own unit. An effect that is practically
    nothing is then refuted, however precisely it is known; without it a claim of more than nothing stays
    undecided where there is nothing. Of ``not_less``, ``not_more`` and ``about_equal`` it is the difference
    that counts as none.

    ``months`` (from, to; both included) are the months over which the mean is taken, all by default; what a
    comparison measures at the end (market share, customers, cumulative profit, net present value, lifetime
    value) is taken in the last of them. Value and customer equity are of the whole run: they have no months.
    Rates and shares are 0 to 1, money is in the scenario's currency. ``confidence`` is that of the interval
    which decides. ``mechanisms`` are the rows of the table of mechanisms, such as M15, that it is about.
    """

    claim: ClaimName
    text: Annotated[str, String(1, 1000)]
    measure: Measure | None = None
    relation: Relation
    firm: FirmName | None = None
    alternative: str | None = None
    among: dict[str, str] | None = None
    per: Measure | None = None
    than: Than | None = None
    other: OtherEffect | None = None
    over: tuple[str, ...] | None = None
    doses: Annotated[tuple[Amount, ...], ListOf(Number(-1e12, 1e12), 2, 200)] | None = None
    with_measure: Measure | None = None
    claims: tuple[ClaimName, ...] | None = None
    low: Amount | None = None
    high: Amount | None = None
    by: Effect | None = None
    times: Times | None = None
    in_runs: Annotated[float, Number(0, 1, strictly=True)] | None = None
    within: Month | None = None
    months: Span | None = None
    event_month: Month | None = None
    confidence: Annotated[float, Number(0.5, 0.999)] = 0.95
    mechanisms: tuple[Annotated[str, String(pattern=r"[MP][1-9][0-9]{0,2}")], ...] = ()


def points_of(expect: Expect) -> Iterator[tuple[str, Point]]:
    """Yield the tables of a claim that say what is different elsewhere, each with its key."""
    if isinstance(expect.than, Point):
        yield "than", expect.than
    if expect.other is not None:
        yield "other", expect.other
        if isinstance(expect.other.than, Point):
            yield "other.than", expect.other.than


def months_named(expect: Expect) -> tuple[int, ...]:
    """Return every month that a claim names."""
    spans = [expect.months, *(point.months for _, point in points_of(expect))]
    single = (expect.event_month, expect.within)
    return (
        *(month for span in spans if span for month in span),
        *(month for month in single if month is not None),
    )
