"""Trust: the belief that a firm keeps its promises (Morgan & Hunt 1994)."""

from __future__ import annotations

import numpy as np

from simulation.kernel.arithmetic import Values, loss_averse, squashed
from simulation.kernel.columns import SHARE, memory
from simulation.kernel.views import She, Supplier, World
from simulation.mechanisms.advertising import claim_of
from simulation.schema import Grade, Table, Unit, parameter, switch


class TrustParameters(Table):
    """How kept and broken promises move trust, and what missing trust costs."""

    initial: float = parameter(
        0.55, Unit.SHARE, bounds=(0, 1), plausible=(0.3, 0.8), grade=Grade.ASSUMED,
        name="Trust at the beginning",
        meaning="Trust in a firm that a customer has not used yet.",
        from_start=True,
    )
    speed: float = parameter(
        0.12, Unit.PER_MONTH, bounds=(0, 0.2), plausible=(0.03, 0.2), grade=Grade.ASSUMED,
        name="Speed of trust",
        meaning="What share of the way to this month's kept promises trust moves; downwards faster, by loss "
        "aversion.",
        needs="trust",
    )
    tolerance: float = parameter(
        0.25, Unit.PRICE_SHARE, bounds=(0, 2), plausible=(0.1, 0.4), grade=Grade.ASSUMED,
        name="Zone of tolerance",
        meaning="By how much a month may fall short of the firm's promise before it counts as broken.",
    )
    softness: float = parameter(
        0.10, Unit.PRICE_SHARE, bounds=(0.01, 2), plausible=(0.05, 0.2), grade=Grade.ASSUMED,
        name="Softness of the zone",
        meaning="How gradually a promise passes from kept to broken at the edge of the zone of tolerance.",
    )
    risk: float = parameter(
        0.35, Unit.PRICE_SHARE, bounds=(0, 5), plausible=(0, 0.6), grade=Grade.ASSUMED,
        name="Cost of risk",
        meaning="What dealing with a firm that one does not trust at all is felt to cost a month.",
        needs="trust",
    )


class Switches(Table):
    """Switches of this mechanism."""

    trust: bool = switch(
        name="Trust",
        meaning="Trust moves with kept promises and lowers risk; switched off, there is no risk.",
    )


class State:
    """How far each customer trusts each firm."""

    trust = memory(
        "0-1",
        SHARE,
        "belief that the supplier keeps its promises",
        elsewhere="belief that the other firms keep their promises",
    )


def promise_kept(
    learned: Values, claimed: Values, stakes: Values, tolerance: float, softness: float
) -> Values:
    """Return how far a month kept the promise, 0-1, with a soft zone of tolerance below the claim."""
    return squashed((learned - claimed + tolerance * stakes) / (softness * stakes))


def trust(current: Values, kept: Values, speed: float, loss_aversion: float) -> Values:
    """Return trust after a month: it falls faster than it rises, and stays within 0 and 1.

    The limit of 0 catches rounding errors only, at the fastest loss that the schema allows.
    """
    return np.maximum(current + speed * loss_averse(kept - current, loss_aversion), 0.0)


def judge_promise(she: She, supplier: Supplier, world: World) -> None:
    """Raise or lower trust by how far the month kept the promise."""
    claimed = claim_of(she, supplier, she.prospect)
    kept = promise_kept(she.learned, claimed, she.stakes, world.trust.tolerance, world.trust.softness)
    she.trust = trust(she.trust, kept, world.trust.speed, world.satisfaction.loss_aversion)
