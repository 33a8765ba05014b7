"""More or less than something else, or so many times as much: the difference of two figures."""

from __future__ import annotations

from simulation.experiments.claims.condition import ClaimCondition, ConditionKind
from simulation.experiments.claims.view import View
from simulation.kernel.arithmetic import Values


def excess(view: View) -> Values:
    """Return by how much the figure exceeds so many times what it is compared with."""
    difference: Values = view.value(view.own) - view.times * view.value(view.than)
    return difference


def greater(view: View) -> list[ClaimCondition]:
    """The figure is greater, by at least ``by``."""
    return [ClaimCondition(kind(view), excess(view), low=view.by, strict=view.strict, subject=factor(view))]


def less(view: View) -> list[ClaimCondition]:
    """The figure is less, by at least ``by``."""
    return [
        ClaimCondition(kind(view), excess(view), high=0.0 - view.by, strict=view.strict, subject=factor(view))
    ]


def kind(view: View) -> ConditionKind:
    """Return what the number is called: a plain difference, or one to a multiple."""
    return "difference" if view.expect.times is None else "difference_times"


def factor(view: View) -> tuple[str, ...]:
    """Return the multiple as it is shown."""
    return () if view.expect.times is None else (f"{view.times:g}",)
