"""The record of the firms' months: every month is added up, and its measures are worked out from the sums.

Money is in the scenario's currency from here on. Means over a firm's customers are not a number where it has
none, and so are its rates. Which measures there are, and how each is made of the sums, is declared in
`simulation.measures.declared`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from math import prod
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from simulation.kernel.arithmetic import Whole
from simulation.market import (
    Books,
    MarketProcess,
    Row,
    Terms,
    accounts,
    books,
    books_by_level,
    sums_by,
    terms,
)
from simulation.measures.declared import COLUMNS, DECLARED
from simulation.measures.measure import CustomerSum, FirmValue
from simulation.measures.months import KINDS, Months

if TYPE_CHECKING:
    import pandas as pd

UNKNOWN = 127
"""Stands for the type of loyalty before the first month, where no month was run before it."""
Observed = dict[str, tuple[NDArray[Any], ...]]
"""What measures need to have observed, by the measure's name: an array of length firms each."""


class Fixed(NamedTuple):
    """What stays from month to month until a firm or the scenario changes."""

    terms: Terms
    values: Mapping[FirmValue, NDArray[Any]]


class Month(NamedTuple):
    """A month as it is kept until somebody asks for its measures."""

    number: int
    discount: float
    terms: Terms
    books: Books
    by_level: Books
    kinds: Whole
    observed: Observed


class MarketRecord:
    """Collects the firms' months of one run.

    A month is added up when it is observed; what follows from the sums is worked out for many months at once,
    when it is asked for.
    """

    def __init__(self, process: MarketProcess) -> None:
        self._process = process
        self._waiting: list[Month] = []
        self._blocks: list[Row] = []
        self._known: tuple[Any, Any, Fixed] | None = None
        types, run_before = process.state.loyalty_type, process.month + process.scenario.world.warm_up > 0
        self._types = types.copy() if run_before else np.full_like(types, UNKNOWN)

    def observe(self) -> None:
        """Add up the month just run, and keep it."""
        process, fixed = self._process, self._fixed()
        discount = process.world.month_discount
        observed = _observed(Seen(process, self._types), fixed.values)
        self._types = process.state.loyalty_type.copy()
        self._waiting.append(
            Month(
                process.month,
                discount,
                fixed.terms,
                books(process),
                books_by_level(process),
                _kinds(process),
                observed,
            )
        )

    def last_month(self) -> Row:
        """Return the measures of the month observed last: an array of length firms each."""
        self._settle()
        return {name: values[-1] for name, values in self._blocks[-1].items()}

    def columns(self) -> Row:
        """Return the columns of ``run.market`` as arrays: a value a month and firm."""
        self._settle()
        names = self._process.firm_names
        months = sum(len(block["profit"]) for block in self._blocks)
        data: Row = {
            "month": np.repeat(np.arange(1, months + 1), len(names)),
            "firm": np.array(names * months, dtype=object),
        }
        for name in COLUMNS:
            column = np.concatenate([block[name].reshape(-1) for block in self._blocks])
            data[name] = column.astype(np.int64) if DECLARED[name].whole else column
        return data

    def frame(self) -> pd.DataFrame:
        """Return the record as ``run.market``: a row a month and firm."""
        import pandas as pd

        return pd.DataFrame(self.columns())

    def _fixed(self) -> Fixed:
        """What customers do not change, worked out again only when the market has changed."""
        process, known = self._process, self._known
        if known is None or known[0] is not process.firms or known[1] is not process.scenario:
            firms = len(process.firm_names)
            values = {each: np.asarray(each.of(process))[:firms] for each in _FIRM_VALUES}
            fixed = Fixed(terms(process), values)
            known = self._known = (process.firms, process.scenario, fixed)
        return known[2]

    def _settle(self) -> None:
        """Work out the measures of the months that are waiting, after those of the months before."""
        if self._waiting:
            last = self._blocks[-1] if self._blocks else {}
            before = {name: values[-1] for name, values in last.items()}
            months = _months(self._waiting, before)
            self._blocks.append({name: months[name] for name in COLUMNS})
            self._waiting = []


_NEEDS = {name: measure.needs for name, measure in DECLARED.items() if measure.needs}
_FIRM_VALUES = [each for needs in _NEEDS.values() for each in needs if isinstance(each, FirmValue)]


class Seen:
    """The customers as declarations see them: the columns of the state, and who has just left a firm.

    ``loyalty_type_before`` is their type of loyalty at the end of the month before.
    """

    def __init__(self, process: MarketProcess, loyalty_type_before: NDArray[Any]) -> None:
        self.firms, self._state = len(process.firm_names), process.state
        self.loyalty_type_before = loyalty_type_before

    def __getattr__(self, name: str) -> NDArray[Any]:
        """Return a column of the state."""
        column: NDArray[Any] = getattr(self._state, name)
        return column

    @cached_property
    def left(self) -> Whole:
        """The places of those who left their firm in the month, or the category."""
        state = self._state
        return np.flatnonzero(((state.firm != state.origin) | state.newcomer) & (state.origin < self.firms))


def _observed(seen: Seen, values: Mapping[FirmValue, NDArray[Any]]) -> Observed:
    """Return what all measures need to have observed, as it stands now."""
    return {
        name: tuple(values[each] if isinstance(each, FirmValue) else _sum(seen, each) for each in needs)
        for name, needs in _NEEDS.items()
    }


def _sum(seen: Seen, declared: CustomerSum) -> NDArray[Any]:
    """Add up over each firm's customers."""
    firms, at = seen.firms, getattr(seen, declared.at)
    values = declared.of(seen)
    if declared.places or values.dtype == np.bool_:
        return np.bincount(at[values], minlength=firms + 1)[:firms]
    return sums_by(values, at, firms + 1)[:firms]


def _kinds(process: MarketProcess) -> Whole:
    """Count the customers by firm and by each of the kinds together."""
    state = process.state
    shape = (len(process.firm_names) + 1, *(len(names) for names in KINDS.values()))
    # Small integer types take half the time of 64-bit ones.
    first, *others = KINDS
    kind = getattr(state, first)
    for name in others:
        kind = kind * np.int16(len(KINDS[name])) + getattr(state, name)
    place = state.firm * prod(shape[1:]) + kind
    return np.bincount(place, minlength=prod(shape)).reshape(shape)[:-1]


def _months(months: Sequence[Month], before: Mapping[str, NDArray[Any]]) -> Months:
    """Stack the sums of some months, months first; ``before`` is where running totals stood."""
    terms, books = _stacked([month.terms for month in months]), _stacked([month.books for month in months])
    by_level = _stacked([month.by_level for month in months])
    return Months(
        measures=DECLARED,
        price=terms.list_price,
        money=terms.money,
        discount=np.array([[month.discount] for month in months]),
        discount_factor=np.array([[month.discount**month.number] for month in months]),
        flow=books.flow,
        flow_by_level=by_level.flow,
        kinds=np.array([month.kinds for month in months]),
        accounts=accounts(terms, books),
        accounts_by_level=accounts(Terms(*(column[:, np.newaxis] for column in terms)), by_level),
        observed={
            name: tuple(map(np.array, zip(*(month.observed[name] for month in months), strict=True)))
            for name in _NEEDS
        },
        before=before,
    )


Stacked = TypeVar("Stacked", Terms, Books)


def _stacked(months: Sequence[Stacked]) -> Stacked:
    """Several months' arrays as one, months first."""
    columns = [np.array(column) for column in zip(*months, strict=True)]
    return type(months[0])(*columns)
