"""Groups of customers, month by month: the segments of the market, and the classes that firms treat apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from simulation.kernel.arithmetic import Values, Whole
from simulation.market import MarketProcess, accounts_by_row, books, books_by, every_row, sums_by, terms

if TYPE_CHECKING:
    import pandas as pd

SEGMENT, TREATMENT = "segment", "treatment"
OTHERS = ""
"""The name of the customers whom a firm treats as it treats everybody."""
COLUMNS = (
    "month", "firm", "by", "group", "customers", "retention_rate", "satisfaction", "purchases", "profit",
)  # fmt: skip

Row = tuple[Any, ...]


class GroupRecord:
    """Collects ``run.groups``: a row a month, firm and group; no rows where there are no groups.

    ``customers`` and ``satisfaction`` are those of the month's end, ``retention_rate`` the share of those at
    its beginning who are still with the firm. ``purchases`` and ``profit`` (before advertising and fixed
    cost) are what the group brought the firm. Who is treated apart is settled at the beginning of a month.
    """

    def __init__(self, process: MarketProcess) -> None:
        self._process = process
        self._rows: list[Row] = []

    def observe(self) -> None:
        """Add up the month just run."""
        process = self._process
        if process.scenario.world.population.segment:
            self._rows += _by_segment(process)
        if process.numbers.treated:
            self._rows += _by_treatment(process)

    def frame(self) -> pd.DataFrame:
        """Return the table; money in the scenario's currency."""
        import pandas as pd

        return pd.DataFrame(self._rows, columns=list(COLUMNS))


def _by_segment(process: MarketProcess) -> Iterator[Row]:
    """Yield the rows of a month by segment."""
    state, firms = process.state, len(process.firm_names)
    names = [each.name for each in process.scenario.world.population.segment]
    found = books_by(process, state.segment.astype(np.intp), len(names))
    profit = _contribution(process, found)
    for number, name in enumerate(names):
        flow, mine = found.flow[number], state.segment == number
        felt = sums_by(state.satisfaction_index[mine], state.firm[mine], firms + 1)
        bought = found.purchases[number]
        for firm in range(firms):
            rows = np.flatnonzero(process.firms.owner[_terms_inside(process)] == firm)
            yield (
                process.month, process.firm_names[firm], SEGMENT, name,
                *_kept(flow[:, firm].sum(), flow[firm].sum(), flow[firm, firm], felt[firm]),
                float(bought[rows].sum()), float(profit[number, rows].sum()),
            )  # fmt: skip


def _by_treatment(process: MarketProcess) -> Iterator[Row]:
    """Yield the rows of a month by class that a firm treats apart, and those of its other customers."""
    state, rows = process.state, every_row(process)
    found = books(process, rows=rows)
    profit = _contribution(process, found)
    begun, ended = rows.of_terms[state.origin_deal], rows.of_terms[state.deal]
    stayed = (state.firm == state.origin) & ~state.newcomer
    now, before, still = (
        np.bincount(each, minlength=rows.number + 1) for each in (ended, begun, begun[stayed])
    )
    felt = sums_by(state.satisfaction_index, ended, rows.number + 1)
    for row, (owner, name) in enumerate(_classes(process)):
        if process.scenario.firms[owner].treatment:
            yield (
                process.month, process.firm_names[owner], TREATMENT, name,
                *_kept(now[row], before[row], still[row], felt[row]),
                float(found.purchases[row]), float(profit[row]),
            )  # fmt: skip


def _classes(process: MarketProcess) -> Sequence[tuple[int, str]]:
    """Return the firm and the name of each row of the ledger."""
    firms = process.scenario.firms
    others = [(number, OTHERS) for number in range(len(firms))]
    return others + [(number, each.name) for number, firm in enumerate(firms) for each in firm.treatment]


def _terms_inside(process: MarketProcess) -> Whole:
    """Return the places of all terms but doing without, in the order of the ledger's rows."""
    outside = slice(len(process.firm_names), len(process.row_names))
    return np.delete(np.arange(process.firms.owner.size), outside)


def _contribution(process: MarketProcess, found: Any) -> Values:
    """Return what each row's customers brought: profit before advertising and fixed cost."""
    row = accounts_by_row(terms(process), found)
    return np.asarray(row["profit"] + row["cost_advertising"] + row["cost_fixed"])


def _kept(customers: int, began: int, stayed: int, felt: float) -> tuple[int, float, float]:
    """Return the number of customers, the rate at which they stayed, and their mean satisfaction."""
    nobody = float("nan")
    retained = float(stayed / began) if began else nobody
    return int(customers), retained, float(felt / customers) if customers else nobody
