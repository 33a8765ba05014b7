"""The survival of a cohort as a smooth function of the calibrated numbers, learnt from simulated markets.

A single simulated market is a staircase in its parameters and carries luck of its own. A polynomial through
many of them is neither, so that an optimiser and the uncertainty of the fit can work on it (a response
surface; narrowed to where the data can be, as in history matching).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations_with_replacement

import numpy as np
from scipy.stats import qmc

from simulation.fitting.cohort.cohort_market import PARAMETERS
from simulation.fitting.data import Reals

LOW = np.array([np.log(p.low) if p.logarithmic else p.low for p in PARAMETERS])
HIGH = np.array([np.log(p.high) if p.logarithmic else p.high for p in PARAMETERS])
_LOGARITHMIC = np.array([p.logarithmic for p in PARAMETERS])


@dataclass(frozen=True)
class Box:
    """Ranges of the calibrated numbers, on the scale they are searched on (logarithmic where they are)."""

    low: Reals
    high: Reals

    def points(self, count: int, seed: int) -> Reals:
        """Evenly spread points (count x parameters), the same for the same seed."""
        power = int(np.ceil(np.log2(count)))
        spread = qmc.Sobol(len(self.low), seed=np.random.default_rng(seed)).random_base2(power)[:count]
        return np.asarray(self.low + spread * (self.high - self.low))

    def around(self, points: Reals, margin: float = 0.1) -> Box:
        """The smallest box around points with a margin, inside this one."""
        low, high = points.min(axis=0), points.max(axis=0)
        room = margin * np.maximum(high - low, 0.05 * (self.high - self.low))
        return Box(np.maximum(low - room, self.low), np.minimum(high + room, self.high))


WHOLE = Box(LOW, HIGH)


def natural(points: Reals) -> Reals:
    """The numbers themselves, from the scale they are searched on."""
    return np.where(_LOGARITHMIC, np.exp(points), points)


def searched(places: Reals) -> Reals:
    """The numbers on the scale they are searched on."""
    return np.where(_LOGARITHMIC, np.log(np.maximum(places, 1e-300)), places)


@dataclass(frozen=True, eq=False)
class Surface:
    """Survival as a polynomial (on the scale of complementary log-log) of points in ``box``.

    ``worth`` is how many customers would know a survival rate as exactly as the surface does: those
    simulated, over the numbers that were learnt from them, and less where the surface misses the simulated
    markets by more than their luck.
    """

    box: Box
    degree: int
    weights: Reals
    worth: float

    def survival(self, points: Reals) -> Reals:
        """Survival at the end of every period (points x periods), never rising, strictly between 0 and 1."""
        height = _features(self.box, points, self.degree) @ self.weights
        alive = np.exp(-np.exp(np.clip(height, -14.0, 3.0)))
        return np.minimum.accumulate(alive, axis=1)


def learn(box: Box, points: Reals, alive: Reals, customers: int) -> Surface:
    """Fit the polynomial to simulated survival (points x periods); cubic where there are points enough."""
    degree = 3 if len(points) >= 60 else 2 if len(points) >= 14 else 1
    # Half a customer is added to either side, so that a curve that touches 0 or 1 has a finite height.
    inside = (alive * customers + 0.5) / (customers + 1.0)
    features = _features(box, points, degree)
    # Every run is weighed by how much it says: the height is least certain where nearly all or nobody left.
    certain = np.sqrt(inside / (1.0 - inside)) * -np.log(inside)
    weights = [
        np.linalg.lstsq(features * w[:, None], np.log(-np.log(curve)) * w, rcond=None)[0]
        for w, curve in zip(certain.T, inside.T, strict=True)
    ]
    height = np.stack(weights, axis=1)
    missed = ((np.log(-np.log(inside)) - features @ height) * certain) ** 2 * customers
    spare = max(len(points) - features.shape[1], 1)
    misfit = max(1.0, float(missed.sum(axis=0).mean()) / spare)
    return Surface(box, degree, height, customers * len(points) / features.shape[1] / misfit)


def _features(box: Box, points: Reals, degree: int) -> Reals:
    """All products of up to ``degree`` coordinates, each running from -1 to 1 over the box."""
    unit = 2.0 * (points - box.low) / (box.high - box.low) - 1.0
    coordinates = range(unit.shape[1])
    chosen = [c for order in range(degree + 1) for c in combinations_with_replacement(coordinates, order)]
    return np.stack([unit[:, list(places)].prod(axis=1) for places in chosen], axis=1)
