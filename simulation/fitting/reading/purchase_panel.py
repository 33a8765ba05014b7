"""A purchase panel: ``household,choice``, one ``price.<brand>`` column a brand, and covariates by brand."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches

import numpy as np

from simulation.errors import InputError
from simulation.fitting.data import Integers, PurchasePanel, Reals, Truths
from simulation.fitting.reading.cells import Cells
from simulation.fitting.reading.data_form import Layout
from simulation.fitting.reading.dates import dates_of, day_comes_first, looks_like_date
from simulation.fitting.reading.notes import Notes
from simulation.fitting.reading.panel_checks import check_panel
from simulation.fitting.reading.problems import fault
from simulation.fitting.reading.raw_table import Column
from simulation.fitting.reading.roles import WORDS, plain
from simulation.language import Listing, message

_AVAILABLE = ("available", "avail", "availability", "av")


def read_purchases(cells: Cells, layout: Layout, notes: Notes) -> PurchasePanel:
    """Check a purchase panel and order it by household and date, or in the order of the file."""
    brands = _brands(layout)
    household = cells.table.column(layout.columns["household"])
    fault(cells.problems, household.empty, household, "fit.error.missing_cell")
    choice = _choices(cells, cells.table.column(layout.columns["choice"]), brands)
    named, by_brand = _by_brand(cells.table.names, layout, brands)
    notes.used.update(column for columns in by_brand.values() for column in columns.values())
    available = _available(cells, by_brand, brands)
    price = _prices(cells, layout, brands, available, choice)
    covariates = {name: _grid(cells, by_brand[name], brands) for name in named if name not in _AVAILABLE}
    when = times(cells, layout, notes)
    cells.problems.tell()
    order = in_order(household.codes, when, ~cells.problems.faulty)
    codes, names = numbered(household, order)
    panel = PurchasePanel(
        brands=brands,
        labels=names,
        household=codes,
        choice=choice[order],
        price=price[order],
        covariates={name: values[order] for name, values in covariates.items()},
        ignored=notes.unused(cells.table, layout),
        available=None if available is None else available[order],
        dated=when is not None,
    )
    check_panel(panel, notes)
    return panel


def in_order(household: Integers, when: Reals | None, keep: Truths) -> Integers:
    """Rows by household in the order in which households first occur, each by time or as in the file."""
    rows = np.flatnonzero(keep)
    first = np.full(household.max() + 1, len(household), dtype=np.int64)
    np.minimum.at(first, household[rows], rows)
    keys = (rows, first[household[rows]]) if when is None else (rows, when[rows], first[household[rows]])
    return rows[np.lexsort(keys)]


def numbered(household: Column, order: Integers) -> tuple[Integers, tuple[str, ...]]:
    """Households numbered without gaps in the order of the rows, and their names."""
    codes = household.codes[order]
    starts = np.append(True, np.diff(codes) != 0)
    return np.cumsum(starts) - 1, tuple(household.words[code] for code in codes[starts])


def times(cells: Cells, layout: Layout, notes: Notes) -> Reals | None:
    """The moment of each row from its date or number; None where there is no such column."""
    if "date" not in layout.columns:
        return None
    column = cells.table.column(layout.columns["date"])
    fault(cells.problems, column.empty, column, "fit.error.missing_cell")
    if any(looks_like_date(word) for word in column.words if word):
        dates = dates_of(column, cells.problems, day_comes_first((column,), cells.intake.dates))
        when = dates.astype(np.int64).astype(np.float64)
    else:
        when = cells.numbers(column)
    notes.changed.append(message("fit.read.sorted", column=column.name))
    return when


def _brands(layout: Layout) -> tuple[str, ...]:
    brands = tuple(layout.prices)
    if "" in brands:
        raise InputError("fit.error.nameless_brand", column=layout.prices[""])
    if len(brands) == 1:
        raise InputError("fit.error.one_brand", brand=brands[0])
    return brands


def _choices(cells: Cells, column: Column, brands: tuple[str, ...]) -> Integers:
    fault(cells.problems, column.empty, column, "fit.error.missing_cell")
    places = {brand: number for number, brand in enumerate(brands)}
    known = np.array([places.get(word, -1) for word in column.words], dtype=np.int64)
    codes = known[column.codes]
    nothing = column.where(lambda word: plain(word) in WORDS["no_purchase"] and word not in places)
    values = {"brands": Listing(brands), "count": int(nothing.sum())}
    fault(cells.problems, nothing, column, "fit.error.no_purchase", **values)
    strange = (codes < 0) & ~column.empty & ~nothing
    if strange.any():
        given = column.text(int(np.argmax(strange)))
        near = get_close_matches(given, brands, n=1, cutoff=0.0)[0]
        fault(
            cells.problems, strange, column, "fit.error.unknown_choice", brands=Listing(brands), nearest=near
        )
    return codes


def _available(
    cells: Cells, by_brand: Mapping[str, Mapping[str, str]], brands: tuple[str, ...]
) -> Truths | None:
    name = next((name for name in _AVAILABLE if name in by_brand), None)
    if name is None:
        return None
    return np.column_stack([cells.truths(cells.table.column(by_brand[name][brand])) for brand in brands])


def _prices(
    cells: Cells, layout: Layout, brands: tuple[str, ...], available: Truths | None, choice: Integers
) -> Reals:
    """Prices (rows x brands); of what was not to be had the brand's mean, which no estimate uses."""
    prices = np.zeros((len(choice), len(brands)))
    blank: list[str] = []
    for place, brand in enumerate(brands):
        column = cells.table.column(layout.prices[brand])
        gone = np.zeros(len(choice), dtype=bool) if available is None else ~available[:, place]
        missing = column.empty & ~gone
        if (missing & (choice != place)).sum() > 0.2 * len(choice):
            blank.append(column.name)
        values = cells.numbers(column, gaps=True)
        if column.name not in blank:
            fault(cells.problems, missing, column, "fit.error.missing_cell")
        fault(cells.problems, (values <= 0) & ~gone, column, "fit.error.price_range")
        usual = np.nanmean(values) if np.isfinite(values).any() else 1.0
        prices[:, place] = np.where(np.isnan(values) | gone, usual, values)
    if blank:
        cells.problems.add(message("fit.error.prices_of_others", columns=Listing(blank)))
    return prices


def _grid(cells: Cells, columns: Mapping[str, str], brands: tuple[str, ...]) -> Reals:
    """Columns side by side (rows x brands)."""
    return np.column_stack([cells.numbers(cells.table.column(columns[brand])) for brand in brands])


def _by_brand(
    names: Sequence[str], layout: Layout, brands: tuple[str, ...]
) -> tuple[tuple[str, ...], dict[str, dict[str, str]]]:
    """Columns that end with a brand, by what stands before it.

    A name that stands before some brands only is an oversight, and is refused.
    """
    used = {*layout.columns.values(), *layout.prices.values()}
    found: dict[str, dict[str, str]] = {}
    for name in names:
        if name in used:
            continue
        for brand in sorted(brands, key=len, reverse=True):  # so that the longest ending counts
            match = re.match(rf"(.+)[._\s:-]{re.escape(brand)}$", name)
            if match:
                found.setdefault(match[1], {})[brand] = name
                break
    for name, columns in found.items():
        missing = [brand for brand in brands if brand not in columns]
        if missing:
            ending = next(iter(columns.values()))[len(name)]
            raise InputError(
                "fit.error.incomplete_covariate", column=f"{name}{ending}{missing[0]}", name=name
            )
    return tuple(found), found
