"""How sure the two parameters are: profile likelihood, and the bootstrap as a second opinion."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy.optimize import brentq
from scipy.stats import chi2

from simulation.fitting.data import LifeTable, Reals
from simulation.fitting.shifted_beta_geometric.churn_likelihood import Peak, peak, profile

_DROP = float(chi2.ppf(0.95, 1)) / 2.0
"""Fall in log-likelihood at the ends of a 95 % interval of one parameter."""

_LIMIT = math.log(1e6)
"""Beyond a parameter of a million customers are alike for every purpose, and an interval is open."""


def profile_interval(table: LifeTable, best: Peak, name: str) -> tuple[float, float]:
    """95 % profile-likelihood interval of ``"alpha"`` or ``"beta"``; an open end is 0 or infinite."""

    def above(place: float) -> float:
        return profile(table, name, math.exp(place)) - best.log_likelihood + _DROP

    middle = _LIMIT if best.polarization == 0.0 else math.log(_value(best, name))
    low = _crossing(above, middle, -_LIMIT)
    high = _crossing(above, middle, _LIMIT)
    return (0.0 if low is None else math.exp(low)), (math.inf if high is None else math.exp(high))


def _value(best: Peak, name: str) -> float:
    share = best.mean_churn if name == "alpha" else 1.0 - best.mean_churn
    return share * (1.0 / best.polarization - 1.0)


def _crossing(above: Callable[[float], float], start: float, end: float) -> float | None:
    """Where ``above``, positive at ``start``, first falls to zero on the way to ``end``, in steps of .5."""
    steps = max(1, math.ceil(abs(end - start) / 0.5))
    places = np.linspace(start, end, steps + 1).tolist()
    for here, there in pairwise(places):
        if above(there) < 0:
            return float(brentq(above, here, there, xtol=1e-6))
    return None


@dataclass(frozen=True, eq=False)
class ChurnBootstrap:
    """Parameters estimated on resampled customers.

    ``mean_churn`` and ``polarization`` (replications) as in ``ChurnFit``; a polarization of 0 means that the
    resample showed no heterogeneity.
    """

    mean_churn: Reals
    polarization: Reals

    @property
    def alpha(self) -> Reals:
        """alpha of every resample; infinite where polarization is 0."""
        return self._size() * self.mean_churn

    @property
    def beta(self) -> Reals:
        """beta of every resample; infinite where polarization is 0."""
        return self._size() * (1.0 - self.mean_churn)

    def _size(self) -> Reals:
        with np.errstate(divide="ignore"):
            return np.asarray(1.0 / self.polarization - 1.0)


def bootstrap_churn(table: LifeTable, replications: int, seed: int) -> ChurnBootstrap:
    """Estimate again on ``replications`` resamples of the customers, drawn with replacement.

    A cohort known by its percentages only is resampled as the cohort of its assumed size.
    """
    generator = np.random.default_rng(seed)
    censored = np.maximum(table.at_risk - table.churned - np.append(table.at_risk[1:], 0.0), 0.0)
    fates = np.concatenate([table.churned, censored])
    customers = round(table.customers)
    resamples = generator.multinomial(customers, fates / fates.sum(), size=replications)
    peaks = [peak(_resampled(table, fate.astype(np.float64))) for fate in resamples]
    return ChurnBootstrap(
        mean_churn=np.array([best.mean_churn for best in peaks]),
        polarization=np.array([best.polarization for best in peaks]),
    )


def _resampled(table: LifeTable, fates: Reals) -> LifeTable:
    """A life table from how many customers left, and how many were last seen, in each period."""
    churned, censored = fates[: table.periods], fates[table.periods :]
    at_risk = np.cumsum((churned + censored)[::-1])[::-1]
    watched = int(np.count_nonzero(at_risk > 0))
    return LifeTable(table.segment, at_risk[:watched], churned[:watched], table.assumed_size)
