"""A claim of a textbook about a scenario, in a form that a run can confirm or refute."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from simulation.measures.declared import CLAIMED
from simulation.scenario.policy import Month
from simulation.schema import Number, String, Table

Relation = Literal["greater", "less", "between", "rises", "falls", "interior_maximum", "crosses", "burst"]

if TYPE_CHECKING:
    Measure = str
else:
    Measure = Literal[CLAIMED]
"""What can be claimed about a firm: the numbers that a market reports for each month and firm."""

NEEDS: dict[str, frozenset[str]] = {
    "greater": frozenset({"than"}),
    "less": frozenset({"than"}),
    "between": frozenset({"low", "high"}),
    "rises": frozenset(),
    "falls": frozenset(),
    "interior_maximum": frozenset(),
    "crosses": frozenset({"alternative", "than"}),
    "burst": frozenset({"event_month"}),
}
"""The keys without which a relation says nothing."""

MAY: dict[str, frozenset[str]] = {
    "greater": frozenset({"alternative", "by", "months"}),
    "less": frozenset({"alternative", "by", "months"}),
    "between": frozenset({"alternative", "months"}),
    "rises": frozenset({"alternative", "by", "months"}),
    "falls": frozenset({"alternative", "by", "months"}),
    "interior_maximum": frozenset({"by", "months"}),
    "crosses": frozenset({"months"}),
    "burst": frozenset({"alternative", "by", "margin"}),
}
"""The further keys that change what a relation says."""

OVER_MONTHS = frozenset({"rises", "falls", "crosses", "burst"})
"""Relations between months, which a measure of the whole run does not have."""

Amount = Annotated[float, Number(-1e12, 1e12)]
"""A value of a measure."""
Effect = Annotated[float, Number(0, 1e12)]
"""A difference between two values of a measure."""


class Expect(Table):
    """A claim. ``firm`` is the focal firm unless named, ``alternative`` the scenario as it stands.

    * ``greater``, ``less``: the measure is greater (less) than for ``than``, by at least ``by``; ``than`` is
      another alternative (same firm, same luck), a firm (same run) or a number.
    * ``between``: it lies between ``low`` and ``high``, both included.
    * ``rises``, ``falls``: from the first to the last of ``months`` it rises (falls) by at least ``by``.
    * ``interior_maximum``: over the alternatives in the order of the file it is greatest neither in the first
      nor in the last, and exceeds both by at least ``by``.
    * ``crosses``: it is below that of ``than`` in the first of ``months`` and above it in the last.
    * ``burst``: in the quarter that begins with ``event_month`` it is at least ``by`` times as large a month
      as in the year before, and by ``margin`` larger than that.

    ``by``, and for a burst ``margin``, is the smallest effect worth claiming, in the measure's own unit. An
    effect that is practically nothing is then refuted, however precisely it is known; without it a claim of
    more than nothing stays undecided where there is nothing.

    ``months`` (from, to; both included) are the months over which the mean is taken, all by default; what a
    comparison measures at the end (market share, customers, cumulative profit, net present value, lifetime
    value) is taken in the last of them. Value and customer equity are of the whole run: they have no months,
    and cannot rise, fall, cross or burst. Rates and shares are 0 to 1, money is in the scenario's currency.
    ``confidence`` is that of the interval which
    decides. ``mechanisms`` are the rows of the table of mechanisms, such as M15, that the claim is about.
    """

    claim: Annotated[str, String(1, 60, r"[a-z0-9]+(-[a-z0-9]+)*")]
    text: Annotated[str, String(1, 1000)]
    measure: Measure
    relation: Relation
    firm: str | None = None
    alternative: str | None = None
    than: Amount | str | None = None
    low: Amount | None = None
    high: Amount | None = None
    by: Effect | None = None
    margin: Effect | None = None
    months: tuple[Month, Month] | None = None
    event_month: Month | None = None
    confidence: Annotated[float, Number(0.5, 0.999)] = 0.95
    mechanisms: tuple[Annotated[str, String(pattern=r"[MP][1-9][0-9]{0,2}")], ...] = ()
