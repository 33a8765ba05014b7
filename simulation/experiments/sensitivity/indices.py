"""Sensitivity indices of any function of numbers between 0 and 1, by SALib, with their intervals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from simulation.errors import InputError
from simulation.experiments.execution import not_too_many
from simulation.kernel.arithmetic import Values
from simulation.market import usable_seed

if TYPE_CHECKING:
    import pandas as pd

SensitivityMethod = Literal["morris", "sobol"]
LEVELS = 4
"""Levels of Morris' grid."""
INDICES = {"morris": ("mu_star", "sigma", "mu"), "sobol": ("ST", "S1")}
"""Indices of a method, the one that orders the parameters first."""
INTERVALS = {"morris": ("mu_star",), "sobol": ("ST", "S1")}
"""Indices that come with a 95 % interval."""
RESAMPLES = 1000


def samples(method: SensitivityMethod, parameters: int, size: int, seed: int = 0) -> Values:
    """Return the points at which a function has to be known: points x parameters, each 0 to 1.

    Args:
        method: ``morris`` for screening (``size`` trajectories, ``size * (parameters + 1)`` points), or
            ``sobol`` for shares of variance (``size`` a power of two, ``size * (parameters + 2)`` points).
        parameters: how many the function has.
        size: how thorough.
        seed: the sample's luck.

    Raises:
        InputError: for a size that the method cannot use, or if SALib is not installed.
    """
    if size < 2 or (method == "sobol" and size & (size - 1)):
        raise InputError(f"sensitivity.error.size_{method}", given=size)
    not_too_many(size * (parameters + 1))
    problem = _problem(parameters)
    if method == "morris":
        drawn = _salib("sample.morris").sample(problem, size, num_levels=LEVELS, seed=_luck(seed))
    else:
        drawn = _salib("sample.sobol").sample(problem, size, calc_second_order=False, seed=_luck(seed))
    return np.asarray(drawn, dtype=np.float64)


def indices(
    method: SensitivityMethod, points: Values, results: Values, names: Sequence[str], seed: int = 0
) -> pd.DataFrame:
    """Return the indices of each parameter, the most influential first.

    Morris: ``mu_star`` (mean absolute effect of crossing the range, in the result's unit), ``sigma`` (its
    spread: interactions and curvature) and ``mu``. Sobol: ``S1`` (share of the variance explained by the
    parameter alone) and ``ST`` (with all its interactions). Columns: ``parameter``, the indices, and
    ``<index>_low`` and ``<index>_high``, bootstrapped 95 % intervals.

    Args:
        method: that of the sample.
        points: what `samples` returned.
        results: the function's value at each point.
        names: names of the parameters.
        seed: luck of the bootstrap.
    """
    problem = _problem(len(names))
    if method == "morris":
        found = _salib("analyze.morris").analyze(
            problem, points, results, num_levels=LEVELS, num_resamples=RESAMPLES, seed=_luck(seed)
        )
    else:
        with np.errstate(divide="ignore", invalid="ignore"):
            found = _salib("analyze.sobol").analyze(
                problem, results, calc_second_order=False, num_resamples=RESAMPLES, seed=_luck(seed)
            )
    return _table(method, found, names)


def _table(method: SensitivityMethod, found: Any, names: Sequence[str]) -> pd.DataFrame:
    import pandas as pd

    table = pd.DataFrame({"parameter": list(names)})
    for index in INDICES[method]:
        values = np.asarray(found[index], dtype=np.float64)
        table[index] = values
        if index in INTERVALS[method]:
            half = np.asarray(found[f"{index}_conf"], dtype=np.float64)
            table[f"{index}_low"], table[f"{index}_high"] = values - half, values + half
    first = INDICES[method][0]
    return table.sort_values(first, ascending=False, kind="stable").reset_index(drop=True)


def _problem(parameters: int) -> dict[str, Any]:
    names = [f"x{number}" for number in range(parameters)]
    return {"num_vars": parameters, "names": names, "bounds": [[0.0, 1.0]] * parameters}


def _salib(part: str) -> Any:
    from importlib import import_module

    try:
        return import_module(f"SALib.{part}")
    except ImportError:
        raise InputError("sensitivity.error.no_salib") from None


def _luck(seed: int) -> int:
    """Return a seed for SALib, whose older versions take no negative numbers and none above 32 bits."""
    return usable_seed(seed) % 2**32
