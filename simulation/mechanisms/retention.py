"""Retention: the supplier at the beginning of the month, and how long the customer has stayed."""

from __future__ import annotations

from simulation.kernel.arithmetic import where_whole
from simulation.kernel.columns import BITS, INFINITE, NOT_NEGATIVE, SHORT, memory, monthly, trait
from simulation.kernel.views import She


class State:
    """Who each customer is, and how long she has been with her supplier."""

    identity = trait(
        "number", NOT_NEGATIVE, "the customer's number, which fixes her random draws", dtype=BITS
    )
    tenure = memory("months", NOT_NEGATIVE, "months since the customer came to her supplier", dtype=SHORT)
    first_firm = memory(
        "number", (-1, INFINITE), "the supplier at the beginning of month 1; -1 for a newcomer", dtype=SHORT
    )
    origin = monthly("number", NOT_NEGATIVE, "the supplier at the beginning of the month", dtype=SHORT)


def begin_month(she: She) -> None:
    """Record the supplier at the beginning of the month, and clear what describes the month."""
    she.origin = she.firm
    she.integration_gain = 0.0
    she.leaves = False
    she.told = 0


def end_month(she: She) -> None:
    """Add a month of tenure; with a new supplier tenure begins at 0."""
    arrived = she.firm != she.origin
    she.won_back = False
    she.tenure = where_whole(arrived, 0, she.tenure + 1)
