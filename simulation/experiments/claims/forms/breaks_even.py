"""The dose at which a figure breaks even with another, in the run in the middle of all runs."""

from __future__ import annotations

import numpy as np

from simulation.experiments.claims.condition import ClaimCondition
from simulation.experiments.claims.view import View
from simulation.kernel.arithmetic import Values
from simulation.scenario.claim_figures import compared


def breaks_even(view: View) -> list[ClaimCondition]:
    """Over alternatives with ``doses``, the sign of the difference changes between ``low`` and ``high``."""
    low, high, doses = view.expect.low, view.expect.high, view.expect.doses
    assert low is not None
    assert high is not None
    assert doses is not None
    leads = [
        view.value(figure) - view.value(compared(figure, view.expect.than, view.setting))
        for figure in view.over().values()
    ]
    dose = break_even_dose(np.stack(leads, axis=1), np.array(doses))
    return [ClaimCondition("dose", dose, low=low, high=high, estimate="median", unit="dose")]


def break_even_dose(leads: Values, doses: Values) -> Values:
    """Return where leads (replications x doses) first change their sign, on straight lines between doses.

    Where no sign changes it lies beyond the doses, on the side towards which the leads get smaller: infinite
    there.
    """
    return np.array([_dose(lead, doses) for lead in leads])


def _dose(lead: Values, doses: Values) -> float:
    if np.isnan(lead).any():
        return np.nan
    changes = np.flatnonzero((lead[:-1] > 0.0) != (lead[1:] > 0.0))
    if changes.size:
        place = int(changes[0])
        one, other = lead[place], lead[place + 1]
        return float(doses[place] + (doses[place + 1] - doses[place]) * one / (one - other))
    return -np.inf if abs(lead[0]) < abs(lead[-1]) else np.inf
