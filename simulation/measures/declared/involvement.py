"""Results by level of involvement: the customers of each level, how many stay, what leaving costs, profit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from simulation.measures.measure import Columns, CustomerSum, Measure, Result

if TYPE_CHECKING:
    from simulation.kernel.arithmetic import Values, Whole
    from simulation.measures.months import Months

LEVELS = ("low", "medium", "high")
EDITION = 5


def customers_at(level: str) -> Callable[[Months], Whole]:
    """Return the formula of the number of a firm's customers of a level."""
    return lambda months: months.flow_at(level).sum(axis=-2)[..., :-1]


def retention_at(level: str) -> Callable[[Months], Values]:
    """Return the formula of the share of a firm's customers of a level who stay for the month."""

    def rate(months: Months) -> Values:
        flow = months.flow_at(level)
        stayed: Values = flow.diagonal(axis1=-2, axis2=-1) / months.or_missing(flow.sum(axis=-1))
        return stayed[..., :-1]

    return rate


def leaving_cost_of(place: int) -> Callable[[Columns], Values]:
    """Return what to add up over the customers of a level: what leaving would cost them."""

    def cost(customers: Columns) -> Values:
        whole = customers.cost_procedural + customers.cost_financial + customers.cost_relational
        at_level: Values = whole * (customers.involvement_level == place)
        return at_level

    return cost


def switching_cost_at(level: str) -> Callable[[Months, Values], Values]:
    """Return the formula of the mean switching cost of a firm's customers of a level."""

    def mean(months: Months, total: Values) -> Values:
        customers = months.or_missing(customers_at(level)(months))
        return months.money * total / customers

    return mean


def contribution_at(level: str) -> Callable[[Months], Values]:
    """Return the formula of what a firm earns with its customers of a level."""
    return lambda months: months.contribution_at(level)


def measures_of(place: int, level: str) -> Iterator[Measure]:
    """Declare the measures of a level."""
    yield Measure(
        f"customers_{level}",
        unit="people",
        label=f"Customers of {level} involvement",
        meaning=f"The firm's customers of {level} involvement at the end of the month.",
        value=customers_at(level),
        whole=True,
        better="more",
        over_run="end",
        edition=EDITION,
    )
    yield Measure(
        f"retention_rate_{level}",
        unit="share",
        label=f"Retention rate, {level} involvement",
        meaning=f"The share of the firm's customers of {level} involvement at the beginning of the month who"
        " are still its customers at its end.",
        value=retention_at(level),
        better="more",
        result=Result(31 + place),
        edition=EDITION,
    )
    yield Measure(
        f"switching_cost_{level}",
        unit="money",
        label=f"Switching cost, {level} involvement",
        meaning=f"What a customer of {level} involvement would lose once by leaving the firm: mean over these"
        " customers.",
        value=switching_cost_at(level),
        needs=(CustomerSum(leaving_cost_of(place)),),
        better="more",
        result=Result(34 + place),
        edition=EDITION,
    )
    yield Measure(
        f"profit_{level}",
        unit="money_per_month",
        label=f"Profit, {level} involvement",
        meaning=f"What the firm earns a month with customers of {level} involvement, before advertising and"
        " fixed cost.",
        value=contribution_at(level),
        better="more",
        result=Result(37 + place, label=f"Profit a month, {level} involvement"),
        edition=EDITION,
    )


MEASURES = tuple(measure for place, level in enumerate(LEVELS) for measure in measures_of(place, level))
