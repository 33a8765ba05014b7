"""A cohort table: a row a cohort, a column an age; each cohort is watched as far as its row goes."""

from __future__ import annotations

import numpy as np

from simulation.errors import InputError
from simulation.fitting.data import SHARES_OF, LifeTable, Reals, SurvivalTable, Truths
from simulation.fitting.reading.cells import Cells
from simulation.fitting.reading.data_form import Layout
from simulation.fitting.reading.notes import Notes
from simulation.fitting.reading.problems import fault
from simulation.fitting.reading.survival_table import MINIMUM_PERIODS, pool, unit_of
from simulation.language import message


def read_triangle(cells: Cells, layout: Layout, notes: Notes) -> SurvivalTable:
    """Pool the cohorts of a table in customers or in percent into one life table."""
    grid = _grid(cells, layout)
    cells.problems.tell()
    kept = ~cells.problems.faulty & np.isfinite(grid[:, 0])
    grid, shares = grid[kept], _in_shares(grid[kept])
    sizes = _sizes(cells, layout, grid, kept, shares)
    tables = []
    for row, size in zip(grid, sizes, strict=True):
        known = row[np.isfinite(row)]
        if len(known) > 1 and known[0] > 0:
            alive = known / known[0] * size
            tables.append(
                LifeTable("", alive[:-1], -np.diff(alive), assumed_size=shares and size == SHARES_OF)
            )
    if not tables or max(table.periods for table in tables) < MINIMUM_PERIODS:
        given = max((table.periods for table in tables), default=0)
        raise InputError("fit.error.too_few_periods", given=given, least=MINIMUM_PERIODS)
    pooled = pool(tables)
    watched = int(np.count_nonzero(pooled.at_risk > 0))
    notes.what = message("fit.read.triangle", cohorts=len(tables), periods=watched)
    notes.changed.append(message("fit.read.pooled", cohorts=len(tables)))
    named = layout.ages[max(layout.ages)]
    return SurvivalTable((pooled.first(watched),), unit_of(cells, named) or "months")


def _grid(cells: Cells, layout: Layout) -> Reals:
    """The cells (cohorts x ages), NaN where a cohort is not watched any more; none follows a gap or rises."""
    columns = [cells.table.column(layout.ages[age]) for age in sorted(layout.ages)]
    grid = np.column_stack([cells.numbers(column, percent=True, gaps=True) for column in columns])
    if 0 not in layout.ages:
        whole = 100.0 if np.nanmax(grid) > 1.0 else 1.0
        begun = np.full(len(grid), whole)
        if "customers" in layout.columns:
            size = cells.numbers(cells.table.column(layout.columns["customers"]))
            counts = np.nanmax(grid) > 100.0
            begun = size if counts else begun
        grid = np.column_stack([begun, grid])
        columns = [columns[0], *columns]
    for place, column in enumerate(columns[1:], start=1):
        before, here = grid[:, place - 1], grid[:, place]
        fault(cells.problems, np.isnan(before) & np.isfinite(here), column, "fit.error.triangle_gap")
        fault(cells.problems, here > before + 1e-9, column, "fit.error.triangle_rises")
        fault(cells.problems, here < 0, column, "fit.error.survival_range", whole="100")
    return grid


def _in_shares(grid: Reals) -> bool:
    """Whether every cohort begins with 100 % (or 1)."""
    return bool(np.isin(grid[:, 0], (1.0, 100.0)).all())


def _sizes(cells: Cells, layout: Layout, grid: Reals, kept: Truths, shares: bool) -> Reals:
    """Customers of each cohort: its first cell, a column, or alike."""
    if not shares:
        return np.asarray(grid[:, 0])
    if "customers" in layout.columns:
        return cells.numbers(cells.table.column(layout.columns["customers"]))[kept]
    return np.full(len(grid), float(SHARES_OF))
