"""Retention by type of loyalty: of the loyal and of the inert customers, how many stay."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from simulation.measures.measure import Columns, CustomerSum, Measure

if TYPE_CHECKING:
    from simulation.kernel.arithmetic import Flags, Values, Whole
    from simulation.measures.months import Months

TYPES = {
    "loyal": "truly loyal",
    "latent": "latently loyal",
    "spurious": "inert",
    "none": "not loyal",
}
"""The types of loyalty in the order of their numbers in the column ``loyalty_type``, and their customers."""


def of_type(place: int) -> Callable[[Columns], Flags]:
    """Return who was of a type when the month began."""

    def was(customers: Columns) -> Flags:
        flags: Flags = customers.loyalty_type_before == place
        return flags

    return was


def stayed(place: int) -> Callable[[Columns], Flags]:
    """Return who was of a type when the month began, and is still her firm's customer."""

    def still(customers: Columns) -> Flags:
        here = (customers.firm == customers.origin) & ~customers.newcomer
        flags: Flags = (customers.loyalty_type_before == place) & here
        return flags

    return still


def rate(months: Months, began: Whole, still_there: Whole) -> Values:
    """Return the share of those at the beginning of a month who are still there at its end."""
    share: Values = still_there / months.or_missing(began)
    return share


MEASURES = tuple(
    Measure(
        f"retention_rate_{name}",
        unit="share",
        label=f"Retention rate, {words}",
        meaning=f"Of the firm's customers who were {words} at the beginning of the month, the share who are"
        " still its customers at its end.",
        value=rate,
        needs=(CustomerSum(of_type(place), at="origin"), CustomerSum(stayed(place), at="origin")),
        better="more",
        edition=6,
    )
    for place, (name, words) in enumerate(TYPES.items())
)
