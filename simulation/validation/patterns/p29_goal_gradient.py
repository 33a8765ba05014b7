"""P29: members of a points programme buy faster as the reward comes near, and leave right after it."""

from __future__ import annotations

import numpy as np

from simulation.kernel.arithmetic import Flags
from simulation.market import MarketProcess
from simulation.schema import Grade
from simulation.validation.markets import FOCAL, equals
from simulation.validation.measurement_conditions import MeasurementConditions
from simulation.validation.observing import advance, ratio
from simulation.validation.pattern import Figures, Pattern, Target, Worth

RUN_IN, MONTHS = 12, 24
THIRD = 1.0 / 3.0


class Tally:
    """Months of each customer in one situation: how many, how many with a departure, and purchases."""

    def __init__(self, customers: int) -> None:
        self.months, self.left, self.bought = (np.zeros(customers) for _ in range(3))

    def add(self, who: Flags, process: MarketProcess) -> None:
        """Count the month just run for these customers."""
        self.months += who
        self.left += who & (process.state.firm != process.state.origin)
        self.bought += np.where(who, process.bought()[0], 0.0)


def measure(conditions: MeasurementConditions) -> Figures:
    """Return the interval between purchases near the reward over that far from it, and who leaves when."""
    scenario = equals(
        4,
        8000,
        world__kind="repeat_purchase",
        world__search__routine=10.0,
        world__population__purchase_rate=2.0,
        world__population__purchase_rate_variation=1.0,
    )
    process = conditions.start(scenario)
    process.change(**{f"firm.{FOCAL}.level": 1})
    advance(process, RUN_IN)
    far, near, on_the_way, after = (Tally(process.customers) for _ in range(4))
    for _ in range(MONTHS):
        member = process.state.firm == 0
        progress = process.remembered("points", 0) / process.firms.threshold[0]
        just_had = process.redeemed()[0] > 0.0
        process.advance()
        far.add(member & (progress < THIRD), process)
        near.add(member & (progress >= 2.0 * THIRD), process)
        on_the_way.add(member & (progress >= THIRD) & ~just_had, process)
        after.add(member & just_had, process)
    return {
        "interval_near_over_far": compared("bought", far, near),
        "leaving_after_over_before": compared("left", after, on_the_way),
    }


def compared(what: str, one: Tally, other: Tally) -> float:
    """Return how much more often something happens in one situation than in the other, to the same customers.

    Customers weigh by their months in the first situation, so that both are about the same mix of frequent
    and infrequent buyers.
    """
    both = (one.months > 0.0) & (other.months > 0.0)
    if not both.any():
        return float("nan")
    weight = one.months[both]
    often, seldom = (
        float(np.average(getattr(each, what)[both] / each.months[both], weights=weight))
        for each in (one, other)
    )
    return ratio(often, seldom)


PATTERN = Pattern(
    "P29",
    measure,
    (Target("interval_near_over_far", 0.55, 0.9, 1.0), Target("leaving_after_over_before", 1.0, 1000.0, 1.0)),
    Worth.SEEN,
    Grade.MEASURED,
    ("kivetz-urminsky-zheng-2006",),
    fixed="e8ed1e1",
)
