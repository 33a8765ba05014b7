"""Dose and response: from one alternative of a list to the next, always more, or always less."""

from __future__ import annotations

from itertools import pairwise

from simulation.experiments.claims.condition import ClaimCondition
from simulation.experiments.claims.view import View
from simulation.kernel.arithmetic import Values


def rises_over(view: View) -> list[ClaimCondition]:
    """With every step the figure rises, by at least ``by``."""
    return [
        ClaimCondition("step", step, low=view.by, strict=view.strict, subject=names)
        for names, step in steps(view)
    ]


def falls_over(view: View) -> list[ClaimCondition]:
    """With every step the figure falls, by at least ``by``."""
    return [
        ClaimCondition("step", step, high=0.0 - view.by, strict=view.strict, subject=names)
        for names, step in steps(view)
    ]


def steps(view: View) -> list[tuple[tuple[str, str], Values]]:
    """Return what the figure gains from each alternative to the next, with their names."""
    values = {name: view.value(figure) for name, figure in view.over().items()}
    return [((one, following), values[following] - values[one]) for one, following in pairwise(values)]
