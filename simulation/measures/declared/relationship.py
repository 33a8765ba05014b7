"""The relationship: satisfaction, trust and commitment of a firm's customers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulation.measures.measure import CustomerSum, Measure, Result

if TYPE_CHECKING:
    from simulation.kernel.arithmetic import Values
    from simulation.measures.months import Months


def mean(months: Months, total: Values) -> Values:
    """Return the mean over a firm's customers of what was summed over them."""
    return months.per_customer(total)


MEASURES = (
    Measure(
        "satisfaction",
        unit="index",
        label="Satisfaction",
        meaning="Satisfaction with the supplier, built up over time: mean over the firm's customers, as a"
        " survey would show it on a scale from 0 to 100.",
        value=mean,
        needs=(CustomerSum(lambda customers: customers.satisfaction_index),),
        better="more",
        result=Result(8),
    ),
    Measure(
        "trust",
        unit="score",
        label="Trust",
        meaning="How far customers believe that the firm keeps its promises: mean over its customers.",
        value=mean,
        needs=(CustomerSum(lambda customers: customers.trust),),
        better="more",
        result=Result(9),
    ),
    Measure(
        "commitment",
        unit="score",
        label="Commitment",
        meaning="How much customers are attached to the firm: mean over its customers.",
        value=mean,
        needs=(CustomerSum(lambda customers: customers.commitment),),
        better="more",
        result=Result(10),
    ),
)
