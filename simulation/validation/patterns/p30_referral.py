"""P30: referred customers are worth more than others who came at the same time, and stay longer for years."""

from __future__ import annotations

import numpy as np

from simulation.kernel.arithmetic import Flags, Values
from simulation.market import MarketProcess
from simulation.schema import Grade
from simulation.validation.markets import equals
from simulation.validation.measurement_conditions import MeasurementConditions
from simulation.validation.observing import mean, ratio, share
from simulation.validation.pattern import Figures, Pattern, Target, Worth

ARRIVALS = 12
"""Months in which customers come."""
FOLLOWED = 36
"""Months over which each of them is followed."""


class Newcomers:
    """Customers who came to a firm in one month: what they bring it, and who is still there."""

    def __init__(self, process: MarketProcess) -> None:
        state = process.state
        self.who = np.flatnonzero((state.firm != state.origin) & ~state.newcomer)
        self.firm = state.firm[self.who]
        self.referred: Flags = state.heard[self.firm, self.who] > 0
        self.there = np.ones(self.who.size, dtype=np.bool_)
        self.after_two_years = self.there
        self.worth: Values = np.zeros(self.who.size)
        self.before: Values = state.profit[self.who]
        self.age = 0

    def observe(self, process: MarketProcess) -> None:
        """Book a month; what a customer brings after she has left counts no more."""
        if self.age == FOLLOWED:
            return
        self.age += 1
        profit = process.state.profit[self.who]
        self.there = self.there & (process.state.firm[self.who] == self.firm)
        self.worth += np.where(self.there, profit - self.before, 0.0)
        self.before = profit
        if self.age == 24:
            self.after_two_years = self.there


def measure(conditions: MeasurementConditions) -> Figures:
    """Return what the referred are worth beside others, and how many more of them stay in the third year."""
    process = conditions.start(equals(4, 16_000))
    cohorts: list[Newcomers] = []
    for month in range(ARRIVALS + FOLLOWED):
        process.advance()
        for cohort in cohorts:
            cohort.observe(process)
        if month < ARRIVALS:
            cohorts.append(Newcomers(process))
    referred, worth, there, before = (
        np.concatenate([getattr(cohort, name) for cohort in cohorts])
        for name in ("referred", "worth", "there", "after_two_years")
    )
    stay = [share(there, before & group) for group in (referred, ~referred)]
    more = ratio(mean(worth[referred]), mean(worth[~referred])) - 1.0
    return {
        "percent_more": 100.0 * more,
        "points_in_year_3": 100.0 * (stay[0] - stay[1]),
        "percent_referred": 100.0 * float(referred.mean()),
    }


PATTERN = Pattern(
    "P30",
    measure,
    (Target("percent_more", 5.0, 35.0, 0.0, published=16.0), Target("points_in_year_3", 0.0, 100.0, 0.0)),
    Worth.SEEN,
    Grade.MEASURED,
    ("schmitt-skiera-van-den-bulte-2011",),
    fixed="e8ed1e1",
)
