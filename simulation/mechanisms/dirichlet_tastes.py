"""Dirichlet tastes: lasting tastes under which what customers choose follows the Dirichlet model of brands.

A taste is the scale of the luck of choice times the logarithm of a Gamma variable, whose shape is in
proportion to the firm's share. Where stakes are alike, the chances of the firms are then Dirichlet
distributed over customers (Goodhardt, Ehrenberg & Chatfield 1984). Equal firms keep the variance of normal
tastes.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import fsum
from typing import TYPE_CHECKING

import numpy as np

from simulation.kernel.arithmetic import Values, logarithm
from simulation.kernel.distributions import log_gamma
from simulation.schema import Table, switch

if TYPE_CHECKING:
    from simulation.scenario.firm import Firm

GUMBEL_VARIANCE = 1.6449340668482264
"""Variance of a Gumbel variable of scale 1 (pi squared / 6)."""
LARGE = 20.0
"""From here on few terms of the series are exact."""
SMALLEST, LARGEST, HALVINGS = 1e-4, 1e6, 200
"""Between which shapes one is looked for, and how often the interval is halved."""


class Switches(Table):
    """Switches of this mechanism."""

    dirichlet_tastes: bool = switch(
        False,
        name="Dirichlet tastes",
        meaning="Lasting tastes have the shape under which purchases follow the Dirichlet model of brands; "
        "small brands then have loyal buyers, too. Switched off, tastes are normal.",
        neutral=False,
        from_start=True,
    )


def digamma(x: float) -> float:
    """Return the mean of the logarithm of a Gamma variable of this shape and scale 1."""
    below = 0.0
    while x < LARGE:
        below, x = below + 1.0 / x, x + 1.0
    square = 1.0 / (x * x)
    tail = square * (1.0 / 12.0 - square * (1.0 / 120.0 - square / 252.0))
    return float(logarithm(np.array([x]))[0]) - 0.5 / x - tail - below


def trigamma(x: float) -> float:
    """Return the variance of the logarithm of a Gamma variable of this shape."""
    below = 0.0
    while x < LARGE:
        below, x = below + 1.0 / (x * x), x + 1.0
    square = 1.0 / (x * x)
    tail = square * (1.0 / 6.0 - square * (1.0 / 30.0 - square / 42.0))
    return below + (1.0 + 0.5 / x + tail) / x


@lru_cache(maxsize=256)
def shape_of_variance(variance: float) -> float:
    """Return the shape of the Gamma variable whose logarithm has this variance."""
    low, high = SMALLEST, LARGEST
    for _ in range(HALVINGS):
        middle = 0.5 * (low + high)
        low, high = (middle, high) if trigamma(middle) > variance else (low, middle)
    return low


def usual_shape(persistence: float) -> float:
    """Return the shape for equal firms, with which tastes vary as normal ones of this persistence do."""
    return shape_of_variance(GUMBEL_VARIANCE * persistence / (1.0 - persistence))


def weights(firms: Sequence[Firm]) -> tuple[float, ...]:
    """Return each firm's share relative to that of equal firms: 1 where no shares are stated."""
    stated = [firm.market_share for firm in firms]
    if any(share is None for share in stated):
        return (1.0,) * len(firms)
    total = fsum(share for share in stated if share is not None)
    return tuple(len(firms) * share / total for share in stated if share is not None)


def dirichlet_taste(draw: Values, scale: float, usual: float, weight: float, spread: float) -> Values:
    """Return tastes for a firm whose share is ``weight`` times that of equal firms, of shape ``usual``.

    Tastes for an equal firm have mean 0. ``spread`` multiplies their deviation and leaves their mean.
    """
    shape = usual * weight
    mean = digamma(shape) - digamma(usual)
    polarised = shape if spread == 1.0 else shape_of_variance(spread * spread * trigamma(shape))
    return scale * (log_gamma(draw, polarised) - digamma(polarised) + mean)
