"""The firms' month: customers, retention, switching cost, loyalty and the ledger, each defined once.

Money is in the scenario's currency from here on. Means over a firm's customers are not a number where it has
none, and so are its rates.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from simulation.market.ledger import Row, ledger, sums_by
from simulation.market.process import MarketProcess
from simulation.rules.arithmetic import Values, Whole
from simulation.rules.loyalty import CONSTRAINED, DEDICATED, LOYALTY_TYPES, MOTIVES, RUNGS
from simulation.rules.satisfaction import index

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


class MarketRecord:
    """Collects the firms' months of one run."""

    def __init__(self, process: MarketProcess) -> None:
        self._process = process
        self._months: list[Row] = []
        self._cumulative = np.zeros(len(process.firm_names))
        self._present = np.zeros(len(process.firm_names))

    def observe(self) -> Row:
        """Measure the month just run, keep it, and return it."""
        process = self._process
        row = {**_customers(process), **_relations(process), **ledger(process)}
        self._cumulative = self._cumulative + row["profit"]
        self._present = self._present + row["profit"] / process.world.month_discount**process.month
        row |= {
            "profit_cumulative": self._cumulative,
            "npv": self._present,
            "clv": _lifetime_value(process, row),
        }
        self._months.append(row)
        return row

    def columns(self) -> Row:
        """Return the columns of ``run.market`` as arrays: a value a month and firm."""
        names, months = self._process.firm_names, len(self._months)
        data: Row = {
            "month": np.repeat(np.arange(1, months + 1), len(names)),
            "firm": np.array(names * months, dtype=object),
        }
        for name in COLUMNS[2:]:
            column = np.concatenate([month[name] for month in self._months])
            data[name] = column.astype(np.int64) if name in WHOLE else column
        return data

    def frame(self) -> pd.DataFrame:
        """Return the record as ``run.market``: a row a month and firm."""
        import pandas as pd

        return pd.DataFrame(self.columns())


WHOLE = frozenset({"level", "customers", "acquired", "lost", "won_back"})


def _customers(process: MarketProcess) -> Row:
    """Return levels, prices and the flow of customers."""
    state, firms = process.state, len(process.firm_names)
    flow = np.bincount(state.origin * firms + state.firm, minlength=firms * firms).reshape(firms, firms)
    before, after, stayed = flow.sum(axis=1), flow.sum(axis=0), np.diagonal(flow)
    returned = np.bincount(state.firm[state.won_back], minlength=firms)
    return {
        "level": np.array([firm.level for firm in process.scenario.firms]),
        "price": np.array([firm.price for firm in process.scenario.firms]),
        "customers": after,
        "market_share": after / process.customers,
        "acquired": after - stayed,
        "lost": before - stayed,
        "won_back": returned,
        "retention_rate": stayed / _or_nothing(before),
    }


def _relations(process: MarketProcess) -> Row:
    """Return means over the firms' customers, and shares of their kinds."""
    state, price = process.state, process.scenario.world.reference_price
    firms = len(process.firm_names)
    customers = _or_nothing(np.bincount(state.firm, minlength=firms))

    def mean(values: Values) -> Values:
        return sums_by(values, state.firm, firms) / customers

    def shares(kind: Whole, kinds: int) -> Values:
        counts = np.bincount(state.firm * kinds + kind, minlength=firms * kinds).reshape(firms, kinds)
        return np.asarray(counts / customers[:, np.newaxis])

    row = {
        "switching_cost_procedural": price * mean(state.cost_procedural),
        "switching_cost_financial": price * mean(state.cost_financial),
        "switching_cost_relational": price * mean(state.cost_relational),
        "satisfaction": mean(index(state.satisfaction)),
        "trust": mean(state.trust),
        "commitment": mean(state.commitment),
    }
    row["switching_cost"] = (
        row["switching_cost_procedural"] + row["switching_cost_financial"] + row["switching_cost_relational"]
    )
    types = shares(state.loyalty_type, len(LOYALTY_TYPES))
    row |= {f"share_{name}": types[:, code] for code, name in enumerate(LOYALTY_TYPES)}
    motives = shares(state.motive, len(MOTIVES))
    row |= {"share_dedicated": motives[:, DEDICATED], "share_constrained": motives[:, CONSTRAINED]}
    rungs = shares(state.rung, len(RUNGS))
    return row | {f"share_{name}": rungs[:, code] for code, name in enumerate(RUNGS) if code}


def _lifetime_value(process: MarketProcess, row: Row) -> Values:
    """Return what a present customer is worth if this month's margin and retention went on for ever.

    ``margin (1 + i) / (1 + i - r)`` with monthly discounting, the first margin at once; the margin is profit
    before what does not depend on present customers (acquisition, advertising, fixed cost).
    """
    margin = row["profit"] + row["cost_acquisition"] + row["cost_advertising"] + row["cost_fixed"]
    members = np.bincount(process.state.origin, minlength=len(process.firm_names))
    discount = process.world.month_discount
    with np.errstate(divide="ignore", invalid="ignore"):
        value: Values = margin / _or_nothing(members) * discount / (discount - row["retention_rate"])
    return value


def _or_nothing(count: NDArray[Any]) -> Values:
    """Return numbers to divide by: not a number where there is nobody."""
    return np.where(count != 0, count, np.nan)
