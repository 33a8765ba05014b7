"""Association: over the firms of a run, the order by one measure is like (or against) that by another."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from simulation.experiments.claims.condition import ClaimCondition
from simulation.experiments.claims.view import View
from simulation.kernel.arithmetic import Values


def goes_with(view: View) -> list[ClaimCondition]:
    """The rank correlation over firms is positive, and at least ``by``."""
    return [
        ClaimCondition(
            "correlation", _correlations(view), low=view.by, strict=view.strict, unit="correlation"
        )
    ]


def goes_against(view: View) -> list[ClaimCondition]:
    """The rank correlation over firms is negative, and at least ``by`` below 0."""
    return [
        ClaimCondition(
            "correlation", _correlations(view), high=0.0 - view.by, strict=view.strict, unit="correlation"
        )
    ]


def _correlations(view: View) -> Values:
    """The rank correlation of both measures over all firms, in each run."""

    def over_firms(measure: str) -> Values:
        plain = replace(view.own, measure=measure)
        return np.stack([view.value(replace(plain, firms=(firm,))) for firm in view.setting.firms], axis=1)

    one, other = (over_firms(name or "") for name in (view.expect.measure, view.expect.with_measure))
    return np.array([rank_correlation(*pair) for pair in zip(one, other, strict=True)])


def rank_correlation(one: Values, other: Values) -> float:
    """Return Spearman's rank correlation, ties sharing a rank; not a number where all of one are equal."""
    known = ~(np.isnan(one) | np.isnan(other))
    first, second = ranks(one[known]), ranks(other[known])
    if first.size < 2 or first.std() == 0.0 or second.std() == 0.0:
        return np.nan
    return float(np.corrcoef(first, second)[0, 1])


def ranks(values: Values) -> Values:
    """Return the rank of each value, from 1; equal values share the mean of their ranks."""
    _, place, count = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(count)
    shared: Values = (last - (count - 1) / 2.0)[place]
    return shared
