"""A burst after an event: the quarter from the event on, against the year before it."""

from __future__ import annotations

from simulation.experiments.claims.condition import ClaimCondition
from simulation.experiments.claims.view import View, mean

QUARTER, YEAR = 3, 12


def burst(view: View) -> list[ClaimCondition]:
    """After the event there is ``times`` as much a month as before, and ``by`` in addition."""
    start = view.expect.event_month
    assert start is not None
    months = view.months(view.own)
    before = mean(months[:, max(0, start - 1 - YEAR) : start - 1])
    after = mean(months[:, start - 1 : start - 1 + QUARTER])
    excess, plain = after - view.times * before, view.expect.times is None
    return [ClaimCondition("burst", excess, low=view.by, strict=plain and view.strict)]
