"""Distributions of customers' traits, inverted numerically on fine grids.

Only ``simulation.kernel.arithmetic`` is used, so that the same seed draws the same people on every machine.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache

import numpy as np

from simulation.kernel.arithmetic import Values, exponential, logarithm

Draw = Callable[..., Values]
"""Uniform draws, one per customer, of a trait: ``draw("involvement")``, ``draw("taste", firm_name)``."""


def normal(draw: Values) -> Values:
    """Return standard normal values for uniform draws."""
    return _quantiles(_normal_table(), draw)


def lognormal(draw: Values, spread: float) -> Values:
    """Return values of mean 1 whose logarithm has standard deviation ``spread``."""
    return exponential(spread * normal(draw) - 0.5 * spread * spread)


def beta(draw: Values, mean: float, spread: float) -> Values:
    """Return values between 0 and 1 with this mean and standard deviation (Beta distribution)."""
    if spread == 0.0:
        return np.full(draw.shape, mean)
    return 1.0 / (1.0 + exponential(-_quantiles(_beta_table(mean, spread), draw)))


def gamma(draw: Values, variation: float) -> Values:
    """Return values of mean 1 with this coefficient of variation (Gamma distribution)."""
    if variation == 0.0:
        return np.ones(draw.shape)
    return exponential(_quantiles(_gamma_table(variation), draw))


def log_gamma(draw: Values, shape: float) -> Values:
    """Return logarithms of values of a Gamma distribution of this shape and scale 1."""
    return _quantiles(_gamma_table(shape**-0.5), draw) + logarithm(np.array([shape]))


Table = tuple[Values, Values]
"""Cumulative probabilities, and the values at which they are reached; computed once for many runs."""


@cache
def _normal_table() -> Table:
    grid = np.linspace(-8.5, 8.5, 17001)
    return _table(-0.5 * grid * grid, grid)


@lru_cache(maxsize=64)
def _beta_table(mean: float, spread: float) -> Table:
    """The logit of a Beta variable."""
    size = mean * (1.0 - mean) / (spread * spread) - 1.0
    if size <= 0.0:
        raise ValueError(f"no Beta distribution has mean {mean} and standard deviation {spread}")
    # A distribution with much of its mass next to 0 or 1 has long tails on the scale of the logit.
    reach = 40.0 / max(min(size * mean, size * (1.0 - mean), 1.0), 0.01)
    logit = np.linspace(-reach, reach, 40001)
    softplus = np.maximum(logit, 0.0) + logarithm(1.0 + exponential(-np.abs(logit)))
    return _table(size * mean * (logit - softplus) - size * (1.0 - mean) * softplus, logit)


@lru_cache(maxsize=64)
def _gamma_table(variation: float) -> Table:
    """The logarithm of a Gamma variable."""
    shape = 1.0 / (variation * variation)
    log_value = np.linspace(-60.0 / min(shape, 1.0), 6.0, 60001)
    return _table(shape * log_value - shape * exponential(log_value), log_value)


def _table(log_density: Values, grid: Values) -> Table:
    """Integrate a density that is given on a grid."""
    density = exponential(log_density - log_density.max())
    steps = 0.5 * (density[1:] + density[:-1]) * (grid[1:] - grid[:-1])
    cumulative = np.concatenate(([0.0], np.cumsum(steps)))
    return cumulative / cumulative[-1], grid


def _quantiles(table: Table, draw: Values) -> Values:
    return np.interp(draw, *table)
