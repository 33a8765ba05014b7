"""Who reconsiders her supplier: a hazard with four causes (push, pull, incident, routine).

Proportional hazards of search (Bolton 1998), critical incidents (Keaveney 1995), and inattention of the
satisfied: the pull of a better offer is multiplied by dissatisfaction, so the contented do not hear it.
"""

from __future__ import annotations

import numpy as np

from simulation.rules.arithmetic import Values, exponential


def routine_search(
    rate: float, restlessness: Values, involvement: Values, mean_involvement: float, slope: float
) -> Values:
    """Return the hazard of looking around for no particular reason; it rises with involvement."""
    return rate * restlessness * exponential(slope * (involvement - mean_involvement))


def push(satisfaction: Values, softness: float) -> Values:
    """Return the factor by which (dis)satisfaction multiplies the hazard: 1 when neutral."""
    return exponential(-satisfaction / softness)


def pull(gap: Values, usual_gap: float, stakes: Values) -> Values:
    """Return how strongly news of a better offer calls, relative to routine.

    ``gap`` is the best visible offer less one's own supplier's. Linear, never exponential, in a price;
    and weighed against the stakes: a price cut wakes the low-involved first (Petty & Cacioppo's
    peripheral route).
    """
    return gap / (usual_gap * stakes)


def incident(loss: Values, made_good: Values, weight: float) -> Values:
    """Return the hazard added by a failure that was not made good."""
    return weight * loss * np.maximum(0.0, 1.0 - made_good)


def probability(hazard: Values) -> Values:
    """Return the probability that something with this hazard happens within the month."""
    return 1.0 - exponential(-hazard)
