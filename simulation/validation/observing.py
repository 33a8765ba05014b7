"""Watching a market: who stays, how groups differ, ranks and slopes. Nothing here changes a rule."""

from __future__ import annotations

import copy

import numpy as np
from numpy.typing import ArrayLike

from simulation.kernel.arithmetic import Flags, Values
from simulation.kernel.steps import Step, run_step
from simulation.market import MarketProcess
from simulation.mechanisms.contracts import sign

ROUNDING = 1e-12
"""Relative differences as small as this are those of rounding."""
NEWTON_STEPS = 12
"""From zero, Newton's method has settled by then, unless a variable separates the outcomes."""


def twin(process: MarketProcess) -> MarketProcess:
    """Return a copy of a market as it stands: the same customers, with the same luck to come."""
    return copy.deepcopy(process)


def everywhere(process: MarketProcess, **settings: object) -> None:
    """Set parameters of every firm from the next month on (paths with ``__`` for dots)."""
    process.change(
        **{
            f"firm.{name}.{path.replace('__', '.')}": value
            for name in process.firm_names
            for path, value in settings.items()
        }
    )


def sign_anew(process: MarketProcess) -> None:
    """Let every customer sign her supplier's contract as it is now, as if she had come under it."""
    run_step(Step(sign), process.scene(slice(0, process.customers)))


def advance(process: MarketProcess, months: int) -> None:
    """Run some months."""
    for _ in range(months):
        process.advance()


def stayers(process: MarketProcess, months: int) -> Flags:
    """Run some months; return who left no supplier in them."""
    stayed = np.ones(process.customers, dtype=np.bool_)
    for _ in range(months):
        process.advance()
        stayed &= process.state.firm == process.state.origin
    return stayed


def mean_churn(process: MarketProcess, months: int) -> float:
    """Run some months; return the mean share of customers who leave their supplier in a month."""
    return mean(np.array([share(~stayers(process, 1), everybody(process)) for _ in range(months)]))


def everybody(process: MarketProcess) -> Flags:
    """Return a mark for every customer."""
    return np.ones(process.customers, dtype=np.bool_)


def satisfaction(process: MarketProcess) -> Values:
    """Return every customer's satisfaction with her supplier, in reference prices a month."""
    return process.state.satisfaction.copy()


def expectation(process: MarketProcess) -> Values:
    """Return what every customer expects of her supplier, in reference prices a month."""
    return process.state.expectation.copy()


def share(flags: Flags, among: Flags) -> float:
    """Return the share of a group for which something holds; not a number for an empty group."""
    return float(flags[among].mean()) if among.any() else float("nan")


def mean(values: Values) -> float:
    """Return the mean, not a number where there are no values."""
    return float(values.mean()) if values.size else float("nan")


def ratio(part: float, whole: float) -> float:
    """Return part / whole, not a number where the whole is zero."""
    return part / whole if whole else float("nan")


def correlation(x: ArrayLike, y: ArrayLike) -> float:
    """Return Pearson's correlation; not a number where one does not vary."""
    first, second = np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)
    if first.size < 2 or first.std() == 0.0 or second.std() == 0.0:
        return float("nan")
    return float(np.corrcoef(first, second)[0, 1])


def rank_correlation(x: ArrayLike, y: ArrayLike) -> float:
    """Return Spearman's rank correlation; not a number where one does not vary."""
    from scipy.stats import rankdata

    return correlation(rankdata(np.asarray(x)), rankdata(np.asarray(y)))


def skewness(values: Values) -> float:
    """Return the third standardised moment: negative where the long tail is at the low end."""
    return ratio(float(((values - values.mean()) ** 3).mean()), float(values.std()) ** 3)


def standardised(values: Values) -> Values:
    """Return values in standard deviations from their mean; not numbers where only rounding varies."""
    mean, deviation = float(values.mean()), float(values.std())
    scores: Values = (values - mean) / (deviation if deviation > ROUNDING * abs(mean) else np.nan)
    return scores


def logit_coefficients(outcome: Flags, *explained_by: Values) -> Values:
    """Return the coefficients of a logistic regression, the constant left out, by Newton's method.

    Not numbers where a variable has none, or where one follows from the others.
    """
    design = np.column_stack([np.ones(outcome.size), *explained_by])
    found = np.zeros(design.shape[1])
    if not np.isfinite(design).all():
        return np.full(found.size - 1, np.nan)
    for _ in range(NEWTON_STEPS):
        chance = 1.0 / (1.0 + np.exp(-design @ found))
        curvature = design.T @ (design * (chance * (1.0 - chance))[:, np.newaxis])
        if np.linalg.cond(curvature) * ROUNDING > 1.0:
            return np.full(found.size - 1, np.nan)
        found += np.linalg.solve(curvature, design.T @ (outcome - chance))
    return found[1:]


def coefficients(outcome: Values, *explained_by: Values) -> Values:
    """Return the least-squares coefficients of some variables, the constant left out."""
    design = np.column_stack([np.ones(outcome.size), *explained_by])
    return np.asarray(np.linalg.lstsq(design, outcome, rcond=None)[0][1:])


def explained(outcome: Values, *explained_by: Values) -> float:
    """Return the share of an outcome's variance that a linear model explains (R squared)."""
    design = np.column_stack([np.ones(outcome.size), *explained_by])
    fitted = design @ np.linalg.lstsq(design, outcome, rcond=None)[0]
    return ratio(float(fitted.var()), float(outcome.var()))
