"""The highest point of a likelihood whose scores are known by household, and the covariance there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize

from simulation.fitting.choice_model.choice_likelihood import Histories
from simulation.fitting.data import Reals

_STEP = 1e-3
"""Step of the differences of the gradient, in standard errors."""

_FLAT = 1e-4
"""Curvature, relative to what the scores promise, below which a direction is not identified."""

_LEVEL = 1e-2
"""Slope in log-likelihood a standard error at which the climb is over."""

_SILENT = 1e-12
"""Squared scores of a parameter that sum to less than this are rounding: nothing depends on it."""

_CERTAIN = 1e-3
"""Perfect separation: at a log-likelihood this near to zero the likelihood has no finite maximum."""


@dataclass(frozen=True, eq=False)
class Maximum:
    """Where a likelihood is highest.

    ``covariance`` is the robust (sandwich) covariance with the household as the unit of independence, NaN
    where the data do not identify the parameters (``identified`` false). ``converged``: the gradient
    vanished.
    """

    parameters: Reals
    log_likelihood: float
    covariance: Reals
    converged: bool
    identified: bool


def maximise(evaluate: Callable[[Reals], Histories], start: Reals) -> Maximum:
    """Climb from ``start`` in coordinates in which the likelihood is about equally curved in all directions.

    The coordinates come from the outer product of the scores, so that a price in cents and one in thousands
    take the same steps, and one tolerance on the gradient serves all.
    """
    place = start
    for _ in range(2):  # the coordinates of the first climb are those of a poor start
        axes = _axes(evaluate(place).score)
        found = _climb(evaluate, place, axes)
        place = place + axes @ found
    here = evaluate(place)
    height = float(here.log_likelihood.sum())
    axes = _axes(here.score)
    flat = bool(np.abs(axes.T @ here.score.sum(axis=0)).max() < _LEVEL)
    if height > -_CERTAIN or (here.score**2).sum(axis=0).min() < _SILENT:
        return Maximum(place, height, _unknown(place), flat, identified=False)
    covariance, identified = _covariance(evaluate, place, axes, here.score)
    return Maximum(place, height, covariance, flat, identified)


def _unknown(place: Reals) -> Reals:
    return np.full((len(place), len(place)), np.nan)


def _climb(evaluate: Callable[[Reals], Histories], origin: Reals, axes: Reals) -> Reals:
    def cost(shift: Reals) -> tuple[float, Reals]:
        seen = evaluate(origin + axes @ shift)
        return -float(seen.log_likelihood.sum()), -(axes.T @ seen.score.sum(axis=0))

    found = minimize(
        cost, np.zeros(len(origin)), jac=True, method="BFGS", options={"gtol": 1e-4, "maxiter": 200}
    )
    return np.asarray(found.x)


def _axes(score: Reals) -> Reals:
    """Columns that turn the outer product of the scores into the identity."""
    product = score.T @ score
    scale = np.sqrt(np.maximum(np.diag(product), 1e-12))
    values, vectors = np.linalg.eigh(product / np.outer(scale, scale))
    return np.asarray(vectors / np.sqrt(np.maximum(values, _FLAT)) / scale[:, None])


def _covariance(
    evaluate: Callable[[Reals], Histories], place: Reals, axes: Reals, score: Reals
) -> tuple[Reals, bool]:
    """Robust covariance, its curvature from differences of the exact gradient; and whether it exists."""
    columns = []
    for axis in axes.T * _STEP:
        rise = evaluate(place + axis).score.sum(axis=0) - evaluate(place - axis).score.sum(axis=0)
        columns.append(axes.T @ rise / (2 * _STEP))
    curvature = -np.stack(columns, axis=1)
    curvature = (curvature + curvature.T) / 2
    if np.linalg.eigvalsh(curvature).min() < _FLAT:
        return _unknown(place), False
    bread = np.linalg.inv(curvature)
    filling = axes.T @ (score.T @ score) @ axes
    return np.asarray(axes @ bread @ filling @ bread @ axes.T), True
