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
from simulation.fitting.data import LifeTable, Reals
from simulation.fitting.shifted_beta_geometric import (
    ChurnFit,
    SurvivalForecast,
    fit_churn,
    forecast_survival,
)
from simulation.fitting.shifted_beta_geometric.hold_out import mean_absolute_error

BetterForecast = Literal["formula", "equal", "market"]

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
    ``final`` to all; ``fitted`` (periods) is the simulated survival under ``final``. ``predicted``,
    ``low`` and ``high`` (held-out periods) are the market's forecast with the 95 % of plausible curves;
    ``formula`` holds the same of the shifted-beta-geometric and of the geometric model.
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
    predicted: Reals
    low: Reals
    high: Reals
    formula: SurvivalForecast
    predictive_log_likelihood: float

    @property
    def mean_absolute_error(self) -> float:
        """Mean distance of the market's forecast from the observed survival, in shares of the cohort."""
        return mean_absolute_error(self.formula.observed, self.predicted)

    @property
    def verdict(self) -> BetterForecast:
        """Who predicted the held-out periods better.

        By predictive log-likelihood where that is clear; else by the mean error, which also sees a level
        that was already missed when the held-out periods began.
        """
        gain = self.predictive_log_likelihood - self.formula.predictive_log_likelihood
        nearer = self.formula.mean_absolute_error - self.mean_absolute_error
        if abs(gain) < CLEAR and abs(nearer) < CLOSE:
            return "equal"
        return "market" if (gain if abs(gain) >= CLEAR else nearer) > 0 else "formula"


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
    formula, churn = forecast_survival(table, last, seed=seed), fit_churn(table)
    known = table.periods - last
    region = explore(table.first(known), table.periods, months, used, seed, progress)
    trained = _decided(
        calibrate(table.first(known), region, DRAWS, seed), table.first(known), months, used, seed
    )
    final = _decided(calibrate(table, region, DRAWS, seed), table, months, used, seed)
    predicted = _checked(trained, table.periods, months, used, seed)
    whole = log_likelihood(table, predicted) - log_likelihood(table.first(known), predicted)
    low, high = np.quantile(trained.curves, [0.025, 0.975], axis=0)
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
        predicted=predicted[known:],
        low=low[known:],
        high=high[known:],
        formula=formula,
        predictive_log_likelihood=float(whole[0]),
    )


def _decided(
    calibration: Calibration, table: LifeTable, months: int, effort: CohortEffort, seed: int
) -> Calibration:
    """The calibration with the proposal under which simulated markets make the data likeliest."""
    first = seed + effort.runs * effort.waves
    curves = _simulated(calibration.proposals, table.periods, months, effort, first, DECIDING_RUNS)
    best = int(np.argmax(log_likelihood(table, curves)))
    return replace(calibration, place=calibration.proposals[best])


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
