"""Life tables from how long each customer was watched, and whether she left."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulation.fitting.data import Integers, LifeTable, Reals, Truths


@dataclass(frozen=True, eq=False)
class Histories:
    """A row a customer.

    ``tenure`` is the period in which she was last seen (1, 2, ...), ``left`` whether she left in it;
    ``entry`` periods had passed before she was watched; she stands for ``weight`` customers.
    """

    tenure: Integers
    left: Truths
    entry: Integers
    weight: Reals
    segment: Integers
    names: tuple[str, ...]
    price: Reals | None = None
    margin: Reals | None = None

    def tables(self, watched: int | None) -> tuple[LifeTable, ...]:
        """A life table a segment that has rows, in the order in which the segments first occur."""
        found = []
        for number, name in enumerate(self.names):
            mine = (self.segment == number) & (self.tenure > self.entry) & (self.weight > 0)
            if mine.any():
                found.append(self._table(name, mine, watched))
        return tuple(found)

    def _table(self, name: str, mine: Truths, watched: int | None) -> LifeTable:
        tenure, left, weight = self.tenure[mine], self.left[mine], self.weight[mine]
        entry = self.entry[mine] if watched is None else np.maximum(tenure - watched, 0)
        size = int(tenure.max()) + 1
        # Whoever was watched in periods entry + 1 .. tenure comes in at entry and goes out after tenure.
        change = np.bincount(entry, weight, size) - np.bincount(tenure, weight, size)
        at_risk = np.cumsum(change)[: size - 1]
        churned = np.bincount(tenure, weight * left, size)[1:].astype(np.float64)
        if watched is not None:
            at_risk -= _unwatched(tenure[left], weight[left], watched, size)
        total = float(weight.sum())
        later = at_risk[0] < total * (1.0 - 1e-9)
        means = [None if each is None else _mean(each[mine], weight) for each in (self.price, self.margin)]
        at_risk = np.maximum(at_risk, 0.0)
        return LifeTable(name, at_risk, churned, False, total if later else 0.0, *means)


def _mean(values: Reals, weight: Reals) -> float | None:
    """Weighted mean of the known values; None if there is none."""
    known = np.isfinite(values) & (weight > 0)
    return float(np.average(values[known], weights=weight[known])) if known.any() else None


def _unwatched(tenure: Integers, weight: Reals, watched: int, size: int) -> Reals:
    """What to take from the customers at risk when leavers are known from the last periods only.

    Whoever left in one of the last ``watched`` periods was watched for 1 to ``watched`` periods, each as
    likely: in the period ``k`` before the one in which she left, with chance (watched - k) / watched.
    """
    missing = np.zeros(size - 1)
    for back in range(1, watched):
        period = tenure - back
        known = period >= 1
        missing += np.bincount(period[known] - 1, weight[known] * back / watched, size - 1)[: size - 1]
    return missing
