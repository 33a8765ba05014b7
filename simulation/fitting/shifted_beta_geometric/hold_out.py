"""How well the two-number formula predicts periods it has not seen."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulation.errors import InputError
from simulation.fitting.data import LifeTable, Reals, told_segment
from simulation.fitting.shifted_beta_geometric.churn_fit import ChurnFit, fit_churn
from simulation.fitting.shifted_beta_geometric.churn_likelihood import homogeneous_peak, log_likelihood
from simulation.fitting.shifted_beta_geometric.survival_curves import survival_of


@dataclass(frozen=True, eq=False)
class SurvivalForecast:
    """A forecast of the last periods of a life table from the periods before them.

    All curves hold survival (0 to 1) at the end of each held-out period, given as ``periods`` (1 = first
    period of tenure). ``low`` and ``high`` bound 95 % of the plausible curves given the uncertainty of the
    parameters; the luck of who leaves comes on top. ``geometric`` is the forecast with one churn rate for
    everybody. Predictive log-likelihoods are those of the held-out departures among the customers then at
    risk.
    """

    fit: ChurnFit
    periods: tuple[int, ...]
    observed: Reals
    predicted: Reals
    low: Reals
    high: Reals
    geometric: Reals
    predictive_log_likelihood: float
    geometric_predictive_log_likelihood: float

    @property
    def mean_absolute_error(self) -> float:
        """Mean distance of forecast and observation, in shares of the cohort (0 to 1)."""
        return mean_absolute_error(self.observed, self.predicted)

    @property
    def geometric_mean_absolute_error(self) -> float:
        """The same for the forecast with one churn rate for everybody."""
        return mean_absolute_error(self.observed, self.geometric)


def mean_absolute_error(observed: Reals, predicted: Reals) -> float:
    """Mean distance between two curves of the same length, in their own unit."""
    return float(np.abs(observed - predicted).mean())


def forecast_survival(table: LifeTable, held_out: int, draws: int = 1000, seed: int = 0) -> SurvivalForecast:
    """Fit all but the last ``held_out`` periods and predict those; at least two periods must remain."""
    known = table.periods - held_out
    if held_out < 1 or known < 2:
        raise InputError("fit.error.hold_out_range", given=held_out, most=table.periods - 2)
    train = table.first(known)
    if train.churned.sum() == 0:
        later, where = float(table.churned.sum()), told_segment(table.segment)
        raise InputError("fit.error.nobody_left", segment=where, periods=known, later=later)
    fit = fit_churn(train)
    plausible = np.stack(
        [
            survival_of(float(churn), float(spread), table.periods)[known + 1 :]
            for churn, spread in fit.draws(draws, np.random.default_rng(seed))
        ]
    )
    low, high = np.quantile(plausible, [0.025, 0.975], axis=0)
    churn = homogeneous_peak(train).mean_churn
    return SurvivalForecast(
        fit=fit,
        periods=tuple(range(known + 1, table.periods + 1)),
        observed=table.survival[known + 1 :],
        predicted=fit.survival(table.periods)[known + 1 :],
        low=low,
        high=high,
        geometric=survival_of(churn, 0.0, table.periods)[known + 1 :],
        predictive_log_likelihood=_gain(table, train, fit.mean_churn, fit.polarization),
        geometric_predictive_log_likelihood=_gain(table, train, churn, 0.0),
    )


def _gain(table: LifeTable, train: LifeTable, mean_churn: float, polarization: float) -> float:
    """Log-likelihood of the held-out periods alone."""
    return log_likelihood(table, mean_churn, polarization) - log_likelihood(train, mean_churn, polarization)
