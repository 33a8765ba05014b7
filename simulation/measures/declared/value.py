"""Value: what a firm has earned since the first month, and what a customer is worth to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulation.measures.measure import Measure, Result

if TYPE_CHECKING:
    from simulation.kernel.arithmetic import Values
    from simulation.measures.months import Months


def net_present_value(months: Months) -> Values:
    """Return the running total of profits, each discounted to the beginning of the first month."""
    return months.running("npv", months["profit"] / months.discount_factor)


def lifetime_value(months: Months) -> Values:
    """Return what a present customer is worth if this month's margin and retention went on for ever.

    ``margin (1 + i) / (1 + i - r)`` with monthly discounting, the first margin at once; the margin is profit
    before what does not depend on present customers (acquisition, advertising, fixed cost). Not a number
    where it would be infinite: without interest, in a month in which nobody leaves.
    """
    independent = ("cost_acquisition", "cost_advertising", "cost_fixed")
    margin = sum((months[name] for name in independent), start=months["profit"])
    members = months.or_missing(months.began)
    discount = months.discount
    return months.ratio(margin / members * discount, months.or_missing(discount - months["retention_rate"]))


MEASURES = (
    Measure(
        "profit_cumulative",
        unit="money",
        label="Profit in total",
        meaning="The firm's profit summed up since the first month.",
        value=lambda months: months.running("profit_cumulative", months["profit"]),
        better="more",
        over_run="end",
        result=Result(17, "screen"),
        short="Profit in total",
    ),
    Measure(
        "npv",
        unit="money",
        label="Net present value",
        meaning="The firm's profit summed up since the first month, each month's discounted to the"
        " beginning.",
        value=net_present_value,
        better="more",
        over_run="end",
        result=Result(18, "screen"),
    ),
    Measure(
        "clv",
        unit="money",
        label="Customer lifetime value",
        meaning="What a present customer is worth to the firm if this month's margin and retention went on"
        " for ever, discounted. Missing where that has no bound: at a discount rate of 0, when nobody"
        " leaves.",
        value=lifetime_value,
        better="more",
        over_run="end",
        result=Result(19),
    ),
)
