"""Diminishing returns: every step through a list of alternatives adds less than the step before."""

from __future__ import annotations

from itertools import pairwise

from simulation.experiments.claims.condition import ClaimCondition
from simulation.experiments.claims.forms.rises_over import steps
from simulation.experiments.claims.view import View


def flattens_over(view: View) -> list[ClaimCondition]:
    """Every step adds less than the step before, by at least ``by``."""
    return [
        ClaimCondition(
            "step_less", later - earlier, high=0.0 - view.by, strict=view.strict, subject=(*names, following)
        )
        for (names, earlier), ((_, following), later) in pairwise(steps(view))
    ]
