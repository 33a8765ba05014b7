"""Odds: in so many of all runs at least, one figure is greater (or less) than another."""

from __future__ import annotations

import numpy as np

from simulation.experiments.claims.condition import ClaimCondition
from simulation.experiments.claims.view import View
from simulation.kernel.arithmetic import Values


def often_greater(view: View) -> list[ClaimCondition]:
    """The figure is greater in a share ``in_runs`` of the runs, or in more of them."""
    return _often(view, 1.0)


def often_less(view: View) -> list[ClaimCondition]:
    """The figure is less in a share ``in_runs`` of the runs, or in more of them."""
    return _often(view, -1.0)


def _often(view: View, sign: float) -> list[ClaimCondition]:
    lead = sign * (view.value(view.own) - view.value(view.than))
    happened: Values = np.where(np.isnan(lead), np.nan, lead > 0.0)
    share = view.expect.in_runs or 0.0
    return [ClaimCondition("runs", happened, low=share, estimate="share", unit="runs")]
