"""Expectation: what customers believe a firm is worth, and how experience moves it.

One belief, three sources: experience (here), claims (``advertising``) and other people (``word_of_mouth``).
"""

from __future__ import annotations

from simulation.kernel.arithmetic import moved
from simulation.kernel.columns import ANY, WORTH, memory
from simulation.kernel.views import She, World


class State:
    """What each customer expects of each firm."""

    expectation = memory(
        WORTH,
        ANY,
        "believed worth of the supplier beyond the norm, price not deducted",
        elsewhere="believed worth of the other firms beyond the norm",
    )


def learn(she: She, world: World) -> None:
    """The expectation of the supplier moves towards what the month has taught."""
    she.expectation = moved(she.expectation, she.learned, world.learning.experience)
