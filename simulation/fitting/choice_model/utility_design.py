"""From a purchase panel to the arrays a choice model works on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulation.errors import InputError
from simulation.fitting.data import Integers, PurchasePanel, Reals, Truths

OUT_OF_REACH = -1e4
"""Utility of a brand that is not to be had: nobody chooses it, and no estimate moves for it."""


@dataclass(frozen=True)
class ChoiceModel:
    """Which parts of the utility of a brand are estimated; every part is a term a strategist can name.

    Utility of brand j for a household = appeal of j + its own lasting taste for j - price sensitivity x
    price of j + habit if j was bought last + covariates + luck (extreme value, so that choice is a logit).

    ``state_dependence``: estimate habit, the pull of the brand bought last.
    ``taste``: let lasting taste differ between households (normal, by brand).
    ``correlated_taste``: let tastes for the brands go together; otherwise each brand's, relative to the first
    brand, is independent of the others'.
    ``price_heterogeneity``: let price sensitivity differ (lognormal, so that nobody likes to pay).
    ``covariates``: names of further columns by brand to be used.
    ``initial_purchases``: first purchases of a household, 1 or more, that are not explained but conditioned
    on. With ``taste`` they also shift the household's expected taste (Wooldridge 2005), because whoever is
    first seen with a brand likes it more than average; leaving that out would credit habit with it.
    """

    state_dependence: bool = True
    taste: bool = True
    correlated_taste: bool = True
    price_heterogeneity: bool = False
    covariates: tuple[str, ...] = ()
    initial_purchases: int = 1


@dataclass(frozen=True, eq=False)
class UtilityDesign:
    """Arrays of a panel for a model: N explained purchases of H households among J brands, K fixed terms.

    ``terms`` (N x J x K) are in the order of ``names``; ``price`` (N x J); ``choice`` (N); ``starts`` (H)
    is the first row of each household; ``initial`` (H x J) the shares of the brands in its first purchases,
    and ``labels`` (H) its name. ``shut`` (N x J) is added to utility: 0, and `OUT_OF_REACH` for a brand that
    was not to be had; None when every brand always was.
    """

    names: tuple[str, ...]
    terms: Reals
    price: Reals
    choice: Integers
    household: Integers
    starts: Integers
    initial: Reals
    labels: tuple[str, ...]
    shut: Reals | None = None

    @property
    def households(self) -> int:
        """Number of households with a purchase to explain."""
        return len(self.starts)


def checked_design(panel: PurchasePanel, model: ChoiceModel) -> UtilityDesign:
    """The arrays of a panel; ``InputError`` for an unknown covariate, or with no purchase to explain."""
    for name in model.covariates:
        if name not in panel.covariates:
            raise InputError("fit.error.unknown_covariate", name=name, found=", ".join(panel.covariates))
    if model.initial_purchases < 1 or not (panel.occasion >= model.initial_purchases).any():
        raise InputError("fit.error.nothing_to_explain", initial=model.initial_purchases)
    return design_of(panel, model)


def design_of(panel: PurchasePanel, model: ChoiceModel) -> UtilityDesign:
    """Arrays of the purchases after the initial ones; a household without such a purchase drops out."""
    explained = panel.occasion >= model.initial_purchases
    kept, household = np.unique(panel.household[explained], return_inverse=True)
    initial = _initial_shares(panel, model.initial_purchases)
    named = _terms(panel, model, initial)
    terms = np.stack([values[explained] for values in named.values()], axis=2)
    return UtilityDesign(
        names=tuple(named),
        terms=terms,
        price=panel.price[explained],
        choice=panel.choice[explained],
        household=household.astype(np.int64),
        starts=np.searchsorted(household, np.arange(len(kept))).astype(np.int64),
        initial=initial[kept],
        labels=tuple(panel.labels[position] for position in kept),
        shut=None if panel.available is None else out_of_reach(panel.available[explained]),
    )


def out_of_reach(available: Truths) -> Reals:
    """What is added to the utility of brands that could be bought, and of those that could not."""
    return np.where(available, 0.0, OUT_OF_REACH)


def _terms(panel: PurchasePanel, model: ChoiceModel, initial: Reals) -> dict[str, Reals]:
    """The fixed terms by name, each N x J."""
    shape = panel.price.shape
    terms: dict[str, Reals] = {}
    for position, brand in enumerate(panel.brands[1:], start=1):
        appeal = np.zeros(shape)
        appeal[:, position] = 1.0
        terms[f"appeal.{brand}"] = appeal
    if not model.price_heterogeneity:
        terms["price"] = panel.price
    if model.state_dependence:
        terms["state_dependence"] = last_bought(panel)
    if model.taste:
        terms["initial_taste"] = initial[panel.household]
    return terms | {name: panel.covariates[name] for name in model.covariates}


def last_bought(panel: PurchasePanel) -> Reals:
    """1 for the brand a household bought last, else 0 (N x J); all 0 at its first purchase."""
    last = np.zeros(panel.price.shape)
    later = np.flatnonzero(panel.occasion > 0)
    last[later, panel.choice[later - 1]] = 1.0
    return last


def _initial_shares(panel: PurchasePanel, purchases: int) -> Reals:
    """Shares of the brands in the first purchases of each household (H x J)."""
    shares = np.zeros((panel.households, len(panel.brands)))
    first = panel.occasion < purchases
    np.add.at(shares, (panel.household[first], panel.choice[first]), 1.0)
    return np.asarray(shares / shares.sum(axis=1, keepdims=True))
