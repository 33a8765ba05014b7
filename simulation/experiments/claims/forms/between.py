"""Between two numbers, both included."""

from __future__ import annotations

from simulation.experiments.claims.condition import ClaimCondition
from simulation.experiments.claims.view import View


def between(view: View) -> list[ClaimCondition]:
    """The figure lies between ``low`` and ``high``."""
    low, high = view.expect.low, view.expect.high
    assert low is not None
    assert high is not None
    return [ClaimCondition("mean", view.value(view.own), low=low, high=high, unit="value")]
