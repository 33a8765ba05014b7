"""Log-likelihood of a life table, and where it is highest.

A product of binomials over the periods, which for a cohort watched from its start is the multinomial
likelihood of Fader & Hardie (2007), and for censored customers the likelihood of what was seen of them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize, minimize_scalar
from scipy.special import expit, logit, xlogy

from simulation.fitting.data import LifeTable, Reals
from simulation.fitting.shifted_beta_geometric.survival_curves import retention_of

_FAR = 16.0
"""Bound of both logits: 1e-7 from the border, where the likelihood is flat."""

_CLOSE = 1e-6
"""Gain in log-likelihood below which a heterogeneous model is no better than a homogeneous one."""


@dataclass(frozen=True)
class Peak:
    """Where the likelihood is highest; ``polarization`` is exactly 0 when no heterogeneity was found."""

    mean_churn: float
    polarization: float
    log_likelihood: float


def log_likelihood(table: LifeTable, mean_churn: float, polarization: float) -> float:
    """Log-likelihood of a life table (without the constant that no parameter enters)."""
    kept = retention_of(mean_churn, polarization, table.periods)
    # 1 - kept, written out: the difference of two numbers near 1 would lose the digits of a rare event.
    left = mean_churn * (1.0 - polarization) / (1.0 + polarization * (np.arange(table.periods) - 1.0))
    return float(np.sum(xlogy(table.churned, left) + xlogy(table.at_risk - table.churned, kept)))


def homogeneous_peak(table: LifeTable) -> Peak:
    """The geometric model: one churn rate for everybody, which is departures over customer-periods."""
    churn = float(table.churned.sum() / table.at_risk.sum())
    return Peak(churn, 0.0, log_likelihood(table, churn, 0.0))


def peak(table: LifeTable) -> Peak:
    """Highest point over both parameters, the border of no heterogeneity included."""
    homogeneous = homogeneous_peak(table)

    def cost(place: Reals) -> float:
        return -log_likelihood(table, *(float(value) for value in expit(place)))

    start = np.array([logit(np.clip(homogeneous.mean_churn, 1e-4, 1 - 1e-4)), 0.0])
    found = minimize(
        cost,
        start,
        method="Nelder-Mead",
        bounds=[(-_FAR, _FAR)] * 2,
        options={"xatol": 1e-9, "fatol": 1e-11, "maxiter": 2000},
    )
    if -found.fun <= homogeneous.log_likelihood + _CLOSE:
        return homogeneous
    mean_churn, polarization = (float(value) for value in expit(found.x))
    return Peak(mean_churn, polarization, -float(found.fun))


def profile(table: LifeTable, name: str, value: float) -> float:
    """Highest log-likelihood with ``"alpha"`` or ``"beta"`` held at ``value`` and the other one free."""

    def cost(place: float) -> float:
        churn = float(expit(place))
        share = churn if name == "alpha" else 1.0 - churn
        return -log_likelihood(table, churn, share / (value + share))

    found = minimize_scalar(cost, bounds=(-_FAR, _FAR), method="bounded", options={"xatol": 1e-8})
    return -float(found.fun)
