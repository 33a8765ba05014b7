"""Value: what a firm has earned since the first month, and what a customer is worth to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulation.measures.measure import Measure, Result

if TYPE_CHECKING:
    from simulation.kernel.arithmetic import Values
    from simulation.measures.months import Months

INDEPENDENT = ("cost_acquisition", "cost_advertising", "cost_fixed")
"""Costs that do not depend on the customers whom a firm has."""


def net_present_value(months: Months) -> Values:
    """Return the running total of profits, each discounted to the beginning of the first month."""
    return months.running("npv", months["profit"] / months.discount_factor)


def lifetime_value(months: Months) -> Values:
    """Return what a present customer is worth if this month's margin and retention went on for ever.

    ``margin (1 + i) / (1 + i - r)`` with monthly discounting, the first margin at once; the margin is profit
    before what does not depend on present customers (acquisition, advertising, fixed cost). Not a number
    where it would be infinite: without interest, in a month in which nobody leaves.
    """
    margin = sum((months[name] for name in INDEPENDENT), start=months["profit"])
    members = months.or_missing(months.began)
    discount = months.discount
    return months.ratio(margin / members * discount, months.or_missing(discount - months["retention_rate"]))


def defection_cost(months: Months) -> Values:
    """Return what those who left were worth, at the lifetime value of a present customer."""
    cost: Values = months["lost"] * months["clv"]
    return cost


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
        result=Result(0, "screen"),
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
    Measure(
        "defection_cost",
        unit="money_per_month",
        label="Cost of defection",
        meaning="What the customers who left in the month were worth: their number times the lifetime"
        " value of a present customer.",
        value=defection_cost,
        better="less",
        edition=6,
    ),
    Measure(
        "customer_equity",
        unit="money",
        label="Customer equity",
        meaning="What the customers whom the firm holds at the end of the run will still bring it, each until"
        " she leaves, discounted to the beginning of month 1. Held: under contract, or, where customers"
        " choose at every purchase, bought from it in the last twelve months. The market runs on for"
        " world.run_off months under the terms then in force; what comes later is estimated from those who"
        " are left.",
        value=None,
        better="more",
        over_run="run",
        result=Result(-1, "screen"),
    ),
    Measure(
        "equity_tail",
        unit="money",
        label="Customer equity after the run-off",
        meaning="The part of the customer equity that is estimated and not simulated: what customers bring"
        " who are still there after the run-off. 0 where nobody is left, or those who are left bring a loss.",
        value=None,
        over_run="run",
        result=Result(shown="summary"),
        claim=False,
    ),
    Measure(
        "value",
        unit="money",
        label="Value",
        meaning="Net present value at the end of the run and customer equity together: what the firm has"
        " earned, and what the customers whom it then holds will bring it.",
        value=None,
        better="more",
        over_run="run",
        result=Result(-2, "screen"),
    ),
    Measure(
        "payback_month",
        unit="month",
        label="Pays back from month",
        meaning="The month from which the alternative has earned more than the first one, discounted and"
        " added up since month 1, until the end. Missing where it has not done so at the end.",
        value=None,
        over_run="twins",
        claim=False,
    ),
    Measure(
        "overtakes_month",
        unit="month",
        label="Earns more from month",
        meaning="The month from which the alternative earns more a month than the first one for good:"
        " averaged over 6 months, in 95 % of all months to the end, 12 at least. Missing where there is"
        " none.",
        value=None,
        over_run="twins",
        claim=False,
    ),
)
