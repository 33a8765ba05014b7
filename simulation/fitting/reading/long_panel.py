"""A panel in the long form: a row for every brand that could have been bought, with 1 at the one that was."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from simulation.errors import InputError
from simulation.fitting.data import Integers, PurchasePanel, Reals
from simulation.fitting.reading.cells import Cells
from simulation.fitting.reading.data_form import Layout
from simulation.fitting.reading.notes import Notes
from simulation.fitting.reading.panel_checks import check_panel
from simulation.fitting.reading.problems import fault, told_rows
from simulation.fitting.reading.purchase_panel import in_order, numbered, times
from simulation.fitting.reading.raw_table import Column
from simulation.language import message


def read_long(cells: Cells, layout: Layout, notes: Notes) -> PurchasePanel:
    """Turn a long panel into one with a row a purchase; a brand without a row was not to be had."""
    household, brand, price = (
        cells.table.column(layout.columns[role]) for role in ("household", "alternative", "price")
    )
    for column in (household, brand):
        fault(cells.problems, column.empty, column, "fit.error.missing_cell")
    bought = cells.truths(cells.table.column(layout.columns["choice"]))
    prices = cells.numbers(price)
    fault(cells.problems, prices <= 0, price, "fit.error.price_range")
    when = times(cells, layout, notes)
    cells.problems.tell()
    occasion, first = _occasions(household.codes, brand.codes, when)
    count, brands = len(first), brand.words
    grid = np.full((count, len(brands)), np.nan)
    grid[occasion, brand.codes] = prices
    chosen = np.bincount(occasion, bought, count)
    if (chosen != 1).any():
        rows = cells.table.rows[first[chosen != 1]]
        raise InputError("fit.error.not_one_choice", row=told_rows(rows), given=int(chosen[chosen != 1][0]))
    choice = np.zeros(count, dtype=np.int64)
    choice[occasion[bought]] = brand.codes[bought]
    available = np.isfinite(grid)
    order = in_order(
        household.codes[first], None if when is None else when[first], np.ones(count, dtype=bool)
    )
    codes, names = numbered(_first_rows(household, first), order)
    panel = PurchasePanel(
        brands=brands,
        labels=names,
        household=codes,
        choice=choice[order],
        price=np.where(available, grid, np.nanmean(grid, axis=0))[order],
        ignored=notes.unused(cells.table, layout),
        available=None if available.all() else available[order],
        dated=when is not None,
    )
    notes.changed.append(message("fit.read.long", rows=f"{len(occasion):,}"))
    check_panel(panel, notes)
    return panel


def _occasions(household: Integers, brand: Integers, when: Reals | None) -> tuple[Integers, Integers]:
    """The occasion of each row, and the first row of each: by household and time, or as the file has them."""
    if when is not None:
        pairs = np.column_stack([household.astype(np.float64), when])
        _, first, occasion = np.unique(pairs, axis=0, return_index=True, return_inverse=True)
        return occasion.reshape(-1), first
    occasion = np.zeros(len(household), dtype=np.int64)
    seen: set[int] = set()
    number = 0
    for row, (who, which) in enumerate(zip(household.tolist(), brand.tolist(), strict=True)):
        if row and (who != household[row - 1] or which in seen):
            number += 1
            seen.clear()
        seen.add(which)
        occasion[row] = number
    return occasion, np.unique(occasion, return_index=True)[1]


def _first_rows(household: Column, first: Integers) -> Column:
    return replace(household, codes=household.codes[first])
