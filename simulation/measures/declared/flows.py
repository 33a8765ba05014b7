"""Flows: what happened to a firm's customers in a month, and for which reasons they left it.

They count at the firm whose customer somebody was at the beginning of the month.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from simulation.measures.measure import Columns, CustomerSum, Measure

if TYPE_CHECKING:
    from simulation.kernel.arithmetic import Flags, Whole
    from simulation.measures.months import Months

EDITION = 6
REASONS = {
    "routine": "looked around without a cause",
    "dissatisfaction": "were dissatisfied",
    "offer": "looked at another firm's offer",
    "incident": "had a service failure",
    "involuntary": "had to leave: they moved away, or the firm was not available",
    "released": "wanted to leave earlier, and what held them was gone",
    "replaced": "left the category, and newcomers took their places",
}
"""Why customers left, in the order of the numbers in the column ``cause``, and how it is explained."""
LABELS = {
    "routine": "Left: without a cause",
    "dissatisfaction": "Left: dissatisfied",
    "offer": "Left: for an offer",
    "incident": "Left: after a failure",
    "involuntary": "Left: had to",
    "released": "Left: released",
    "replaced": "Left: the category",
}


def observed(_: Months, counted: Whole) -> Whole:
    """Return what was observed, as it is."""
    return counted


def complained(customers: Columns) -> Flags:
    """Return who complained: every complaint is answered, with something, or to a surprise."""
    answered: Flags = (customers.compensation != 0.0) | (customers.recovery_surprise != 0.0)
    return answered


def left_because(reason: int) -> Callable[[Columns], Whole]:
    """Return the places of those who left a firm for a reason."""

    def places(customers: Columns) -> Whole:
        left = customers.left
        of_reason: Whole = left[customers.cause[left] == reason]
        return of_reason

    return places


def flow(
    name: str, label: str, meaning: str, of: CustomerSum, better: Literal["less", ""] = "less"
) -> Measure:
    """Declare a number of people a month."""
    return Measure(
        name,
        unit="people_per_month",
        label=label,
        meaning=meaning,
        value=observed,
        needs=(of,),
        whole=True,
        better=better,
        over_run="total",
        edition=EDITION,
    )


MEASURES = (
    flow(
        "incidents",
        "Failures",
        "Customers of the firm who had a service failure in the month.",
        CustomerSum(lambda customers: customers.failed, at="origin"),
    ),
    flow(
        "complaints",
        "Complaints",
        "Customers of the firm who had a service failure in the month and complained. A complaint that is"
        " answered just as expected, with nothing, is not counted.",
        CustomerSum(complained, at="origin"),
        better="",
    ),
    flow(
        "looked",
        "Looked around",
        "Customers of the firm who looked at other firms in the month.",
        CustomerSum(lambda customers: customers.looked & ~customers.newcomer, at="origin"),
    ),
    flow(
        "told",
        "Acquaintances told",
        "How many acquaintances the firm's customers told of it in the month, good or bad; each hears it.",
        CustomerSum(lambda customers: customers.told, at="origin"),
        better="",
    ),
    *(
        flow(
            f"lost_{reason}",
            LABELS[reason],
            f"Customers who left the firm in the month because they {why}.",
            CustomerSum(left_because(number), at="origin", places=True),
        )
        for number, (reason, why) in enumerate(REASONS.items())
    ),
)
