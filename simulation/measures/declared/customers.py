"""Customers: how many a firm has, wins, loses and keeps, and what it offers them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulation.measures.measure import CustomerSum, FirmValue, Measure, Result

if TYPE_CHECKING:
    from simulation.kernel.arithmetic import Values, Whole
    from simulation.measures.months import Months


def market_share(months: Months) -> Values:
    """Return each firm's share of all who are some firm's customers."""
    served = months.customers.sum(axis=-1, keepdims=True)
    share: Values = months.customers / months.or_missing(served)
    return share


def share_outside(months: Months, everybody: Whole) -> Values:
    """Return the share of all customers who have no supplier: the same number for every firm."""
    share: Values = 1.0 - months.customers.sum(axis=-1, keepdims=True) / everybody
    return share


def retention_rate(months: Months) -> Values:
    """Return the share of the customers at the beginning of a month who are still there at its end."""
    rate: Values = months.stayed / months.or_missing(months.began)
    return rate


def retention_of_a_year(months: Months) -> Values:
    """Return the share of customers who would be left after a year of months like this one."""
    year: Values = months["retention_rate"] ** 12
    return year


def observed(_: Months, counted: Whole) -> Whole:
    """Return what was observed, as it is."""
    return counted


MEASURES = (
    Measure(
        "level",
        unit="level",
        label="Level",
        meaning="The firm's level of relationship marketing: 0 none, 1 financial, 2 social, 3 structural.",
        value=observed,
        needs=(FirmValue(lambda market: [firm.level for firm in market.scenario.firms]),),
        whole=True,
        over_run="end",
        claim=False,
    ),
    Measure(
        "price",
        unit="money_per_purchase",
        label="Price",
        meaning="What the firm asks for a purchase; in a contractual market, for a usual month.",
        value=lambda months: months.price,
    ),
    Measure(
        "customers",
        unit="people",
        label="Customers",
        meaning="The firm's customers at the end of the month.",
        value=lambda months: months.customers,
        whole=True,
        better="more",
        over_run="end",
        result=Result(7, label="Customers at the end"),
        short="Customers",
    ),
    Measure(
        "market_share",
        unit="share",
        label="Market share",
        meaning="The firm's share of all who are some firm's customers at the end of the month.",
        value=market_share,
        better="more",
        over_run="end",
        result=Result(6, "screen", label="Market share at the end"),
        short="Share",
    ),
    Measure(
        "acquired",
        unit="people_per_month",
        label="Customers won",
        meaning="Customers who came to the firm in the month.",
        value=lambda months: months.customers - months.stayed,
        whole=True,
        better="more",
        over_run="total",
        short="Won",
    ),
    Measure(
        "lost",
        unit="people_per_month",
        label="Customers lost",
        meaning="Customers who left the firm in the month.",
        value=lambda months: months.began - months.stayed,
        whole=True,
        better="less",
        over_run="total",
        short="Lost",
    ),
    Measure(
        "won_back",
        unit="people_per_month",
        label="Customers won back",
        meaning="Customers who came in the month and had been the firm's customers before.",
        value=observed,
        needs=(CustomerSum(lambda customers: customers.won_back),),
        whole=True,
        better="more",
        over_run="total",
    ),
    Measure(
        "retention_rate",
        unit="share",
        label="Retention rate, monthly",
        meaning="The share of the firm's customers at the beginning of the month who are still its customers"
        " at its end.",
        value=retention_rate,
        better="more",
        result=Result(1, "screen"),
        short="Stay a month",
    ),
    Measure(
        "retention_year",
        unit="share",
        label="Retention rate, yearly",
        meaning="The share of the firm's customers who would still be there after a year of months like this"
        " one.",
        value=retention_of_a_year,
        better="more",
        edition=6,
    ),
    Measure(
        "share_outside",
        unit="share",
        label="Do without",
        meaning="The share of all customers who have no supplier at the end of the month: they do without."
        " It is the same for every firm.",
        value=share_outside,
        needs=(FirmValue(lambda market: [market.scenario.world.customers] * len(market.scenario.firms)),),
        over_run="end",
        edition=4,
    ),
)
