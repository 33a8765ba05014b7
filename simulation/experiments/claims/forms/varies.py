"""Spread: how far runs lie from the run in their middle, against the same of another figure."""

from __future__ import annotations

import numpy as np

from simulation.experiments.claims.condition import ClaimCondition
from simulation.experiments.claims.view import View
from simulation.kernel.arithmetic import Values


def varies_more(view: View) -> list[ClaimCondition]:
    """The figure differs more from run to run, by at least ``by``."""
    return [ClaimCondition("spread", _excess(view), low=view.by, strict=view.strict)]


def varies_less(view: View) -> list[ClaimCondition]:
    """The figure differs less from run to run, by at least ``by``."""
    return [ClaimCondition("spread", _excess(view), high=0.0 - view.by, strict=view.strict)]


def _excess(view: View) -> Values:
    """By how much it varies more than so many times the other (distances to medians: Brown and Forsythe)."""
    than = view.than
    other = than if isinstance(than, float) else distances(view.value(than))
    excess: Values = distances(view.value(view.own)) - view.times * other
    return excess


def distances(values: Values) -> Values:
    """Return how far each value is from the median of all."""
    found: Values = np.abs(values - np.nanmedian(values))
    return found
