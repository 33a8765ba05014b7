"""What the shifted-beta-geometric model says about a cohort, given its two parameters.

Inside, the two are carried as the mean churn ``m = alpha / (alpha + beta)`` and the polarization ``p = 1 /
(alpha + beta + 1)``, both from 0 to 1: at ``p = 0`` all customers are alike and every formula is still
defined, while alpha and beta are infinite there.
"""

from __future__ import annotations

import numpy as np
from scipy.special import hyp2f1

from simulation.fitting.data import Reals


def parameters(alpha: float, beta: float) -> tuple[float, float]:
    """Mean churn and polarization of positive ``alpha`` and ``beta``."""
    return alpha / (alpha + beta), 1.0 / (alpha + beta + 1.0)


def retention_of(mean_churn: float, polarization: float, periods: int) -> Reals:
    """Retention rate in periods 1 .. ``periods``: of those still there, the share that stays.

    In the first period it is one less the mean churn whatever the polarization, also at 1, where everybody
    leaves at once or never.
    """
    grown = polarization * np.arange(periods, dtype=np.float64)
    common = 1.0 - polarization
    retention: Reals = np.full(periods, 1.0 - mean_churn)
    whole = common + grown
    np.divide((1.0 - mean_churn) * common + grown, whole, out=retention, where=whole > 0.0)
    return retention


def survival_of(mean_churn: float, polarization: float, periods: int) -> Reals:
    """Share of the cohort still there after periods 0 .. ``periods`` (starts at 1)."""
    return np.concatenate(([1.0], np.cumprod(retention_of(mean_churn, polarization, periods))))


def retention_rate(alpha: float, beta: float, periods: int) -> Reals:
    """Retention ``(beta + t - 1) / (alpha + beta + t - 1)`` in periods t = 1 .. ``periods``, 0 to 1."""
    return retention_of(*parameters(alpha, beta), periods)


def survival(alpha: float, beta: float, periods: int) -> Reals:
    """Survival ``B(alpha, beta + t) / B(alpha, beta)`` after periods t = 0 .. ``periods``, 0 to 1."""
    return survival_of(*parameters(alpha, beta), periods)


def churn_probability(alpha: float, beta: float, periods: int) -> Reals:
    """Share of the cohort that leaves in each of the periods 1 .. ``periods``."""
    return -np.diff(survival(alpha, beta, periods))


def lifetime(alpha: float, beta: float, discount: float) -> float:
    """Discounted expected number of payments of a new customer, the first at once.

    The sum over t = 0, 1, ... of survival(t) / (1 + ``discount``)^t, as Gauss' hypergeometric function.
    ``discount`` is the rate a period, above 0 (at 0 the sum has no end when alpha is 1 or less).
    """
    return float(hyp2f1(1.0, beta, alpha + beta, 1.0 / (1.0 + discount)))


def residual_lifetime(alpha: float, beta: float, discount: float, period: int) -> float:
    """Discounted expected number of payments to come from a customer in her ``period``-th period (1, 2, ...).

    She is about to decide whether to renew, and pays at once if she does (Fader & Hardie 2010, DERL).
    """
    renewal = (beta + period - 1.0) / (alpha + beta + period - 1.0)
    return renewal * float(hyp2f1(1.0, beta + period, alpha + beta + period, 1.0 / (1.0 + discount)))
