"""The firms' books of the month just run, by level of involvement."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from simulation.kernel.arithmetic import Values
from simulation.market.ledger import Books, Entry, entries, flow_by, made_of, sums_by, totals_by
from simulation.mechanisms.involvement import LEVELS

if TYPE_CHECKING:
    from simulation.market.process import MarketProcess


def books_by_level(process: MarketProcess) -> Books:
    """Add up what customers of each level bought, received and cost: every array begins with the levels."""
    level = process.state.involvement_level.astype(np.intp)
    firms, levels = len(process.firm_names), len(LEVELS)

    def added(entry: Entry) -> Values:
        if entry.at is None:
            return totals_by(entry.values, level, levels).T
        sums = sums_by(entry.values, entry.at * levels + level, (firms + 1) * levels)
        return sums.reshape(-1, levels)[:firms].T

    sums = {name: added(entry) for name, entry in entries(process).items()}
    flow = flow_by(process, process.state.origin, level, levels)
    return made_of(sums, flow, np.zeros((levels, firms)))
