"""Maximum-likelihood estimate of the shifted-beta-geometric model, with its uncertainty."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from scipy.special import expit, logit

from simulation.errors import InputError
from simulation.fitting.data import LifeTable, Reals, told_segment
from simulation.fitting.shifted_beta_geometric.churn_likelihood import (
    Peak,
    homogeneous_peak,
    log_likelihood,
    peak,
)
from simulation.fitting.shifted_beta_geometric.survival_curves import survival_of
from simulation.fitting.shifted_beta_geometric.uncertainty import profile_interval


@dataclass(frozen=True, eq=False)
class ChurnFit:
    """Churn of one segment under the shifted-beta-geometric model.

    ``alpha`` and ``beta`` are the parameters of the beta distribution of churn a period (without unit);
    ``mean_churn`` = alpha / (alpha + beta) is the churn of an average new customer, 0 to 1;
    ``polarization`` = 1 / (alpha + beta + 1) says how much customers differ, 0 (all alike) to 1 (some leave
    at once, the others never). The intervals are 95 % profile-likelihood intervals; an end can be infinite.

    ``homogeneous`` is true when no difference between customers was found: ``polarization`` is then 0 and
    ``alpha``, ``beta`` are infinite. ``log_likelihood`` and ``geometric_log_likelihood`` (one churn rate
    for all) share their constant. ``covariance`` (2 x 2) belongs to the logits of mean churn and
    polarization. ``assumed_size``: the size of the cohort was not known, and every interval is that of
    ``customers``.
    """

    segment: str
    customers: float
    assumed_size: bool
    periods: int
    alpha: float
    beta: float
    mean_churn: float
    polarization: float
    homogeneous: bool
    alpha_interval: tuple[float, float]
    beta_interval: tuple[float, float]
    log_likelihood: float
    geometric_log_likelihood: float
    covariance: Reals

    def survival(self, periods: int) -> Reals:
        """Share of the cohort still there after periods 0 .. ``periods``."""
        return survival_of(self.mean_churn, self.polarization, periods)

    def draws(self, count: int, generator: Generator) -> Reals:
        """Plausible parameters (count x 2: mean churn, polarization), to carry the uncertainty on."""
        if self.homogeneous:
            center = np.array([logit(self.mean_churn), 0.0])
            churn = expit(generator.multivariate_normal(center, self.covariance, size=count))[:, 0]
            return np.column_stack([churn, np.zeros(count)])
        center = logit(np.array([self.mean_churn, self.polarization]))
        return np.asarray(expit(generator.multivariate_normal(center, self.covariance, size=count)))


def fit_churn(table: LifeTable) -> ChurnFit:
    """Estimate the churn of one segment; ``InputError`` if nobody left or nobody outlived a period."""
    if table.churned.sum() == 0:
        where = told_segment(table.segment)
        raise InputError("fit.error.nobody_left", segment=where, periods=table.periods, later=0.0)
    if np.count_nonzero(table.at_risk) < 2:
        raise InputError("fit.error.nobody_stayed", segment=told_segment(table.segment))
    best = peak(table)
    alpha, beta = _shape(best)
    return ChurnFit(
        segment=table.segment,
        customers=table.customers,
        assumed_size=table.assumed_size,
        periods=table.periods,
        alpha=alpha,
        beta=beta,
        mean_churn=best.mean_churn,
        polarization=best.polarization,
        homogeneous=best.polarization == 0.0,
        alpha_interval=profile_interval(table, best, "alpha"),
        beta_interval=profile_interval(table, best, "beta"),
        log_likelihood=best.log_likelihood,
        geometric_log_likelihood=homogeneous_peak(table).log_likelihood,
        covariance=_covariance(table, best),
    )


def _shape(best: Peak) -> tuple[float, float]:
    """alpha and beta of a peak."""
    if best.polarization == 0.0:
        return math.inf, math.inf
    size = 1.0 / best.polarization - 1.0
    return best.mean_churn * size, (1.0 - best.mean_churn) * size


def _covariance(table: LifeTable, best: Peak) -> Reals:
    """Inverse of the observed information in the two logits; without heterogeneity, in the first alone."""
    if best.polarization == 0.0:
        events = float(table.at_risk.sum()) * best.mean_churn * (1.0 - best.mean_churn)
        return np.array([[1.0 / events, 0.0], [0.0, 0.0]])
    center = logit(np.array([best.mean_churn, best.polarization]))
    step = 1e-3

    def at(first: float, second: float) -> float:
        moved = expit(center + step * np.array([first, second]))
        return log_likelihood(table, float(moved[0]), float(moved[1]))

    own = [at(1, 0) - 2 * at(0, 0) + at(-1, 0), at(0, 1) - 2 * at(0, 0) + at(0, -1)]
    cross = (at(1, 1) - at(1, -1) - at(-1, 1) + at(-1, -1)) / 4
    information = -np.array([[own[0], cross], [cross, own[1]]]) / step**2
    return np.asarray(np.linalg.inv(information))
