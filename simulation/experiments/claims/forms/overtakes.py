"""When: the month from which on a figure stays ahead of another, in the run in the middle of all runs."""

from __future__ import annotations

import numpy as np

from simulation.experiments.claims.condition import ClaimCondition
from simulation.experiments.claims.view import View
from simulation.experiments.payback import payback_month
from simulation.kernel.arithmetic import Values


def overtakes(view: View) -> list[ClaimCondition]:
    """In half of the runs or more, the figure is ahead for good from month ``within`` on, or sooner."""
    within = view.expect.within
    assert within is not None
    lead = view.months(view.own) - view.months(view.than)
    return [
        ClaimCondition("ahead_from", ahead_from(lead), high=float(within), estimate="median", unit="month")
    ]


def ahead_from(lead: Values) -> Values:
    """Return the month from which on the lead (replications x months) stays above 0; infinite for never."""
    months = payback_month(lead.T)
    return np.where(np.isnan(months), np.inf, months)
