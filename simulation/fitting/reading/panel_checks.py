"""What a purchase panel must have before taste, price sensitivity and habit can be told apart."""

from __future__ import annotations

import numpy as np

from simulation.errors import InputError
from simulation.fitting.data import PurchasePanel
from simulation.fitting.panel_market.repeat_purchase_market import firm_names
from simulation.fitting.reading.notes import Notes
from simulation.language import Listing, message

MINIMUM_HOUSEHOLDS = 20
"""Households with two purchases or more, below which taste and habit cannot be separated."""
ONE_WAY = 20
"""Moves between brands of which none goes back: by chance that happens in one of a million panels."""


def check_panel(panel: PurchasePanel, notes: Notes) -> None:
    """Refuse what cannot be estimated, and describe the panel."""
    bought = np.bincount(panel.choice, minlength=len(panel.brands))
    if (bought == 0).any():
        raise InputError("fit.error.never_chosen", brand=panel.brands[int(np.argmin(bought))])
    repeating = int((np.bincount(panel.household) > 1).sum())
    if repeating < MINIMUM_HOUSEHOLDS:
        raise InputError("fit.error.too_few_households", given=repeating, least=MINIMUM_HOUSEHOLDS)
    gap = panel.price - panel.price[:, :1]
    if np.ptp(gap, axis=0).max() == 0:
        raise InputError("fit.error.constant_prices")
    if panel.available is not None and not panel.available[np.arange(panel.purchases), panel.choice].all():
        raise InputError("fit.error.bought_unavailable")
    _refuse_sorted(panel)
    notes.what = message(
        "fit.read.panel",
        purchases=f"{panel.purchases:,}",
        households=f"{panel.households:,}",
        brands=Listing(panel.brands),
    )
    for brand, name in zip(panel.brands, firm_names(panel.brands), strict=True):
        if brand != name:
            notes.changed.append(message("fit.read.renamed", brand=brand, name=name))
    if not panel.dated:
        notes.warnings.append(message("fit.warn.order"))


def _refuse_sorted(panel: PurchasePanel) -> None:
    """Refuse a panel whose households never move back from a brand to an earlier one, unless dates say so."""
    if panel.dated:
        return
    same = np.diff(panel.household) == 0
    before, after = panel.choice[:-1][same], panel.choice[1:][same]
    moves = np.zeros((len(panel.brands), len(panel.brands)), dtype=np.int64)
    np.add.at(moves, (before, after), 1)
    np.fill_diagonal(moves, 0)
    order = _one_way(moves)
    if order is not None and moves.sum() >= ONE_WAY:
        names = Listing(panel.brands[place] for place in order)
        raise InputError("fit.error.one_way", count=int(moves.sum()), brands=names)


def _one_way(moves: np.ndarray[tuple[int, int], np.dtype[np.int64]]) -> list[int] | None:
    """An order of the brands in which every move goes forwards; None if there is none."""
    left, order = set(range(len(moves))), []
    while left:
        sources = [place for place in left if not any(moves[other, place] for other in left)]
        if not sources:
            return None
        order += sorted(sources)
        left -= set(sources)
    return order
