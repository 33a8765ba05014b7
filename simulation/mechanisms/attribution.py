"""Attribution: who feels bound to a firm puts a failure down to bad luck, and it counts less.

Members of a programme discount a bad experience (Bolton, Kannan & Bramlett 2000). After severe failures it
may be the other way round: love becomes hate (Gregoire, Tripp & Legoux 2009). So minor and major failures
have a parameter each, with either sign. What is excused counts less in belief and in the search for another
supplier; it is felt all the same.
"""

from __future__ import annotations

import numpy as np

from simulation.kernel.arithmetic import Values, as_number, where
from simulation.kernel.columns import monthly
from simulation.kernel.views import She, Supplier, World
from simulation.schema import Grade, Table, Unit, parameter, switch


class ExperienceParameters(Table):
    """How much less a failure counts for customers who feel bound to the firm."""

    attribution: float = parameter(
        0.4, Unit.SHARE, bounds=(-1, 1), plausible=(-0.4, 0.8), grade=Grade.ASSUMED,
        source="form after Bolton, Kannan & Bramlett 2000",
        name="Minor failures excused",
        meaning="How much less a minor failure counts for a customer who feels fully bound to the firm; "
        "below 0: how much more.",
        needs="attribution",
        sources=("bolton-kannan-bramlett-2000",),
    )
    attribution_major: float = parameter(
        0.0, Unit.SHARE, bounds=(-1, 1), plausible=(-0.4, 0.4), grade=Grade.ASSUMED,
        source="form of the negative sign: Gregoire, Tripp & Legoux 2009",
        name="Major failures excused",
        meaning="How much less a major failure counts for a customer who feels fully bound to the firm; "
        "below 0 love becomes hate: how much more.",
        needs="attribution",
        sources=("gregoire-tripp-legoux-2009",),
    )


class Switches(Table):
    """Switches of this mechanism."""

    attribution: bool = switch(
        neutral=False,
        name="Attribution",
        meaning="For customers who feel bound to the firm a failure counts differently than for others.",
    )


class State:
    """What each customer makes of the month's failure."""

    excused = monthly("share", (-1.0, 1.0), "share of the failure that the customer does not count")


def continuity(commitment: Values, reward: Values, progress: Values, status: Values) -> Values:
    """Return how far a customer feels bound (0-1): members by status or progress, others by commitment."""
    return where(reward > 0.0, np.maximum(np.minimum(progress, 1.0), status), commitment)


def bound(she: She, supplier: Supplier) -> Values:
    """Return how far a customer feels bound to her supplier."""
    status = (supplier.tier_bonus > 0.0) & (she.purchases >= supplier.tier_threshold)
    return continuity(she.commitment, supplier.reward, she.points / supplier.threshold, as_number(status))


def excuse_minor(she: She, supplier: Supplier, world: World) -> None:
    """Let customers excuse a minor failure as far as they feel bound to the firm."""
    minor = she.loss <= world.experience.minor_loss
    she.excused = where(minor, world.experience.attribution * bound(she, supplier), she.excused)


def excuse_major(she: She, supplier: Supplier, world: World) -> None:
    """Let customers excuse a major failure as far as they feel bound to the firm, or count it for more."""
    major = she.loss > world.experience.minor_loss
    she.excused = where(major, world.experience.attribution_major * bound(she, supplier), she.excused)
