"""What a user's data are once they have been read: one of three typed forms.

A survival table and a customer list say the same thing in two ways, so both become a :class:`LifeTable`;
a purchase panel keeps its rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from simulation.language import Message, message

Reals: TypeAlias = NDArray[np.float64]
Integers: TypeAlias = NDArray[np.int64]
Truths: TypeAlias = NDArray[np.bool_]

SHARES_OF = 1000
"""Customers a cohort is taken to have begun with when only its percentages are known."""


PeriodLength = Literal["months", "quarters", "years"]
"""How long a period of the data is."""


@dataclass(frozen=True)
class Reading:
    """What is said of data that were read: what they are, what was mended or left out, what was not used.

    ``warnings`` are what a reader of the results has to know.
    """

    lines: tuple[Message, ...] = ()
    warnings: tuple[Message, ...] = ()


def told_segment(name: str) -> Message:
    """Return how a message speaks of a segment: by its name, or as the data where there are no segments."""
    return message("fit.error.segment", name=name) if name else message("fit.error.no_segment")


@dataclass(frozen=True, eq=False)
class LifeTable:
    """How many customers of one segment were at risk of leaving, and left, in each period of tenure.

    ``at_risk[t - 1]`` customers entered period ``t`` of their tenure and were watched through it;
    ``churned[t - 1]`` of them left in it. Counts are real numbers, because a table in percent is read as
    shares of a cohort. A customer who is in neither count of the next period was censored.

    ``assumed_size`` is true when the size of the cohort was not given and ``SHARES_OF`` was taken: estimates
    are then unaffected, but every interval is the interval of a cohort of that size. ``total`` is how many
    customers there are where not all were watched from their first period; 0 stands for those of period 1.
    ``price`` is what they pay a month on average and ``margin`` what is left of it in money, None if unknown.
    """

    segment: str
    at_risk: Reals
    churned: Reals
    assumed_size: bool = False
    total: float = 0.0
    price: float | None = None
    margin: float | None = None

    @property
    def customers(self) -> float:
        """Customers that the table is about (a count, possibly assumed)."""
        return self.total or float(self.at_risk[0])

    @property
    def unseen(self) -> int:
        """First periods in which nobody was watched: of churn in them nothing is known."""
        return int(np.argmax(self.at_risk > 0)) if (self.at_risk > 0).any() else self.periods

    @property
    def periods(self) -> int:
        """Number of periods of tenure that were watched."""
        return len(self.at_risk)

    @property
    def survival(self) -> Reals:
        """Share of customers still there after periods 0, 1, ... (product-limit estimate; starts at 1).

        Of those who outlived the periods in which nobody was watched.
        """
        kept = 1.0 - self.churned / np.where(self.at_risk > 0, self.at_risk, 1.0)
        return np.concatenate(([1.0], np.cumprod(kept)))

    def first(self, periods: int) -> LifeTable:
        """The same customers, watched for the first ``periods`` periods only."""
        return replace(self, at_risk=self.at_risk[:periods], churned=self.churned[:periods])


@dataclass(frozen=True, eq=False)
class SurvivalTable:
    """Survival of one or more cohorts by period, as a life table a segment; ``unit`` None is not known."""

    segments: tuple[LifeTable, ...]
    unit: PeriodLength | None = None
    reading: Reading = Reading()


@dataclass(frozen=True, eq=False)
class CustomerList:
    """Customers with their tenure and whether they left, as a life table a segment.

    Each customer counts from when she was watched; those who have not left are censored. ``ignored`` names
    the columns that were not used; ``unit`` None is not known.
    """

    segments: tuple[LifeTable, ...]
    ignored: tuple[str, ...] = ()
    unit: PeriodLength | None = None
    reading: Reading = Reading()


@dataclass(frozen=True, eq=False)
class PurchasePanel:
    """Purchases of households among the same brands, household after household, each in order of time.

    ``household`` (N) numbers the household of each purchase 0, 1, ... without gaps and never falls;
    ``choice`` (N) is the position in ``brands`` of what was bought; ``price`` (N x brands) is what every
    brand cost at that moment, in money; ``covariates`` hold further values by brand (N x brands), such as
    whether it was on display. ``available`` (N x brands) is what could be bought, None for everything.
    ``ignored`` names the columns that were not used; ``dated`` whether a date gave the order of purchases.
    """

    brands: tuple[str, ...]
    labels: tuple[str, ...]
    household: Integers
    choice: Integers
    price: Reals
    covariates: Mapping[str, Reals] = field(default_factory=dict)
    ignored: tuple[str, ...] = ()
    available: Truths | None = None
    dated: bool = False
    reading: Reading = Reading()

    @property
    def households(self) -> int:
        """Number of households."""
        return len(self.labels)

    @property
    def purchases(self) -> int:
        """Number of purchases, which is the number of rows."""
        return len(self.choice)

    @property
    def occasion(self) -> Integers:
        """Position of each purchase (N) in the history of its household: 0 for the first."""
        starts = np.searchsorted(self.household, np.arange(self.households))
        return np.arange(self.purchases) - starts[self.household]

    def rows(self, keep: NDArray[np.bool_]) -> PurchasePanel:
        """The purchases for which ``keep`` (N) is true; households left without any disappear."""
        kept, household = np.unique(self.household[keep], return_inverse=True)
        return PurchasePanel(
            brands=self.brands,
            labels=tuple(self.labels[position] for position in kept),
            household=household.astype(np.int64),
            choice=self.choice[keep],
            price=self.price[keep],
            covariates={name: values[keep] for name, values in self.covariates.items()},
            ignored=self.ignored,
            available=None if self.available is None else self.available[keep],
            dated=self.dated,
            reading=self.reading,
        )


Data: TypeAlias = SurvivalTable | CustomerList | PurchasePanel
"""Any of the three forms that :func:`simulation.fitting.read_data` returns."""
