"""Behind in the first of the claim's months, and ahead in the last."""

from __future__ import annotations

from simulation.experiments.claims.condition import ClaimCondition
from simulation.experiments.claims.view import View
from simulation.kernel.arithmetic import Values


def crosses(view: View) -> list[ClaimCondition]:
    """The figure is below what it is compared with in the first month, and above it in the last."""

    def lead(which: int) -> Values:
        difference: Values = view.month(view.own, which) - view.month(view.than, which)
        return difference

    return [
        ClaimCondition("lead_first", lead(0), high=0.0, strict=True),
        ClaimCondition("lead_last", lead(-1), low=0.0, strict=True),
    ]
