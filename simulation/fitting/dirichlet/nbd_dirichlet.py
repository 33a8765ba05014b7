"""The NBD-Dirichlet of a market known by its published totals."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike
from scipy.optimize import brentq
from scipy.special import hyp2f1

from simulation.errors import InputError
from simulation.fitting.data import Reals

_SMALL, _LARGE = 1e-3, 1e4


@dataclass(frozen=True, eq=False)
class DirichletMarket:
    """A market under the NBD-Dirichlet, over a period of ``periods`` times the one it was fitted to.

    ``purchases_per_household`` (M) counts purchases of the category, buyers or not; ``category_shape`` (K)
    is the shape of the negative binomial, smaller when households differ more in how much they buy;
    ``dirichlet_size`` (S) is the sum of the Dirichlet's parameters, smaller when each household keeps more
    to brands of its own. ``share`` (brands) are shares of purchases; they need not sum to 1 when the rest
    is not of interest. ``size_by_brand`` (brands) is the S that each brand's own penetration asks for, NaN
    where none does.
    """

    brands: tuple[str, ...]
    share: Reals
    purchases_per_household: float
    category_shape: float
    dirichlet_size: float
    size_by_brand: Reals

    def over(self, periods: float) -> DirichletMarket:
        """The same market watched for ``periods`` times as long."""
        return replace(self, purchases_per_household=self.purchases_per_household * periods)

    @property
    def category_penetration(self) -> float:
        """Share of households that buy the category at least once, 0 to 1."""
        return 1.0 - float(self._without(np.zeros(())))

    @property
    def penetration(self) -> Reals:
        """Share of all households that buy the brand at least once (brands), 0 to 1."""
        return 1.0 - self._without(1.0 - self.share)

    @property
    def purchases_per_buyer(self) -> Reals:
        """Mean purchases of the brand among its buyers (brands), 1 or more."""
        return self.purchases_per_household * self.share / self.penetration

    @property
    def category_purchases_per_buyer(self) -> Reals:
        """Mean purchases of the category among the buyers of the brand (brands)."""
        mean, shape = self.purchases_per_household, self.category_shape
        rest, size, chance = (
            (1.0 - self.share) * self.dirichlet_size,
            self.dirichlet_size,
            mean / (mean + shape),
        )
        none = (1.0 - chance) ** shape * shape * chance * rest / size
        others = none * hyp2f1(shape + 1.0, rest + 1.0, size + 1.0, chance)
        return np.asarray((mean - others) / self.penetration)

    @property
    def repeat_rate(self) -> Reals:
        """Share of a period's buyers of the brand who buy it again in the next period (brands), 0 to 1."""
        return 2.0 - self.over(2.0).penetration / self.penetration

    @property
    def duplication(self) -> Reals:
        """Share of the row's buyers who also buy the column's brand (brands x brands); 1 on the diagonal."""
        one = self._without(1.0 - self.share)
        neither = self._without(1.0 - self.share[:, None] - self.share[None, :])
        table = (1.0 - one[:, None] - one[None, :] + neither) / (1.0 - one[:, None])
        np.fill_diagonal(table, 1.0)
        return np.asarray(table)

    def _without(self, others: Reals) -> Reals:
        """Chance that all purchases of a household, if any, are of brands with shares that sum to ``others``.

        The mean over the negative binomial of the Dirichlet's chance, in closed form.
        """
        mean, shape = self.purchases_per_household, self.category_shape
        chance, size = mean / (mean + shape), self.dirichlet_size
        return np.asarray(
            (1.0 - chance) ** shape * hyp2f1(shape, np.maximum(others, 0.0) * size, size, chance)
        )


def fit_dirichlet(
    brands: tuple[str, ...],
    share: ArrayLike,
    category_penetration: float,
    purchases_per_buyer: float,
    penetration: ArrayLike,
) -> DirichletMarket:
    """Fit the market to the totals of a period, by the method of means and zeros.

    ``share`` and ``penetration`` (brands) are shares of purchases and of all households, 0 to 1; a brand
    without a known penetration has NaN, and one known brand is enough. ``purchases_per_buyer`` counts
    purchases of the category by its buyers. K follows from the category's penetration; each brand's
    penetration asks for an S of its own, and S is their mean weighted by share. ``InputError`` when no
    model has such totals.
    """
    shares, known = np.asarray(share, dtype=np.float64), np.asarray(penetration, dtype=np.float64)
    mean = category_penetration * purchases_per_buyer
    if not 0 < category_penetration < 1 or not -np.log1p(-category_penetration) < mean:
        raise InputError(
            "fit.error.category_totals", penetration=category_penetration, rate=purchases_per_buyer
        )
    blank = DirichletMarket(
        brands, shares, mean, _shape(mean, category_penetration), 1.0, np.full(len(shares), np.nan)
    )
    sizes = np.array([_size(blank, place, value) for place, value in enumerate(known.tolist())])
    usable = ~np.isnan(sizes)
    if not usable.any():
        raise InputError("fit.error.brand_totals", brands=", ".join(brands))
    size = float(np.average(sizes[usable], weights=shares[usable]))
    return replace(blank, dirichlet_size=size, size_by_brand=sizes)


def _shape(mean: float, penetration: float) -> float:
    """The K at which a negative binomial of this mean leaves out exactly those who do not buy."""

    def gap(logarithm: float) -> float:
        shape = float(np.exp(logarithm))
        return -shape * float(np.log1p(mean / shape)) - float(np.log1p(-penetration))

    return float(np.exp(brentq(gap, np.log(1e-6), np.log(1e6))))


def _size(market: DirichletMarket, brand: int, penetration: float) -> float:
    """The S at which the brand has the penetration; NaN when it is unknown or no S gives it."""

    def gap(logarithm: float) -> float:
        tried = replace(market, dirichlet_size=float(np.exp(logarithm)))
        return float(tried.penetration[brand]) - penetration

    low, high = float(np.log(_SMALL)), float(np.log(_LARGE))
    if np.isnan(penetration) or gap(low) * gap(high) > 0:
        return float("nan")
    return float(np.exp(brentq(gap, low, high)))
