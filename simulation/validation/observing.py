"""Watching a market: who stays, how groups differ, ranks and slopes. Nothing here changes a rule."""

from __future__ import annotations

import copy

import numpy as np
from numpy.typing import ArrayLike

from simulation.kernel.arithmetic import Flags, Values
from simulation.market import MarketProcess


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


def coefficients(outcome: Values, *explained_by: Values) -> Values:
    """Return the least-squares coefficients of some variables, the constant left out."""
    design = np.column_stack([np.ones(outcome.size), *explained_by])
    return np.asarray(np.linalg.lstsq(design, outcome, rcond=None)[0][1:])


def explained(outcome: Values, *explained_by: Values) -> float:
    """Return the share of an outcome's variance that a linear model explains (R squared)."""
    design = np.column_stack([np.ones(outcome.size), *explained_by])
    fitted = design @ np.linalg.lstsq(design, outcome, rcond=None)[0]
    return ratio(float(fitted.var()), float(outcome.var()))
