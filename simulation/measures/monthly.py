"""The firms' month: customers, retention, switching cost, loyalty and the ledger, each defined once.

Money is in the scenario's currency from here on. Means over a firm's customers are not a number where it has
none, and so are its rates.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import prod
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from simulation.kernel.arithmetic import Values, Whole
from simulation.market.ledger import Books, Row, Terms, accounts, books, sums_by, terms
from simulation.market.process import MarketProcess
from simulation.mechanisms.loyalty import CONSTRAINED, DEDICATED, LOYALTY_TYPES, MOTIVES, RUNGS
from simulation.mechanisms.satisfaction import index

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    "month", "firm", "level", "price", "customers", "market_share", "acquired", "lost", "won_back",
    "retention_rate", "switching_cost", "switching_cost_procedural", "switching_cost_financial",
    "switching_cost_relational", "satisfaction", "trust", "commitment", "share_loyal", "share_latent",
    "share_spurious", "share_none", "share_dedicated", "share_constrained", "revenue", "cost_of_goods",
    "cost_financial", "cost_social", "cost_structural", "cost_recovery", "cost_acquisition", "profit",
    "profit_cumulative", "npv", "clv", "cost_to_serve", "cost_advertising", "cost_fixed",
    "share_preferred", "share_partner", "share_ally",
)  # fmt: skip
"""Columns of ``run.market``, in order."""


WHOLE = frozenset({"level", "customers", "acquired", "lost", "won_back"})


class Standing(NamedTuple):
    """What the firms' customers stood for at a month's end: a sum or a number a firm.

    ``kinds`` counts them by firm, loyalty type, motive and rung.
    """

    level: Whole
    won_back: Whole
    kinds: Whole
    cost_procedural: Values
    cost_financial: Values
    cost_relational: Values
    satisfaction: Values
    trust: Values
    commitment: Values


class Month(NamedTuple):
    """A month as it is kept until somebody asks for its measures."""

    number: int
    discount: float
    terms: Terms
    books: Books
    standing: Standing


Stacked = TypeVar("Stacked", Terms, Books, Standing)


class MarketRecord:
    """Collects the firms' months of one run.

    A month is added up when it is observed; what follows from the sums is worked out for many months at once,
    when it is asked for.
    """

    def __init__(self, process: MarketProcess) -> None:
        self._process = process
        self._waiting: list[Month] = []
        self._blocks: list[Row] = []
        self._terms: tuple[Any, Any, Terms] | None = None

    def observe(self) -> None:
        """Add up the month just run, and keep it."""
        process = self._process
        discount = process.world.month_discount
        self._waiting.append(
            Month(process.month, discount, self._terms_now(), books(process), _standing(process))
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
        for name in COLUMNS[2:]:
            column = np.concatenate([block[name].reshape(-1) for block in self._blocks])
            data[name] = column.astype(np.int64) if name in WHOLE else column
        return data

    def frame(self) -> pd.DataFrame:
        """Return the record as ``run.market``: a row a month and firm."""
        import pandas as pd

        return pd.DataFrame(self.columns())

    def _terms_now(self) -> Terms:
        """The terms of the month, worked out again only when the market has changed."""
        process = self._process
        known = self._terms
        if known is None or known[0] is not process.firms or known[1] is not process.scenario:
            known = self._terms = (process.firms, process.scenario, terms(process))
        return known[2]

    def _settle(self) -> None:
        """Work out the measures of the months that are waiting, after those of the months before."""
        if self._waiting:
            before = {name: self._blocks[-1][name][-1] if self._blocks else 0.0 for name in RUNNING}
            self._blocks.append(_measures(self._waiting, before))
            self._waiting = []


RUNNING = ("profit_cumulative", "npv")
"""Measures that add up over the months."""


def _standing(process: MarketProcess) -> Standing:
    state, firms = process.state, len(process.firm_names)
    kinds = (firms, len(LOYALTY_TYPES), len(MOTIVES), len(RUNGS))
    # Small numbers as long as they are small: half the time of one sum in whole words.
    kind = state.loyalty_type * np.int16(len(MOTIVES)) + state.motive
    kind = state.firm * prod(kinds[1:]) + (kind * np.int16(len(RUNGS)) + state.rung)

    def total(values: Values) -> Values:
        return sums_by(values, state.firm, firms)

    return Standing(
        level=np.array([firm.level for firm in process.scenario.firms]),
        won_back=np.bincount(state.firm[state.won_back], minlength=firms),
        kinds=np.bincount(kind, minlength=prod(kinds)).reshape(kinds),
        cost_procedural=total(state.cost_procedural),
        cost_financial=total(state.cost_financial),
        cost_relational=total(state.cost_relational),
        satisfaction=total(index(state.satisfaction)),
        trust=total(state.trust),
        commitment=total(state.commitment),
    )


def _measures(months: Sequence[Month], before: Mapping[str, Any]) -> Row:
    """Return the measures of some months, months x firms; ``before`` is where running totals stood."""
    terms, books = _stacked([month.terms for month in months]), _stacked([month.books for month in months])
    standing = _stacked([month.standing for month in months])
    row = {**_customers(books, standing, terms), **_relations(standing, terms), **accounts(terms, books)}
    discounts = np.array([[month.discount**month.number] for month in months])
    row["profit_cumulative"] = _running(before["profit_cumulative"], row["profit"])
    row["npv"] = _running(before["npv"], row["profit"] / discounts)
    row["clv"] = _lifetime_value(row, books, np.array([[month.discount] for month in months]))
    return row


def _stacked(months: Sequence[Stacked]) -> Stacked:
    """Several months' arrays as one, months first."""
    columns = [np.array(column) for column in zip(*months, strict=True)]
    return type(months[0])(*columns)


def _running(before: Any, values: Values) -> Values:
    """Running totals over the months."""
    start = np.broadcast_to(before, values[:1].shape)
    total: Values = np.cumsum(np.concatenate([start, values]), axis=0)[1:]
    return total


def _customers(books: Books, standing: Standing, terms: Terms) -> Row:
    """Return levels, prices and the flow of customers."""
    before, after = books.flow.sum(axis=-1), books.flow.sum(axis=-2)
    stayed = np.diagonal(books.flow, axis1=-2, axis2=-1)
    return {
        "level": standing.level,
        "price": terms.price,
        "customers": after,
        "market_share": after / after.sum(axis=-1, keepdims=True),
        "acquired": after - stayed,
        "lost": before - stayed,
        "won_back": standing.won_back,
        "retention_rate": stayed / _or_nothing(before),
    }


def _relations(standing: Standing, terms: Terms) -> Row:
    """Return means over the firms' customers, and shares of their kinds."""
    customers = _or_nothing(standing.kinds.sum(axis=(-3, -2, -1)))
    kinds = ("procedural", "financial", "relational")
    row: Row = {
        f"switching_cost_{kind}": terms.money * (getattr(standing, f"cost_{kind}") / customers)
        for kind in kinds
    }
    row["switching_cost"] = np.asarray(sum(row[f"switching_cost_{kind}"] for kind in kinds))
    row |= {name: getattr(standing, name) / customers for name in ("satisfaction", "trust", "commitment")}

    def shares(others: tuple[int, int]) -> Values:
        return np.asarray(standing.kinds.sum(axis=others) / customers[..., np.newaxis])

    types, motives, rungs = shares((-2, -1)), shares((-3, -1)), shares((-3, -2))
    row |= {f"share_{name}": types[..., code] for code, name in enumerate(LOYALTY_TYPES)}
    row |= {"share_dedicated": motives[..., DEDICATED], "share_constrained": motives[..., CONSTRAINED]}
    return row | {f"share_{name}": rungs[..., code] for code, name in enumerate(RUNGS) if code}


def _lifetime_value(row: Row, books: Books, discount: Values) -> Values:
    """Return what a present customer is worth if this month's margin and retention went on for ever.

    ``margin (1 + i) / (1 + i - r)`` with monthly discounting, the first margin at once; the margin is profit
    before what does not depend on present customers (acquisition, advertising, fixed cost).
    """
    margin = row["profit"] + row["cost_acquisition"] + row["cost_advertising"] + row["cost_fixed"]
    members = _or_nothing(books.flow.sum(axis=-1))
    with np.errstate(divide="ignore", invalid="ignore"):
        value: Values = margin / members * discount / (discount - row["retention_rate"])
    return value


def _or_nothing(count: NDArray[Any]) -> Values:
    """Return numbers to divide by: not a number where there is nobody."""
    return np.where(count != 0, count, np.nan)
