"""The calibrated cohort market and the two-number formula, side by side on periods neither has seen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from simulation.errors import InputError
from simulation.experiments.execution import execute
from simulation.fitting.cohort.calibration import (
    Calibration,
    CohortEffort,
    calibrate,
    explore,
    log_likelihood,
)
from simulation.fitting.cohort.cohort_market import (
    CohortRun,
    cohort_market,
    kept_curves,
    settings,
    simulated_survival,
)
from simulation.fitting.cohort.period_length import PeriodLength, guessed_period_length, months_of_period
from simulation.fitting.cohort.response_surface import searched
from simulation.fitting.data import LifeTable, Reals
from simulation.fitting.shifted_beta_geometric import (
    ChurnFit,
    SurvivalForecast,
    fit_churn,
    forecast_survival,
)
from simulation.fitting.shifted_beta_geometric.hold_out import Forecast, forecast_of, mean_absolute_error

BetterForecast = Literal["market", "equal", "simple"]

YEAR = 12
"""Months whose churn is carried on by the model that knows nothing else."""

CLEAR = 2.0
"""Difference in predictive log-likelihood from which one forecast is called better: odds of 7 to 1."""

CLOSE = 0.01
"""Difference in mean error (shares of the cohort) below which two forecasts are as good."""

DECIDING_RUNS = 3
"""Markets simulated at every proposal, all with the same luck."""

CHECK_RUNS = 5
"""Markets simulated at the estimate, to judge by the market itself and not by its surface."""

DRAWS = 400
"""Plausible parameters that are kept."""


@dataclass(frozen=True, eq=False)
class CohortFit:
    """A contractual market fitted to a cohort.

    ``unit`` is the length of a period, ``unit_guessed`` whether it was guessed from the number of periods;
    ``held_out`` periods were kept to judge by. ``trained`` is calibrated to the periods before them,
    ``final`` to all; ``fitted`` (periods) is the simulated survival under ``final``. ``market`` is the
    market's forecast of the held-out periods, ``simple`` those of the simple models.
    """

    table: LifeTable
    churn: ChurnFit
    unit: PeriodLength
    unit_guessed: bool
    months_of_period: int
    held_out: int
    trained: Calibration
    final: Calibration
    fitted: Reals
    market: Forecast
    simple: SurvivalForecast

    @property
    def mean_absolute_error(self) -> float:
        """Mean distance of the market's forecast from the observed survival, in shares of the cohort."""
        return mean_absolute_error(self.simple.observed, self.market.predicted)

    @property
    def gain(self) -> float:
        """How much likelier the held-out departures are under the market than under the best simple model."""
        best = self.simple.models[self.simple.best]
        return self.market.predictive_log_likelihood - best.predictive_log_likelihood

    @property
    def useless(self) -> bool:
        """Whether even the best forecast is no nearer than expecting that nobody leaves any more."""
        errors = [self.mean_absolute_error, *(self.simple.error(name) for name in self.simple.models)]
        return min(errors) >= self.simple.unchanged_error

    @property
    def verdict(self) -> BetterForecast:
        """Whether the market or the best of the simple models predicted the held-out periods better.

        By predictive log-likelihood where that is clear; else by the mean error.
        """
        nearer = self.simple.error(self.simple.best) - self.mean_absolute_error
        if abs(self.gain) < CLEAR and abs(nearer) < CLOSE:
            return "equal"
        return "market" if (self.gain if abs(self.gain) >= CLEAR else nearer) > 0 else "simple"


def fit_cohort(
    table: LifeTable,
    unit: PeriodLength | None = None,
    held_out: int | None = None,
    effort: CohortEffort | None = None,
    seed: int = 0,
    progress: Callable[[int], None] = lambda _: None,
) -> CohortFit:
    """Calibrate a contractual market to one life table.

    ``unit`` None takes years for up to 12 periods and months for more; ``held_out`` None keeps a third of
    the periods. Everything is checked before anything is simulated: ``InputError`` when the table cannot be
    used. ``progress`` is called with the number of markets simulated so far.
    """
    used = effort or CohortEffort()
    chosen = unit or guessed_period_length(table.periods)
    months = months_of_period(chosen, table.periods)
    last = max(1, round(table.periods / 3)) if held_out is None else held_out
    if table.periods < 3:
        raise InputError("fit.error.too_few_periods", given=table.periods, least=3)
    recent = max(1, YEAR // months)
    simple, churn = forecast_survival(table, last, seed=seed, recent=recent), fit_churn(table)
    known = table.periods - last
    region = explore(table.first(known), table.periods, months, used, seed, progress)
    trained = _decided(
        calibrate(table.first(known), region, DRAWS, seed), table.first(known), months, used, seed
    )
    final = _decided(calibrate(table, region, DRAWS, seed), table, months, used, seed)
    predicted = _checked(trained, table.periods, months, used, seed)
    expected, curves = _from_start(predicted[None, :])[0], _from_start(_corrected(trained, predicted))
    market = forecast_of(table, known, expected, curves, np.random.default_rng(seed))
    return CohortFit(
        table=table,
        churn=churn,
        unit=chosen,
        unit_guessed=unit is None,
        months_of_period=months,
        held_out=last,
        trained=trained,
        final=final,
        fitted=_checked(final, table.periods, months, used, seed),
        market=market,
        simple=simple,
    )


def _from_start(curves: Reals) -> Reals:
    """Curves (curves x periods) with the survival of 1 at the beginning in front."""
    return np.hstack([np.ones((len(curves), 1)), curves])


def _corrected(calibration: Calibration, simulated: Reals) -> Reals:
    """Plausible curves, moved by what the surface is wrong by where the market itself was simulated.

    On the scale on which the surface was learnt (complementary log-log); curves never rise.
    """
    inside = np.clip(np.vstack([simulated, calibration.typical, calibration.curves]), 1e-6, 1.0 - 1e-6)
    height = np.log(-np.log(inside))
    moved = height[2:] + (height[0] - height[1])
    return np.minimum.accumulate(np.exp(-np.exp(moved)), axis=1)


def _decided(
    calibration: Calibration, table: LifeTable, months: int, effort: CohortEffort, seed: int
) -> Calibration:
    """The calibration with the proposal under which simulated markets make the data likeliest."""
    first = seed + effort.runs * effort.waves
    curves = _simulated(calibration.proposals, table.periods, months, effort, first, DECIDING_RUNS)
    best = int(np.argmax(log_likelihood(table, curves)))
    typical = calibration.surface.survival(searched(calibration.proposals[[best]]))[0]
    return replace(calibration, place=calibration.proposals[best], typical=typical)


def _checked(calibration: Calibration, periods: int, months: int, effort: CohortEffort, seed: int) -> Reals:
    """Survival at the estimate, with luck that neither the surface nor the decision has seen."""
    first = seed + effort.runs * effort.waves + DECIDING_RUNS
    return np.asarray(_simulated(calibration.place[None, :], periods, months, effort, first, CHECK_RUNS)[0])


def _simulated(
    places: Reals, periods: int, months: int, effort: CohortEffort, first: int, runs: int
) -> Reals:
    """Mean survival (places x periods) over ``runs`` markets from seed ``first`` on."""
    market = cohort_market(periods * months, effort.customers)
    tasks = [
        CohortRun(market.built_with(**settings(place)), first + number, months)
        for place in places
        for number in range(runs)
    ]
    kept = kept_curves(effort.folder)
    curves: list[Reals] = list(execute(simulated_survival, tasks, effort.workers, kept=kept))
    return np.asarray(np.stack(curves).reshape(len(places), runs, periods).mean(axis=1))
