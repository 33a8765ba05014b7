"""How well simple models predict periods they have not seen: the formula, one churn rate, the last churn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.random import Generator
from scipy.special import xlogy

from simulation.errors import InputError
from simulation.fitting.data import LifeTable, Reals, told_segment
from simulation.fitting.shifted_beta_geometric.churn_fit import ChurnFit, fit_churn
from simulation.fitting.shifted_beta_geometric.churn_likelihood import homogeneous_peak
from simulation.fitting.shifted_beta_geometric.survival_curves import survival_of

SimpleModel = Literal["formula", "geometric", "carried"]
"""The two-number formula; one churn rate for everybody; observed survival carried on with the last churn."""


@dataclass(frozen=True, eq=False)
class Forecast:
    """What a model expects of the held-out periods: survival (0 to 1) at the end of each.

    ``low`` and ``high`` bound 95 % of what could be observed: the parameters are uncertain, and so is who
    leaves. ``predictive_log_likelihood`` is that of the held-out departures among the customers at risk.
    """

    predicted: Reals
    low: Reals
    high: Reals
    predictive_log_likelihood: float

    def inside(self, observed: Reals) -> int:
        """In how many of the held-out periods what was observed lies in the range."""
        return int(((self.low <= observed) & (observed <= self.high)).sum())


@dataclass(frozen=True, eq=False)
class SurvivalForecast:
    """Forecasts of the last ``periods`` (1 = first of tenure) of a life table from the periods before them.

    ``observed`` is survival at the end of each held-out period, ``fit`` the formula's, ``unchanged`` the
    survival when they began.
    """

    fit: ChurnFit
    periods: tuple[int, ...]
    observed: Reals
    unchanged: float
    models: Mapping[SimpleModel, Forecast]

    def error(self, model: SimpleModel) -> float:
        """Mean distance of a model's forecast from what was observed, in shares of the cohort (0 to 1)."""
        return mean_absolute_error(self.observed, self.models[model].predicted)

    @property
    def best(self) -> SimpleModel:
        """The simple model under which the held-out departures are likeliest."""
        return max(self.models, key=lambda name: self.models[name].predictive_log_likelihood)

    @property
    def unchanged_error(self) -> float:
        """The error of expecting that nobody leaves any more: a model that does no better is of no use."""
        return mean_absolute_error(self.observed, np.full(len(self.observed), self.unchanged))


def mean_absolute_error(observed: Reals, predicted: Reals) -> float:
    """Mean distance between two curves of the same length, in their own unit."""
    return float(np.abs(observed - predicted).mean())


def forecast_survival(
    table: LifeTable, held_out: int, draws: int = 1000, seed: int = 0, recent: int = 1
) -> SurvivalForecast:
    """Fit all but the last ``held_out`` periods and predict those; at least two periods must remain.

    ``recent`` periods give the last churn.
    """
    known = table.periods - held_out
    if held_out < 1 or known < 2:
        raise InputError("fit.error.hold_out_range", given=held_out, most=table.periods - 2)
    train = table.first(known)
    if train.churned.sum() == 0:
        later, where = float(table.churned.sum()), told_segment(table.segment)
        raise InputError("fit.error.nobody_left", segment=where, periods=known, later=later)
    fit, generator = fit_churn(train), np.random.default_rng(seed)
    curves = [survival_of(float(c), float(p), table.periods) for c, p in fit.draws(draws, generator)]
    one = _one_churn(train, draws, generator)
    geometric = np.stack([survival_of(float(churn), 0.0, table.periods) for churn in one[1:]])
    models: dict[SimpleModel, Forecast] = {
        "formula": forecast_of(table, known, fit.survival(table.periods), np.stack(curves), generator),
        "geometric": forecast_of(
            table, known, survival_of(float(one[0]), 0.0, table.periods), geometric, generator
        ),
        "carried": _carried(table, known, recent, draws, generator),
    }
    return SurvivalForecast(
        fit=fit,
        periods=tuple(range(known + 1, table.periods + 1)),
        observed=table.survival[known + 1 :],
        unchanged=float(train.survival[-1]),
        models=models,
    )


def forecast_of(
    table: LifeTable, known: int, estimate: Reals, plausible: Reals, generator: Generator
) -> Forecast:
    """A forecast from survival after periods 0, 1, ... at the estimate and under plausible parameters.

    It begins with the customers who were there when the held-out periods began, as every forecaster knows
    them. The luck of who leaves is drawn for every plausible curve, among the customers who were at risk.
    """
    there = table.survival[known]
    at_risk = np.rint(table.at_risk[known:]).astype(np.int64)
    churn = np.clip(1.0 - plausible[:, known + 1 :] / plausible[:, known:-1], 0.0, 1.0)
    left = generator.binomial(at_risk, churn) / np.maximum(at_risk, 1)
    low, high = np.quantile(there * np.cumprod(1.0 - left, axis=1), [0.025, 0.975], axis=0)
    expected = there * estimate[known + 1 :] / estimate[known]
    # Where hardly anybody is at risk, what can be seen comes in steps, and the mean is none of them.
    low, high = np.minimum(low, expected), np.maximum(high, expected)
    return Forecast(expected, low, high, _gain(table, known, estimate))


def _one_churn(train: LifeTable, draws: int, generator: Generator) -> Reals:
    """One churn rate for everybody, the estimate first, then plausible ones."""
    left, exposed = float(train.churned.sum()), float(train.at_risk.sum())
    plausible = generator.beta(left + 0.5, max(exposed - left, 0.0) + 0.5, draws)
    return np.concatenate(([homogeneous_peak(train).mean_churn], plausible))


def _carried(table: LifeTable, known: int, recent: int, draws: int, generator: Generator) -> Forecast:
    """Observed survival (Kaplan and Meier's) carried on with the churn of the last known periods."""
    first = max(known - recent, 0)
    left, exposed = float(table.churned[first:known].sum()), float(table.at_risk[first:known].sum())
    later = np.arange(1, table.periods - known + 1)
    seen = table.survival[: known + 1]

    def curve(churn: float) -> Reals:
        return np.concatenate([seen, seen[-1] * (1.0 - churn) ** later])

    plausible = generator.beta(left + 0.5, max(exposed - left, 0.0) + 0.5, draws)
    curves = np.stack([curve(float(churn)) for churn in plausible])
    churn = (left + 0.5) / (exposed + 1.0)  # a little above 0, so that a departure is never impossible
    return forecast_of(table, known, curve(churn), curves, generator)


def _gain(table: LifeTable, known: int, survival: Reals) -> float:
    """Log-likelihood of the held-out periods alone."""
    kept = np.clip(survival[known + 1 :] / survival[known:-1], 1e-12, 1.0 - 1e-12)
    left, stayed = table.churned[known:], (table.at_risk - table.churned)[known:]
    return float((xlogy(left, 1.0 - kept) + xlogy(stayed, kept)).sum())
