"""From a life table to the numbers of a market: simulate, learn the surface, narrow, repeat, climb."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.special import xlogy

from simulation.experiments.execution import execute
from simulation.fitting.cohort.cohort_market import (
    PARAMETERS,
    CohortRun,
    cohort_market,
    kept_curves,
    settings,
    simulated_survival,
)
from simulation.fitting.cohort.response_surface import WHOLE, Surface, learn, natural
from simulation.fitting.data import LifeTable, Reals

PLAUSIBLE = 8.0
"""Points whose log-likelihood is this far below the highest are given up (odds of about 3,000 to 1)."""

TRIED = 16384
"""Points at which the surface is asked for its likelihood."""

GAIN = 1.92
"""Gain in log-likelihood that a third parameter has to bring: half the 95 % point of chi-square (1)."""

AS_GOOD = 0.5
"""Points whose log-likelihood is this close to the highest are as good as it."""

PROPOSALS = 12
"""Plausible points among which the market itself decides: the surface is not exact enough to."""

USUAL_EXITS = 1.0
EXITS = 2


@dataclass(frozen=True)
class CohortEffort:
    """How much is simulated: ``waves`` of ``runs`` markets with ``customers`` each.

    On ``workers`` processes (None: all processors); finished markets are kept in ``folder`` (None: nowhere).
    """

    customers: int = 2000
    runs: int = 48
    waves: int = 3
    workers: int | None = None
    folder: Path | None = None


def log_likelihood(table: LifeTable, survival: Reals) -> Reals:
    """Log-likelihood of a life table under survival curves (curves x periods, periods 1, 2, ...)."""
    alive = np.atleast_2d(survival)[:, : table.periods]
    before = np.hstack([np.ones((len(alive), 1)), alive[:, :-1]])
    kept = np.clip(alive / before, 1e-6, 1.0 - 1e-6)
    stayed = table.at_risk - table.churned
    return np.asarray((xlogy(table.churned, 1.0 - kept) + xlogy(stayed, kept)).sum(axis=1))


def plausibility(table: LifeTable, surface: Surface, points: Reals) -> Reals:
    """Log-likelihood of points, made flatter by what the surface itself leaves open (points).

    The data's luck and the surface's add up, as if the cohort were smaller than it is.
    """
    share = surface.worth / (surface.worth + table.customers)
    return share * log_likelihood(table, surface.survival(points))


@dataclass(frozen=True, eq=False)
class PlausibleRegion:
    """Where the data can be: what every wave of simulated markets left as plausible, and the last surface."""

    table: LifeTable
    surfaces: tuple[Surface, ...]
    seed: int

    @property
    def surface(self) -> Surface:
        """The surface to be believed inside the region."""
        return self.surfaces[-1]

    def holds(self, points: Reals) -> NDArray[np.bool_]:
        """Which points no wave has ruled out."""
        kept = np.ones(len(points), dtype=bool)
        for surface, highest in zip(self.surfaces, self._highest, strict=True):
            kept &= plausibility(self.table, surface, points) >= highest - PLAUSIBLE
        return kept

    @cached_property
    def points(self) -> Reals:
        """Evenly spread points of the region (N x parameters)."""
        return self._explored[0]

    @property
    def _highest(self) -> tuple[float, ...]:
        return self._explored[1]

    @cached_property
    def _explored(self) -> tuple[Reals, tuple[float, ...]]:
        """Points that every surface in turn finds plausible, and the highest likelihood under each."""
        points = WHOLE.points(TRIED, self.seed)
        highest: list[float] = []
        for number, surface in enumerate(self.surfaces):
            if number:
                points = self._refilled(points, number, highest)
            height = plausibility(self.table, surface, points)
            highest.append(float(height.max()))
            points = points[height >= height.max() - PLAUSIBLE]
        return points, tuple(highest)

    def _refilled(self, points: Reals, number: int, highest: list[float]) -> Reals:
        """As many points again in the box around the survivors, less those that were ruled out before."""
        fresh = WHOLE.around(points).points(TRIED, self.seed + number)
        for surface, best in zip(self.surfaces[:number], highest, strict=True):
            fresh = fresh[plausibility(self.table, surface, fresh) >= best - PLAUSIBLE]
        return fresh


def explore(
    train: LifeTable,
    periods: int,
    months_of_period: int,
    effort: CohortEffort,
    seed: int,
    tell: Callable[[int], None] = lambda _: None,
) -> PlausibleRegion:
    """Simulate wave after wave of markets, each wave where the ones before found the data plausible."""
    market = cohort_market(periods * months_of_period, effort.customers)
    seen, alive = np.zeros((0, len(PARAMETERS))), np.zeros((0, periods))
    region = PlausibleRegion(train, (), seed)
    for _ in range(effort.waves):
        points = region.points[: effort.runs]
        # Luck differs from point to point, for it then averages out, but it is the same at every call.
        runs = [
            CohortRun(market.built_with(**settings(place)), seed + len(seen) + number, months_of_period)
            for number, place in enumerate(natural(points))
        ]
        for curve in execute(simulated_survival, runs, effort.workers, kept=kept_curves(effort.folder)):
            alive = np.vstack([alive, curve])
            tell(len(alive))
        seen = np.vstack([seen, points])
        near = region.holds(seen)
        surface = learn(WHOLE.around(region.points), seen[near], alive[near], effort.customers)
        region = PlausibleRegion(train, (*region.surfaces, surface), seed)
    return region


@dataclass(frozen=True, eq=False)
class Calibration:
    """What a life table says of the market's numbers.

    ``place`` (parameters) is the estimate in natural units, the first of the ``proposals`` (points x
    parameters) until the market itself has decided between them; ``exits_fitted`` whether the data ask
    for other failure and exit rates than the usual; ``draws`` (count x parameters) are plausible values,
    their survival under the surface is ``curves`` (count x periods) and at the estimate ``typical``
    (periods); ``at_edge`` names the numbers that press against the range they were looked for in.
    """

    place: Reals
    proposals: Reals
    exits_fitted: bool
    draws: Reals
    curves: Reals
    typical: Reals
    surface: Surface
    at_edge: tuple[str, ...]


def calibrate(table: LifeTable, region: PlausibleRegion, count: int, seed: int) -> Calibration:
    """The estimate and ``count`` plausible ones (sampling, importance resampling)."""
    surface, tried, usual = region.surface, region.points, region.points.copy()
    usual[:, EXITS] = USUAL_EXITS
    usual = usual[region.holds(usual)]
    height, height_usual = (plausibility(table, surface, points) for points in (tried, usual))
    fitted = not len(usual) or height_usual.max() < height.max() - GAIN
    if not fitted:
        tried, height = usual, height_usual
    weight = np.exp(height - height.max())
    weight /= weight.sum()
    chosen = tried[np.random.default_rng(seed).choice(len(tried), size=count, p=weight)]
    # The estimate is to lie inside its own interval, which plausible points at the edge would not.
    low, high = np.quantile(chosen, [0.025, 0.975], axis=0)
    inner = chosen[((chosen >= low) & (chosen <= high)).all(axis=1)]
    inner = inner if len(inner) else chosen
    typical = np.clip(_typical(tried, height, weight), low, high)
    proposals = np.vstack([typical, inner[: PROPOSALS - 1]])
    return Calibration(
        place=natural(proposals[0]),
        proposals=natural(proposals),
        exits_fitted=fitted,
        draws=natural(chosen),
        curves=surface.survival(chosen),
        typical=surface.survival(proposals[:1])[0],
        surface=surface,
        at_edge=_at_edge(chosen, fitted),
    )


def _typical(points: Reals, height: Reals, weight: Reals) -> Reals:
    """The most typical of the points that are as good as the most likely one.

    Along a ridge of equal likelihood the highest point is an accident of the surface.
    """
    middle = weight @ points
    spread = np.sqrt(weight @ (points - middle) ** 2) + 1e-12
    good = points[height >= height.max() - AS_GOOD]
    return np.asarray(good[int(np.argmin((((good - middle) / spread) ** 2).sum(axis=1)))])


def _at_edge(draws: Reals, exits_fitted: bool) -> tuple[str, ...]:
    """Numbers of which most plausible values press against the range they were looked for in."""
    near = 0.02 * (WHOLE.high - WHOLE.low)
    edge = ((draws <= WHOLE.low + near) | (draws >= WHOLE.high - near)).mean(axis=0) > 0.5
    edge[EXITS] &= exits_fitted
    return tuple(parameter.name for parameter, at in zip(PARAMETERS, edge, strict=True) if at)
