"""A purchase panel: ``household,choice``, one ``price.<brand>`` column a brand, and covariates by brand."""

from __future__ import annotations

from difflib import get_close_matches

import numpy as np
import pandas as pd

from simulation.errors import InputError
from simulation.fitting.data import Integers, PurchasePanel, Reals
from simulation.fitting.reading.cells import numbers, refuse
from simulation.fitting.reading.data_form import PRICE

MINIMUM_HOUSEHOLDS = 20
"""Households with two purchases or more, below which taste and habit cannot be separated."""


def read_purchases(table: pd.DataFrame) -> PurchasePanel:
    """Check a purchase panel and order it by household, each household in the order of the file."""
    brands = _brands(list(table.columns))
    household, labels = _households(table["household"])
    order = np.argsort(household, kind="stable")
    covariates, ignored = _covariates(list(table.columns), brands)
    panel = PurchasePanel(
        brands=brands,
        labels=labels,
        household=household[order],
        choice=_choices(table["choice"], brands)[order],
        price=_prices(table, brands)[order],
        covariates={name: _by_brand(table, f"{name}.", brands)[order] for name in covariates},
        ignored=ignored,
    )
    _enough(panel)
    _varied(panel)
    return panel


def _brands(columns: list[str]) -> tuple[str, ...]:
    brands = tuple(name.removeprefix(PRICE) for name in columns if name.startswith(PRICE))
    if not brands:
        raise InputError("fit.error.no_prices", found=", ".join(columns))
    if "" in brands:
        raise InputError("fit.error.nameless_brand", column=PRICE)
    if len(brands) == 1:
        raise InputError("fit.error.one_brand", brand=brands[0])
    return brands


def _households(column: pd.Series[str]) -> tuple[Integers, tuple[str, ...]]:
    """Households numbered in the order in which they first appear, and their names."""
    refuse((column == "").to_numpy(), column, "fit.error.missing_cell")
    codes, names = pd.factorize(column)
    return codes.astype(np.int64), tuple(str(name) for name in names)


def _choices(column: pd.Series[str], brands: tuple[str, ...]) -> Integers:
    refuse((column == "").to_numpy(), column, "fit.error.missing_cell")
    codes = pd.Index(brands).get_indexer(pd.Index(column))
    if (codes < 0).any():
        given = str(column.iloc[int(np.argmax(codes < 0))])
        nearest = get_close_matches(given, brands, n=1, cutoff=0.0)[0]
        refuse(codes < 0, column, "fit.error.unknown_choice", brands=", ".join(brands), nearest=nearest)
    return codes.astype(np.int64)


def _prices(table: pd.DataFrame, brands: tuple[str, ...]) -> Reals:
    prices = _by_brand(table, PRICE, brands)
    for position, brand in enumerate(brands):
        refuse(prices[:, position] <= 0, table[PRICE + brand], "fit.error.price_range")
    return prices


def _by_brand(table: pd.DataFrame, prefix: str, brands: tuple[str, ...]) -> Reals:
    """The columns ``prefix + brand`` side by side (rows x brands)."""
    return np.column_stack([numbers(table[prefix + brand]) for brand in brands])


def _covariates(columns: list[str], brands: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Names that stand before every brand, and the columns that are nothing of the sort.

    A name that stands before some brands only is an oversight, and is refused.
    """
    endings = sorted((f".{brand}" for brand in brands), key=len)  # so that the longest ending counts
    rest = [name for name in columns if name not in ("household", "choice") and not name.startswith(PRICE)]
    found = {name: ending for name in rest for ending in endings if name.endswith(ending)}
    names = tuple(dict.fromkeys(name.removesuffix(ending) for name, ending in found.items()))
    for name in names:
        missing = [name + ending for ending in endings if name + ending not in columns]
        if missing:
            raise InputError("fit.error.incomplete_covariate", column=missing[0], name=name)
    return names, tuple(name for name in rest if name not in found)


def _enough(panel: PurchasePanel) -> None:
    """Refuse a brand that nobody bought, and a panel without enough households that bought twice."""
    bought = np.bincount(panel.choice, minlength=len(panel.brands))
    if (bought == 0).any():
        raise InputError("fit.error.never_chosen", brand=panel.brands[int(np.argmin(bought))])
    repeating = int((np.bincount(panel.household) > 1).sum())
    if repeating < MINIMUM_HOUSEHOLDS:
        raise InputError("fit.error.too_few_households", given=repeating, least=MINIMUM_HOUSEHOLDS)


def _varied(panel: PurchasePanel) -> None:
    """Refuse prices that never move against one another: the brands' own appeal explains as much."""
    gap = panel.price - panel.price[:, :1]
    if np.ptp(gap, axis=0).max() == 0:
        raise InputError("fit.error.constant_prices")
