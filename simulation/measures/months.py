"""What formulas of measures are given: the sums of several months, months x firms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.kernel.arithmetic import Values, Whole
from simulation.measures.measure import Measure
from simulation.mechanisms.involvement import LEVELS
from simulation.mechanisms.loyalty import LOYALTY_TYPES, MOTIVES, RUNGS

KINDS = {"loyalty_type": LOYALTY_TYPES, "motive": MOTIVES, "rung": RUNGS}
"""The columns of the state that say what kind of customer somebody is, with the names of their codes."""


@dataclass(frozen=True)
class Months:
    """Sums of several months; ``months["profit"]`` is another measure of the same months.

    Attributes:
        measures: all measures by their name.
        price, money: each firm's price and the reference price, in the scenario's currency.
        discount: 1 + interest a month; ``discount_factor``: the same to the power of the month's number.
        flow: customers by supplier at a month's beginning and at its end; in each month's square the last
            row and column are those without a supplier.
        flow_by_level: the same by level of involvement.
        kinds: customers by firm and by what kind they are (the axes of `KINDS`).
        accounts: revenue, costs and profit.
        accounts_by_level: the same by level of involvement, months x levels x firms.
        observed: what each measure needs to have observed, in the order of its ``needs``.
        before: the measures of the month before the first of these; empty if there is none.
    """

    measures: Mapping[str, Measure]
    price: Values
    money: Values
    discount: Values
    discount_factor: Values
    flow: Whole
    flow_by_level: Whole
    kinds: Whole
    accounts: Mapping[str, Values]
    accounts_by_level: Mapping[str, Values]
    observed: Mapping[str, tuple[NDArray[Any], ...]]
    before: Mapping[str, NDArray[Any]]
    _known: dict[str, NDArray[Any]] = field(default_factory=dict)

    def __getitem__(self, name: str) -> NDArray[Any]:
        """Return a measure, worked out when it is first asked for."""
        if name not in self._known:
            value = self.measures[name].value
            assert value is not None, f"{name} is not a column"
            self._known[name] = value(self, *self.observed.get(name, ()))
        return self._known[name]

    @cached_property
    def began(self) -> Whole:
        """Customers at the beginning of each month."""
        count: Whole = self.flow.sum(axis=-1)[..., :-1]
        return count

    @cached_property
    def customers(self) -> Whole:
        """Customers at the end of each month."""
        count: Whole = self.flow.sum(axis=-2)[..., :-1]
        return count

    @cached_property
    def stayed(self) -> Whole:
        """Customers who were the firm's at the beginning of a month and at its end."""
        return np.diagonal(self.flow, axis1=-2, axis2=-1)[..., :-1]

    def flow_at(self, level: str) -> Whole:
        """Return the flow of the customers of a level of involvement: see ``flow``."""
        flow: Whole = self.flow_by_level[:, LEVELS.index(level)]
        return flow

    def contribution_at(self, level: str) -> Values:
        """Return what customers of a level of involvement earn: profit before advertising and fixed cost."""
        entries = self.accounts_by_level
        earned = entries["profit"] + entries["cost_advertising"] + entries["cost_fixed"]
        contribution: Values = earned[:, LEVELS.index(level)]
        return contribution

    def or_missing(self, count: NDArray[Any]) -> Values:
        """Return numbers to divide by: not a number where there is nobody."""
        return np.where(count != 0, count, np.nan)

    def per_customer(self, total: Values | Whole) -> Values:
        """Return the mean over a firm's customers at a month's end; not a number where it has none."""
        mean: Values = total / self._members
        return mean

    def share(self, kind: str, name: str) -> Values:
        """Return the share of a firm's customers who are of this kind: ``share("motive", "dedicated")``."""
        return self.per_customer(self._counts[kind][..., KINDS[kind].index(name)])

    def running(self, name: str, values: Values) -> Values:
        """Return the running total of ``values`` since the first month, as the measure ``name``."""
        start = np.broadcast_to(self.before.get(name, 0.0), values[:1].shape)
        total: Values = np.cumsum(np.concatenate([start, values]), axis=0)[1:]
        return total

    def ratio(self, values: Values, to: Values) -> Values:
        """Return ``values / to`` where ``to`` may be 0 or missing."""
        with np.errstate(divide="ignore", invalid="ignore"):
            quotient: Values = values / to
        return quotient

    @cached_property
    def _members(self) -> Values:
        return self.or_missing(self.customers)

    @cached_property
    def _counts(self) -> dict[str, Whole]:
        """The customers by firm and by each kind alone."""
        axes = [place - len(KINDS) for place in range(len(KINDS))]
        others = {kind: tuple(axes[:place] + axes[place + 1 :]) for place, kind in enumerate(KINDS)}
        return {kind: self.kinds.sum(axis=axis) for kind, axis in others.items()}
