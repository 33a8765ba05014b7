"""A customer list: tenure and whether she left, or the dates between which she was a customer."""

from __future__ import annotations

import re

import numpy as np

from simulation.errors import InputError
from simulation.fitting.data import CustomerList, Integers, PeriodLength, Reals, Truths
from simulation.fitting.reading.cells import Cells
from simulation.fitting.reading.data_form import Layout
from simulation.fitting.reading.dates import (
    Dates,
    completed_months,
    date_given,
    dates_of,
    day_comes_first,
    months_between,
)
from simulation.fitting.reading.histories import Histories
from simulation.fitting.reading.notes import Notes
from simulation.fitting.reading.problems import Problems, fault, told_rows
from simulation.fitting.reading.roles import plain
from simulation.language import Listing, message

LONGEST_TENURE = 10_000
"""A longer tenure is a date or a customer number, not a number of periods."""
FAR_AHEAD = np.datetime64("2100-01-01", "D")
"""An end as late as this (such as 9999-12-31) means that there is none."""
FEW = 30
"""Departures below which the churn rate alone is uncertain by more than a third."""
CHANCE = 0.001
"""A first stretch without any departure is told when it would be rarer than this by chance."""


def read_customers(cells: Cells, layout: Layout, notes: Notes) -> CustomerList:
    """Turn tenures and departures into a life table a segment."""
    tenure, unit = _tenures(cells, layout, notes)
    left = _departures(cells, layout, notes)
    column = cells.table.column(layout.columns["tenure"])
    if cells.intake.completed:
        tenure = tenure + left
        notes.changed.append(message("fit.read.completed"))
    # Nobody can leave before the first period has begun; a customer who joined just now says nothing yet.
    at_once = (tenure == 0) & left
    fault(cells.problems, at_once, column, "fit.error.left_at_once", count=int(at_once.sum()))
    entry = np.zeros(len(tenure), dtype=np.int64)
    if "entry" in layout.columns:
        entry = cells.counts(cells.table.column(layout.columns["entry"]), low=0)
        late = cells.table.column(layout.columns["entry"])
        fault(cells.problems, (entry >= tenure) & (left | (entry > tenure)), late, "fit.error.entry")
    return _listed(cells, layout, notes, tenure, left, entry, unit)


def read_dates(cells: Cells, layout: Layout, notes: Notes) -> CustomerList:
    """Turn the dates of beginning and end into tenures in months, the month of leaving counting as one."""
    first, last = (cells.table.column(layout.columns[role]) for role in ("start", "end"))
    day_first = day_comes_first((first, last), cells.intake.dates)
    fault(cells.problems, first.empty, first, "fit.error.missing_cell")
    start, end = (dates_of(column, cells.problems, day_first) for column in (first, last))
    never = end >= FAR_AHEAD
    if never.any():
        end = np.where(never, np.datetime64("NaT", "D"), end)
        notes.changed.append(message("fit.read.never", count=int(never.sum()), year=FAR_AHEAD.item().year))
    seen = _last_day(cells, start, end)
    fault(cells.problems, end < start, last, "fit.error.ends_before", start=first.name)
    left = ~np.isnat(end) & (end <= seen)
    until = np.where(left, end, seen)
    tenure = np.maximum(months_between(start, until), 0) + left
    entry = np.zeros(len(tenure), dtype=np.int64)
    if cells.intake.since is not None:
        since = date_given(cells.intake.since)
        entry = np.maximum(months_between(start, np.full(len(start), since)), 0)
        left &= end > since
        tenure = np.where(~np.isnat(end) & (end <= since), 0, tenure)
    future = int((start > seen).sum())
    notes.changed.append(message("fit.read.dates", until=str(seen)))
    if future:
        notes.changed.append(message("fit.read.future", count=future))
    return _listed(cells, layout, notes, tenure, left, entry, "months")


def _last_day(cells: Cells, start: Dates, end: Dates) -> np.datetime64:
    """The day on which the data end: as given, or the last date that they hold."""
    if cells.intake.until is not None:
        return date_given(cells.intake.until)
    known = np.concatenate([start[~np.isnat(start)], end[~np.isnat(end)]])
    return known.max() if len(known) else np.datetime64("2000-01-01", "D")


def _tenures(cells: Cells, layout: Layout, notes: Notes) -> tuple[Integers, PeriodLength | None]:
    """Tenures in periods that a market has, and what those are."""
    column = cells.table.column(layout.columns["tenure"])
    tenure = cells.counts(column, low=0)
    fault(cells.problems, tenure > LONGEST_TENURE, column, "fit.error.tenure_range", longest=LONGEST_TENURE)
    unit = cells.intake.period or _unit_of_name(column.name)
    if unit in ("days", "weeks"):
        notes.changed.append(message("fit.read.in_months", unit=message(f"fit.unit.{unit}")))
        left = _departures(cells, layout, Notes())
        return completed_months(np.maximum(tenure - left, 0), unit) + left * (tenure > 0), "months"
    kinds: dict[str, PeriodLength] = {"months": "months", "quarters": "quarters", "years": "years"}
    return tenure, kinds.get(unit or "")


def _unit_of_name(name: str) -> str | None:
    shape = plain(name)
    for unit, words in (
        ("days", "day|天|日"),
        ("weeks", "week|周"),
        ("months", "month|mon(at)?e?$|月"),
        ("quarters", "quarter|季"),
        ("years", "year|年"),
    ):
        if re.search(words, shape):
            return unit
    return None


def _departures(cells: Cells, layout: Layout, notes: Notes) -> Truths:
    """Who left; other columns that could be meant are compared with the one that was taken."""
    role = "churned" if "churned" in layout.columns else "censored"
    name = layout.columns[role]
    said = cells.truths(cells.table.column(name))
    left = said if role == "churned" else ~said
    rivals = [other for other in layout.rivals.get(role, ()) if _agrees(cells, other, said, role, name)]
    if rivals:
        notes.used.update(rivals)
        notes.changed.append(
            message("fit.read.rivals", role=role, column=name, others=Listing(rivals), first=rivals[0])
        )
    return left


def _agrees(cells: Cells, other: str, said: Truths, role: str, name: str) -> bool:
    """Whether another column says the same in other words; ``InputError`` if it says something else."""
    problems = Problems(cells.table.rows)
    truths = Cells(cells.table, cells.intake, problems).truths(cells.table.column(other))
    if problems.faulty.any():
        return False  # it is about something else
    different = truths != said
    if different.any():
        row = told_rows(cells.table.rows[different])
        raise InputError("fit.error.rivals", role=role, column=name, other=other, row=row)
    return True


def _listed(
    cells: Cells,
    layout: Layout,
    notes: Notes,
    tenure: Integers,
    left: Truths,
    entry: Integers,
    unit: PeriodLength | None,
) -> CustomerList:
    weight = _weights(cells, layout)
    segment, names = cells.segments(layout.columns.get("segment"))
    money = [_money(cells, layout, role) for role in ("price", "margin")]
    cells.problems.tell()
    fine = ~cells.problems.faulty
    price, margin = (None if values is None else values[fine] for values in money)
    counted = (tenure[fine], left[fine], entry[fine], weight[fine], segment[fine])
    histories = Histories(*counted, names, price, margin)
    watched = cells.intake.watched
    if watched is not None and watched < 1:
        raise InputError("fit.error.watched", given=watched)
    tables = histories.tables(watched)
    _describe(cells, layout, notes, histories, len(tables))
    if unit is None:
        notes.warnings.append(message("fit.warn.months"))
    if not tables:
        raise InputError("fit.error.empty", path=cells.table.path)
    return CustomerList(tables, notes.unused(cells.table, layout), unit)


def _weights(cells: Cells, layout: Layout) -> Reals:
    if "weight" not in layout.columns:
        return np.ones(len(cells.table.rows))
    column = cells.table.column(layout.columns["weight"])
    values = cells.numbers(column)
    fault(cells.problems, values < 0, column, "fit.error.weight")
    return np.nan_to_num(values)


def _money(cells: Cells, layout: Layout, role: str) -> Reals | None:
    """Prices or margins of the customers; empty cells are not known."""
    if role not in layout.columns:
        return None
    return cells.numbers(cells.table.column(layout.columns[role]), gaps=True)


def _describe(cells: Cells, layout: Layout, notes: Notes, found: Histories, segments: int) -> None:
    """What the list is, and what of it a reader has to know."""
    count, gone = float(found.weight.sum()), float(found.weight[found.left].sum())
    notes.what = message("fit.read.customers", customers=f"{count:,.0f}", left=f"{gone:,.0f}")
    if segments > 1:
        values = {"customers": f"{count:,.0f}", "left": f"{gone:,.0f}", "segments": segments}
        notes.what = message("fit.read.segmented", **values)
    new = int((found.tenure == 0).sum())
    if new:
        notes.changed.append(message("fit.read.new", count=new))
    if gone < FEW:
        notes.warnings.append(message("fit.warn.few", left=f"{gone:g}", customers=f"{count:,.0f}"))
    if "id" in layout.columns:
        name = layout.columns["id"]
        again = cells.table.repeated(name)
        if again:
            notes.warnings.append(message("fit.warn.repeated", column=name, count=again))
    if cells.intake.watched is not None:
        notes.warnings.append(message("fit.warn.watched", periods=cells.intake.watched))
    elif not found.entry.any():
        _warn_of_truncation(notes, found)


def _warn_of_truncation(notes: Notes, found: Histories) -> None:
    """Say how the list is read, and warn where nobody left early although many could have."""
    ended = found.tenure[found.left]
    first = int(ended.min()) if len(ended) else 0
    exposure = float(np.minimum(found.tenure, first - 1).sum()) if first else 0.0
    hazard = len(ended) / max(float(found.tenure.sum()), 1.0)
    if first > 2 and exposure * hazard > -np.log(CHANCE):
        notes.warnings.append(message("fit.warn.immortal", first=first))
    else:
        notes.warnings.append(message("fit.warn.life_histories"))
