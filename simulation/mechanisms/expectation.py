"""Expectation: what customers believe a firm is worth, and how experience moves it.

One belief, three sources: experience (here), claims (``advertising``) and other people (``word_of_mouth``).
"""

from __future__ import annotations

from simulation.kernel.arithmetic import moved
from simulation.kernel.columns import ANY, WORTH, memory
from simulation.kernel.views import She, World
from simulation.schema import Grade, Table, Unit, parameter, switch


class LearningParameters(Table):
    """How experience moves what customers expect of a firm."""

    experience: float = parameter(
        0.07, Unit.PER_MONTH, bounds=(0, 1), plausible=(0.03, 0.3), grade=Grade.ASSUMED,
        source="fitted to the TARP table; adaptive form: Johnson, Anderson & Fornell 1995",
        name="Learning from experience",
        meaning="What share of the way to this month's experience the belief about one's own supplier moves.",
        needs="learning",
        sources=("johnson-anderson-fornell-1995", "tarp"),
    )


class Switches(Table):
    """Switches of this mechanism."""

    learning: bool = switch(name="Learning", meaning="Customers learn from experience what to expect.")


class State:
    """What each customer expects of each firm."""

    expectation = memory(
        WORTH,
        ANY,
        "believed worth of the supplier beyond the norm, price not deducted",
        elsewhere="believed worth of the other firms beyond the norm",
    )


def learn(she: She, world: World) -> None:
    """Move the expectation of the supplier towards what the month has taught."""
    she.expectation = moved(she.expectation, she.learned, world.learning.experience)
