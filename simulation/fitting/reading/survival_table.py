"""A survival table: ``period,survival[,segment][,customers]``, or how many customers were still there."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np

from simulation.errors import InputError
from simulation.fitting.data import SHARES_OF, Integers, LifeTable, PeriodLength, Reals, SurvivalTable
from simulation.fitting.reading.cells import Cells
from simulation.fitting.reading.data_form import Layout
from simulation.fitting.reading.notes import Notes
from simulation.fitting.reading.problems import fault
from simulation.fitting.reading.raw_table import Column
from simulation.fitting.reading.roles import plain
from simulation.language import message

MINIMUM_PERIODS = 3
"""Two parameters are estimated, and one period must be left to judge them by."""

_ROUNDING = 1e-9
_SURELY_PERCENT = 2.0
"""No survival that begins above 2 is a share with a slip of the pen, none below it a percentage."""


def read_survival(cells: Cells, layout: Layout, notes: Notes) -> SurvivalTable:
    """Check a survival table and turn every segment into a life table."""
    period_column = cells.table.column(layout.columns["period"])
    period = cells.counts(period_column, low=0)
    role = next(role for role in ("survival", "remaining", "retention") if role in layout.columns)
    column = cells.table.column(layout.columns[role])
    values = (
        cells.numbers(column, percent=True)
        if role == "remaining"
        else _fractions(cells, column, period, role)
    )
    segment, names = cells.segments(layout.columns.get("segment"))
    sizes = _sizes(cells, layout)
    pooled = cells.intake.pool and "segment" in layout.columns
    if pooled:
        segment, names = Cells.segments(_unpooled(cells), layout.columns["segment"])
    cells.problems.tell()
    tables = []
    for number, name in enumerate(names):
        where = np.flatnonzero((segment == number) & ~cells.problems.faulty)
        where = where[np.argsort(period[where], kind="stable")]
        if not len(where):
            continue
        curve = _curve(cells, period_column, column, period, values, where, role)
        size = None if sizes is None else _one_size(cells, layout, sizes, np.sort(where))
        tables.append(_life_table(name, curve, size, role))
    found = (pool(tables),) if pooled else tuple(tables)
    longest = max(table.periods for table in found)
    notes.what = message("fit.read.survival", periods=longest)
    if len(found) > 1:
        notes.what = message("fit.read.survivals", periods=longest, segments=len(found))
    if pooled:
        notes.changed.append(message("fit.read.pooled", cohorts=len(tables)))
    return SurvivalTable(found, unit_of(cells, period_column.name))


def _unpooled(cells: Cells) -> Cells:
    return Cells(cells.table, replace(cells.intake, pool=False), cells.problems)


def unit_of(cells: Cells, name: str) -> PeriodLength | None:
    """The length of a period: as given, or as the name of the column says."""
    asked = cells.intake.period
    if asked == "days" or asked == "weeks":
        raise InputError("fit.error.unit", given=asked)
    if asked is not None:
        return asked
    shape = plain(name)
    for short, words in (("days", "day|天|日"), ("weeks", "week|周")):
        if re.search(words, shape):
            raise InputError("fit.error.unit", given=short)
    units: tuple[tuple[PeriodLength, str], ...] = (
        ("months", "month|月"),
        ("quarters", "quarter|季"),
        ("years", "year|年"),
    )
    return next((unit for unit, words in units if re.search(words, shape)), None)


def pool(tables: list[LifeTable]) -> LifeTable:
    """One life table of several cohorts."""
    longest = max(table.periods for table in tables)
    at_risk, churned = (
        sum(np.pad(getattr(table, name), (0, longest - table.periods)) for table in tables)
        for name in ("at_risk", "churned")
    )
    return LifeTable(
        "", np.asarray(at_risk), np.asarray(churned), any(table.assumed_size for table in tables)
    )


def _fractions(cells: Cells, column: Column, period: Integers, role: str) -> Reals:
    """Survival as a share of all; percent is recognised by its sign, by period 0, or by its first value."""
    values = cells.numbers(column, percent=True)
    start = values[period == 0]
    signed = column.where(lambda word: word.endswith(("%", "％")))
    fractions = bool(len(start)) and bool((start == 1.0).all())
    largest = float(np.nanmax(values)) if np.isfinite(values).any() else 0.0
    percent = bool(signed.any() or (largest > _SURELY_PERCENT and not fractions))
    whole = 100.0 if percent else 1.0
    bad = (values < 0) | (values > whole + (_ROUNDING if percent else 0.0))
    fault(cells.problems, bad, column, "fit.error.survival_range", whole=f"{whole:g}")
    if role == "survival":
        off = (period == 0) & (np.abs(values - whole) > _ROUNDING)
        fault(cells.problems, off, column, "fit.error.start", whole=f"{whole:g}")
    return values / whole


def _sizes(cells: Cells, layout: Layout) -> Integers | None:
    if "customers" not in layout.columns:
        return None
    return cells.counts(cells.table.column(layout.columns["customers"]), low=1)


def _one_size(cells: Cells, layout: Layout, sizes: Integers, where: Integers) -> int:
    """Size of the cohort, the same in all of its rows."""
    first = int(sizes[where[0]])
    column = cells.table.column(layout.columns["customers"])
    for row in where[sizes[where] != first][:1].tolist():
        at = int(cells.table.rows[row])
        raise InputError(
            "fit.error.cohort_size", row=at, column=column.name, given=column.text(row), first=first
        )
    return first


def _curve(
    cells: Cells,
    periods: Column,
    column: Column,
    period: Integers,
    values: Reals,
    where: Integers,
    role: str,
) -> Reals:
    """What is left after periods 0, 1, ..., without a gap and never rising; as a share 1 in period 0."""
    ordered = period[where]
    _without_gaps(cells, periods, where, ordered)
    curve = values[where]
    if role == "retention":
        curve = np.asarray(np.cumprod(curve))
    if ordered[0] > 0:
        if role == "remaining":
            raise InputError("fit.error.no_start", column=column.name)
        curve = np.append(1.0, curve)
    if len(curve) - 1 < MINIMUM_PERIODS:
        raise InputError("fit.error.too_few_periods", given=len(curve) - 1, least=MINIMUM_PERIODS)
    rises = np.flatnonzero(np.diff(curve) > _ROUNDING)
    if len(rises):
        offset = len(curve) - len(where)
        place = int(rises[0]) + 1 - offset
        row = int(where[place])
        before = column.text(int(where[place - 1])) if place else "100 %"
        at = int(cells.table.rows[row])
        raise InputError("fit.error.rises", row=at, column=column.name, before=before, given=column.text(row))
    return curve


def _without_gaps(cells: Cells, periods: Column, where: Integers, ordered: Integers) -> None:
    again = np.flatnonzero(np.diff(ordered) == 0)
    if len(again):
        row = int(where[again[0] + 1])
        at = int(cells.table.rows[row])
        raise InputError("fit.error.repeated_period", row=at, column=periods.name, given=periods.text(row))
    expected = np.arange(len(ordered)) + (1 if ordered[0] > 0 else 0)
    gap = np.flatnonzero(ordered != expected)
    if len(gap):
        row = int(where[gap[0]])
        at, wanted = int(cells.table.rows[row]), int(expected[gap[0]])
        raise InputError(
            "fit.error.period_gap", row=at, column=periods.name, given=periods.text(row), expected=wanted
        )


def _life_table(segment: str, curve: Reals, size: int | None, role: str) -> LifeTable:
    """Counts from shares; periods after the last customer has gone say nothing and are left out."""
    if role == "remaining":
        size, curve = int(curve[0]), curve / max(float(curve[0]), 1.0)
    watched = int(np.count_nonzero(curve[:-1] > 0))
    alive = curve[: watched + 1] * (SHARES_OF if size is None else size)
    churned = np.maximum(-np.diff(alive), 0.0)
    return LifeTable(segment, alive[:-1], churned, assumed_size=size is None)
