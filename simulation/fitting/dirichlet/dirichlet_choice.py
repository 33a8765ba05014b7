"""The Dirichlet half alone, fitted to a purchase panel.

A panel holds buyers only, often chosen for buying much, so that its purchase counts say nothing of the
negative binomial. Given the counts, the choices of a household are a Dirichlet-multinomial, and that can be
fitted.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.special import gammaln, psi

from simulation.fitting.choice_model.panel_measures import count_purchases, duplication_coefficient
from simulation.fitting.data import Integers, PurchasePanel, Reals


@dataclass(frozen=True, eq=False)
class DirichletChoice:
    """Brand choice under the Dirichlet, given how often each household buys.

    ``alpha`` (brands) are the parameters; ``dirichlet_size`` (S) their sum, smaller when households keep
    more to brands of their own. ``log_likelihood`` is that of the choices in their order, so that it can be
    held against a choice model without prices.
    """

    brands: tuple[str, ...]
    alpha: Reals
    log_likelihood: float

    @property
    def dirichlet_size(self) -> float:
        """Sum of the parameters."""
        return float(self.alpha.sum())

    @property
    def share(self) -> Reals:
        """Expected shares of purchases (brands)."""
        return np.asarray(self.alpha / self.alpha.sum())

    @property
    def repeat_rate(self) -> Reals:
        """Chance that the purchase after one of the brand is of the brand again (brands)."""
        return (self.alpha + 1.0) / (self.dirichlet_size + 1.0)

    @property
    def mean_repeat_rate(self) -> float:
        """The same over all purchases."""
        return float(self.share @ self.repeat_rate)

    def penetration(self, purchases: Integers) -> Reals:
        """Expected share of households that buy each brand (brands), given their numbers of ``purchases``."""
        return 1.0 - np.stack([self._avoided(alpha, purchases).mean() for alpha in self.alpha])

    def duplication(self, purchases: Integers) -> Reals:
        """Expected share of the row's buyers who also buy the column's brand; 1 on the diagonal."""
        one = 1.0 - self.penetration(purchases)
        neither = np.array([[self._avoided(a + b, purchases).mean() for b in self.alpha] for a in self.alpha])
        table = (1.0 - one[:, None] - one[None, :] + neither) / (1.0 - one[:, None])
        np.fill_diagonal(table, 1.0)
        return np.asarray(table)

    def duplication_coefficient(self, purchases: Integers) -> float:
        """As in ``PanelMeasures``."""
        return duplication_coefficient(self.duplication(purchases), self.penetration(purchases))

    def predictive_log_likelihood(self, panel: PurchasePanel) -> float:
        """Log-likelihood of the choices of other households."""
        return _log_likelihood(self.alpha, panel_counts(panel))[0]

    def _avoided(self, alpha: float, purchases: Integers) -> Reals:
        """Chance that no purchase is of the brands whose parameters sum to ``alpha`` (households)."""
        size = self.dirichlet_size
        if size - alpha <= 1e-12 * size:
            return np.zeros(len(purchases))
        rest = size - alpha
        return np.asarray(
            np.exp(gammaln(rest + purchases) - gammaln(rest) - gammaln(size + purchases) + gammaln(size))
        )


def panel_counts(panel: PurchasePanel) -> Integers:
    """Purchases of each household by brand (households x brands)."""
    return count_purchases(panel.household, panel.choice, len(panel.brands))


def fit_dirichlet_choice(panel: PurchasePanel) -> DirichletChoice:
    """Maximum-likelihood Dirichlet of a panel's choices."""
    counts = panel_counts(panel)

    def cost(logarithm: Reals) -> tuple[float, Reals]:
        alpha = np.exp(logarithm)
        value, slope = _log_likelihood(alpha, counts)
        return -value, -slope * alpha

    start = np.log(counts.sum(axis=0) / counts.sum())
    found = minimize(cost, start, jac=True, method="L-BFGS-B", bounds=[(-12.0, 12.0)] * len(start))
    return DirichletChoice(panel.brands, np.exp(found.x), -float(found.fun))


def _log_likelihood(alpha: Reals, counts: Integers) -> tuple[float, Reals]:
    """Log-likelihood of choices in their order, and its gradient in alpha."""
    size, total = alpha.sum(), counts.sum(axis=1)
    value = (gammaln(alpha + counts) - gammaln(alpha)).sum() + (gammaln(size) - gammaln(size + total)).sum()
    slope = (psi(alpha + counts) - psi(alpha)).sum(axis=0) + (psi(size) - psi(size + total)).sum()
    return float(value), np.asarray(slope)
