"""Switching cost: what a firm's customers would lose by leaving, in all and by type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulation.measures.measure import CustomerSum, Measure, Result

if TYPE_CHECKING:
    from simulation.kernel.arithmetic import Values
    from simulation.measures.months import Months

TYPES = ("procedural", "financial", "relational")


def all_types(months: Months) -> Values:
    """Return the sum of the types of switching cost."""
    first, *others = (months[f"switching_cost_{kind}"] for kind in TYPES)
    return sum(others, start=first)


def mean_money(months: Months, total: Values) -> Values:
    """Return the mean over a firm's customers of a sum in reference prices, as money."""
    mean: Values = months.money * months.per_customer(total)
    return mean


MEASURES = (
    Measure(
        "switching_cost",
        unit="money",
        label="Switching cost",
        meaning="What a customer of the firm would lose once by leaving it: mean over its customers, all"
        " three types together.",
        value=all_types,
        better="more",
        result=Result(2, "screen"),
        short="Leaving costs",
    ),
    Measure(
        "switching_cost_procedural",
        unit="money",
        label="Switching cost, procedural",
        meaning="The part of the switching cost that is effort: finding and learning a new supplier, giving"
        " up equipment and data links, and a fee for leaving.",
        value=mean_money,
        needs=(CustomerSum(lambda customers: customers.cost_procedural),),
        better="more",
        result=Result(3),
        part_of="switching_cost",
        part="procedural",
    ),
    Measure(
        "switching_cost_financial",
        unit="money",
        label="Switching cost, financial",
        meaning="The part of the switching cost that is money forfeited: points on the account and status.",
        value=mean_money,
        needs=(CustomerSum(lambda customers: customers.cost_financial),),
        better="more",
        result=Result(4),
        part_of="switching_cost",
        part="financial",
    ),
    Measure(
        "switching_cost_relational",
        unit="money",
        label="Switching cost, relational",
        meaning="The part of the switching cost that is the loss of a brand and of people to whom the"
        " customer is attached.",
        value=mean_money,
        needs=(CustomerSum(lambda customers: customers.cost_relational),),
        better="more",
        result=Result(5),
        part_of="switching_cost",
        part="relational",
    ),
)
