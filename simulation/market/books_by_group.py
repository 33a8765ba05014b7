"""The firms' books of the month just run, by groups of customers: by level of involvement, by segment."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from simulation.kernel.arithmetic import Values, Whole
from simulation.market.accounts import Books
from simulation.market.ledger import (
    Entry,
    begun,
    entries,
    flow_by,
    made_of,
    moves,
    moves_by,
    rows_of,
    sums_by,
    totals_by,
    totals_by_terms,
)
from simulation.mechanisms.involvement import LEVELS

if TYPE_CHECKING:
    from simulation.market.process import MarketProcess


def books_by_level(process: MarketProcess) -> Books:
    """Add up what customers of each level bought, received and cost: every array begins with the levels."""
    return books_by(process, process.state.involvement_level.astype(np.intp), len(LEVELS))


def books_by(process: MarketProcess, group: Whole, groups: int) -> Books:
    """Add up what customers of each group bought, received and cost; every array begins with groups."""
    rows = rows_of(process)

    def added(entry: Entry) -> Values:
        if entry.at is None and rows.apart:
            return totals_by_terms(process, rows, entry.values, group, groups).T
        if entry.at is None:
            return totals_by(entry.values, group, groups).T
        sums = sums_by(entry.values, entry.at * groups + group, (rows.number + 1) * groups)
        return sums.reshape(-1, groups)[: rows.number].T

    sums = {name: added(entry) for name, entry in entries(process, rows).items()}
    flow = flow_by(process, process.state.origin, group, groups)
    moved = moves(flow)
    if rows.apart:
        moved = moves_by(process, rows, begun(process, rows), True, group, groups)
    return made_of(sums, flow, *moved, np.zeros((groups, rows.number)))
