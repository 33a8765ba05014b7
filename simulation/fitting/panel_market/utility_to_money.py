"""From a choice model's units of utility to a market's money: taste, price sensitivity and habit."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from simulation.errors import InputError
from simulation.fitting.choice_model import ChoiceFit, draw_households
from simulation.fitting.choice_model.panel_measures import count_purchases
from simulation.fitting.data import Integers, PurchasePanel, Reals

LUCK_VARIANCE = float(np.pi**2 / 6.0)
"""Variance of the luck of a choice in units of utility (Gumbel)."""

IMAGINED = 4000
"""Households drawn to measure how much tastes differ."""

MOST_PERSISTENT = 0.99
LEAST_SHARE = 0.001


@dataclass(frozen=True)
class PanelParameters:
    """What a panel says of a repeat-purchase market.

    ``share`` and ``price`` (brands): shares of purchases and mean prices; ``reference_price`` the mean price
    paid. ``elasticity``: price elasticity at equal shares; ``persistence``: share of taste that lasts;
    ``habit``: state dependence in reference prices; ``rate``: purchases a household and month, ``variation``
    how much households differ in it (coefficient of variation, luck taken out).
    """

    share: Reals
    price: Reals
    reference_price: float
    elasticity: float
    persistence: float
    habit: float
    rate: float
    variation: float

    def settings(self, brands: tuple[str, ...]) -> dict[str, float]:
        """The paths of a scenario that a fit sets, but for the prices, which are as observed."""
        changes = {
            "world.price_elasticity": self.elasticity,
            "world.taste_persistence": self.persistence,
            "world.switching_cost.procedural": self.habit,
            "world.population.purchase_rate": self.rate,
            "world.population.purchase_rate_variation": self.variation,
        }
        shares = np.maximum(self.share, LEAST_SHARE)
        return changes | {
            f"firm.{brand}.market_share": float(share)
            for brand, share in zip(brands, shares / shares.sum(), strict=True)
        }


def translate(
    fit: ChoiceFit,
    panel: PurchasePanel,
    months: int,
    generator: Generator,
    parameters: Reals | None = None,
    households: Integers | None = None,
) -> PanelParameters:
    """A panel and its choice model as a market.

    The market's luck is a Gumbel variable in money, so its scale is one over price sensitivity, made larger
    by the promotions that came and went in the panel, which the market takes for luck. Tastes are
    independent between brands with one variance, half the mean variance of the difference between two
    brands. ``parameters`` are those of the fit or a plausible row; ``households`` numbers the households
    that are counted (for resampling), all of them when None.
    """
    people = draw_households(fit, IMAGINED, generator, parameters)
    sensitivity = float(np.median(people.price_sensitivity))
    if sensitivity <= 0:
        raise InputError("fit.error.price_liked")
    counts = count_purchases(panel.household, panel.choice, len(panel.brands))
    counts = counts if households is None else counts[households]
    share = counts.sum(axis=0) / counts.sum()
    price = panel.price.mean(axis=0)
    reference = float(share @ price)
    spread = _variance(people.taste)
    passing = LUCK_VARIANCE + _variance(_passing_offers(fit, panel, sensitivity, parameters))
    persistence = min(spread / (spread + passing), MOST_PERSISTENT)
    # Scale of luck and passing offers together, in reference prices; the market's own prices stand still.
    scale = float(np.sqrt(passing / LUCK_VARIANCE)) / sensitivity / reference
    brands = len(panel.brands)
    return PanelParameters(
        share=share,
        price=price,
        reference_price=reference,
        elasticity=within((1 - 1 / brands) * float(np.sqrt(1 - persistence)) / scale, 0.2, 20.0),
        persistence=persistence,
        habit=within(float(np.median(people.state_dependence)) / sensitivity / reference, 0.0, 20.0),
        rate=within(float(counts.sum(axis=1).mean()) / months, 0.01, 30.0),
        variation=_variation(counts.sum(axis=1)),
    )


def _variance(utility: Reals) -> float:
    """Variance of one brand's utility (rows x brands), if the brands' were independent and alike."""
    covariance = np.atleast_2d(np.cov(utility.T))
    own = np.diag(covariance)
    difference = own[:, None] + own[None, :] - 2.0 * covariance
    return float(difference[np.triu_indices(len(own), 1)].mean() / 2.0)


def _passing_offers(
    fit: ChoiceFit, panel: PurchasePanel, sensitivity: float, parameters: Reals | None
) -> Reals:
    """Utility of what changes from purchase to purchase: prices and covariates (purchases x brands)."""
    values = dict(zip(fit.names, fit.parameters if parameters is None else parameters, strict=True))
    offers = -sensitivity * panel.price
    for name in fit.model.covariates:
        offers = offers + values[name] * panel.covariates[name]
    return np.asarray(offers)


def _variation(purchases: Integers) -> float:
    """Coefficient of variation of the households' rates: what exceeds the luck of counting (Poisson)."""
    mean = float(purchases.mean())
    excess = max(float(purchases.var()) - mean, 0.0)
    return within(float(np.sqrt(excess)) / mean, 0.0, 4.0)


def within(value: float, low: float, high: float) -> float:
    """The value, or the end of the schema's range that it lies beyond."""
    return min(max(value, low), high)
