"""A log of transactions, ``customer,date[,amount]``: who has been silent for long is taken to have left.

A log does not say who left. Customers whose silence at the end is longer than nearly all gaps between two
purchases are taken to have left in the month after their last purchase; the rule is said, and can be set.
"""

from __future__ import annotations

import numpy as np

from simulation.errors import InputError
from simulation.fitting.data import CustomerList, Integers
from simulation.fitting.reading.cells import Cells
from simulation.fitting.reading.data_form import Layout
from simulation.fitting.reading.dates import Dates, date_given, dates_of, day_comes_first, months_between
from simulation.fitting.reading.histories import Histories
from simulation.fitting.reading.notes import Notes
from simulation.fitting.reading.problems import fault
from simulation.language import message

USUAL_GAPS = 0.95
"""Share of the gaps between two purchases of a customer that are no longer than the silence that is borne."""


def read_log(cells: Cells, layout: Layout, notes: Notes) -> CustomerList:
    """Turn a log into a customer list."""
    who, when = (cells.table.column(layout.columns[role]) for role in ("id", "date"))
    fault(cells.problems, who.empty, who, "fit.error.missing_cell")
    fault(cells.problems, when.empty, when, "fit.error.missing_cell")
    dates = dates_of(when, cells.problems, day_comes_first((when,), cells.intake.dates))
    cells.problems.tell()
    fine = ~cells.problems.faulty
    customer, dates = who.codes[fine], dates[fine]
    until = dates.max() if cells.intake.until is None else date_given(cells.intake.until)
    order = np.lexsort((dates, customer))
    customer, dates = customer[order], dates[order]
    silence = cells.intake.silence or _usual_gap(customer, dates)
    starts = np.flatnonzero(np.append(True, np.diff(customer) != 0))
    ends = np.append(starts[1:], len(customer)) - 1
    first, last = dates[starts], dates[ends]
    left = (until - last).astype(np.int64) > silence
    tenure = months_between(first, np.where(left, last, until)) + left
    zeros = np.zeros(len(tenure), dtype=np.int64)
    found = Histories(tenure, left, zeros, np.ones(len(tenure)), zeros, ("",))
    notes.what = message(
        "fit.read.log",
        purchases=f"{len(customer):,}",
        customers=f"{len(tenure):,}",
        left=f"{int(left.sum()):,}",
    )
    notes.changed.append(message("fit.read.dates", until=str(until)))
    notes.warnings.append(
        message("fit.warn.silence", days=silence, share=round(100 * USUAL_GAPS))
        if cells.intake.silence is None
        else message("fit.warn.set_silence", days=silence)
    )
    return CustomerList(found.tables(None), notes.unused(cells.table, layout), "months")


def _usual_gap(customer: Integers, dates: Dates) -> int:
    """Days that nearly all gaps between two purchases of a customer stay within."""
    again = np.diff(customer) == 0
    gaps = np.diff(dates).astype(np.int64)[again]
    gaps = gaps[gaps > 0]
    if len(gaps) < 20:
        raise InputError("fit.error.few_repeats", given=len(gaps), least=20)
    return int(np.ceil(np.quantile(gaps, USUAL_GAPS)))
