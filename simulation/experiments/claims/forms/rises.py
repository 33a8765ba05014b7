"""From the first of the claim's months to the last: a rise or a fall."""

from __future__ import annotations

from simulation.experiments.claims.condition import ClaimCondition
from simulation.experiments.claims.view import View
from simulation.kernel.arithmetic import Values


def rises(view: View) -> list[ClaimCondition]:
    """The figure rises from the first month to the last, by at least ``by``."""
    return [ClaimCondition("change", _change(view), low=view.by, strict=view.strict)]


def falls(view: View) -> list[ClaimCondition]:
    """The figure falls from the first month to the last, by at least ``by``."""
    return [ClaimCondition("change", _change(view), high=0.0 - view.by, strict=view.strict)]


def _change(view: View) -> Values:
    change: Values = view.month(view.own, -1) - view.month(view.own, 0)
    return change
