"""No less, no more, or about the same, where ``by`` is the difference that counts as none."""

from __future__ import annotations

from simulation.experiments.claims.condition import ClaimCondition
from simulation.experiments.claims.view import View
from simulation.kernel.arithmetic import Values


def not_less(view: View) -> list[ClaimCondition]:
    """The figure is not less by more than ``by``."""
    return [ClaimCondition("difference", _difference(view), low=0.0 - view.by)]


def not_more(view: View) -> list[ClaimCondition]:
    """The figure is not more by more than ``by``."""
    return [ClaimCondition("difference", _difference(view), high=view.by)]


def about_equal(view: View) -> list[ClaimCondition]:
    """The figure is neither less nor more by more than ``by``."""
    return [ClaimCondition("difference", _difference(view), low=0.0 - view.by, high=view.by)]


def _difference(view: View) -> Values:
    difference: Values = view.value(view.own) - view.value(view.than)
    return difference
