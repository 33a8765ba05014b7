"""Beliefs about a firm's worth: one belief, three sources (experience, claims, other people).

Experience moves it by ``satisfaction.moved``; the other two sources are here.
"""

from __future__ import annotations

import numpy as np

from simulation.rules.arithmetic import Values


def advertised(belief: Values, claimed: Values, trust: Values, pull: Values | float) -> Values:
    """Return the belief after a month of claims, which count as far as the firm is trusted."""
    return belief + pull * trust * (claimed - belief)


def heard(belief: Values, opinion: Values, earlier: int, weight: float) -> Values:
    """Return the belief after one more opinion: the weighted mean of one's own belief and what was told.

    One's own belief has weight 1, every opinion of the month ``weight``; ``earlier`` is the number of those
    that the belief already contains. A mean cannot overshoot, however many talk.
    """
    return belief + weight * (opinion - belief) / (1.0 + weight * (earlier + 1.0))


def people_told(
    sociability: Values,
    satisfaction: Values,
    commitment: Values,
    base: float,
    dissatisfied: float,
    satisfied: float,
    committed: float,
) -> Values:
    """Return how many people a customer tells in a month, on average.

    An asymmetric U in satisfaction (Anderson 1998), raised by commitment (de Matos & Rossi 2008).
    """
    strong = dissatisfied * np.maximum(-satisfaction, 0.0) + satisfied * np.maximum(satisfaction, 0.0)
    return sociability * (base + strong + committed * commitment)
