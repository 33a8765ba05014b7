"""Grievance: what a customer has not forgiven her supplier holds her commitment down.

A failure that was not made good leaves a grievance, which fades over about a year and ends when she leaves.
"""

from __future__ import annotations

import numpy as np

from simulation.kernel.arithmetic import Values
from simulation.kernel.columns import SHARE, memory
from simulation.kernel.views import She, World
from simulation.mechanisms.commitment import target_now
from simulation.schema import Grade, Table, Unit, parameter, switch


class CommitmentParameters(Table):
    """How failures that were not made good hold commitment down."""

    grievance: float = parameter(
        0.2, Unit.RATIO, bounds=(0, 5), plausible=(0, 0.4), grade=Grade.ASSUMED,
        source="form after Gregoire, Tripp & Legoux 2009",
        name="Grievance",
        meaning="How much grievance (0-1) a failure leaves for each month's price that was lost and not made "
        "good; a full grievance lets commitment fall towards 0.",
        needs="grievance",
        sources=("gregoire-tripp-legoux-2009",),
    )
    grievance_fading: float = parameter(
        0.06, Unit.PER_MONTH, bounds=(0, 1), plausible=(0.02, 0.12), grade=Grade.ASSUMED, neutral=0.06,
        name="Fading of grievances",
        meaning="What share of her grievance a customer forgives a month.",
    )


class Switches(Table):
    """Switches of this mechanism."""

    grievance: bool = switch(
        neutral=False,
        name="Grievance",
        meaning="Failures that were not made good hold commitment down for about a year.",
    )


class State:
    """What each customer has not forgiven."""

    grievance = memory("0-1", SHARE, "what the customer has not forgiven her supplier")


def grievance(before: Values, loss: Values, made_good: Values, weight: float) -> Values:
    """Return the grievance after a failure: it grows by what was not made good, up to 1."""
    return np.minimum(before + weight * loss * np.maximum(1.0 - made_good, 0.0), 1.0)


def held_back(commitment: Values, target: Values, grievance: Values, speed: float) -> Values:
    """Return the commitment after a month with a grievance: the target is lower by the share of it."""
    return np.maximum(commitment - speed * grievance * target, 0.0)


def forgive(she: She, world: World) -> None:
    """Let grievances fade."""
    she.grievance *= 1.0 - world.commitment.grievance_fading


def resent(she: She, world: World) -> None:
    """Add what the firm did not make good of this month's failure."""
    counted = she.loss * (1.0 - she.excused)
    she.grievance = grievance(she.grievance, counted, she.compensation, world.commitment.grievance)


def hold_back(she: She, world: World) -> None:
    """Hold commitment down by the grievance."""
    target = target_now(she, world)
    she.commitment = held_back(she.commitment, target, she.grievance, world.commitment.speed)


def leave_behind(she: She) -> None:
    """End the grievance of a customer who has left."""
    she.grievance = 0.0
