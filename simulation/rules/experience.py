"""Experience: what a month with a supplier is worth, and what failure and recovery do to it.

Worth is money a month beyond the category's norm (0), in reference prices. Quality and failures are felt
in proportion to the stakes, money benefits are not (Zaichkowsky 1985; Berry & Parasuraman 1991).
"""

from __future__ import annotations

import numpy as np

from simulation.rules.arithmetic import Flags, Values, where


def failure_loss(draw: Values, minor: Values, major: Values, minor_loss: float, major_loss: float) -> Values:
    """Return the loss of this month's failure, at mean stakes: 0, minor or major."""
    return where(draw < major, major_loss, where(draw < major + minor, minor_loss, 0.0))


def complaint_probability(involvement: Values, severity: Values, readiness: Values) -> Values:
    """Return the probability that a customer with a failure complains.

    The involved use their voice: the probability is ``severity`` (the probability at middle involvement)
    times twice the involvement (0-1), times how easy the firm makes it.
    """
    return np.minimum(1.0, 2.0 * involvement * severity * readiness)


def compensation(
    complains: Flags,
    draw: Values,
    quick: Values,
    satisfied: Values,
    share_quick: Values,
    share_satisfied: Values,
    share_unsatisfied: Values,
) -> Values:
    """Return the share of the loss that is made good; nothing without a complaint.

    ``quick`` and ``satisfied`` are the probabilities of the two better outcomes of a complaint.
    """
    answered = where(
        draw < quick, share_quick, where(draw < quick + satisfied, share_satisfied, share_unsatisfied)
    )
    return where(complains, answered, 0.0)


def recovery_surprise(
    complains: Flags, stakes: Values, loss: Values, made_good: Values, expected: float
) -> Values:
    """Return by how much the recovery was better or worse than a complainant expects of one.

    Whoever complains expects a share ``expected`` of the loss to be made good; the surprise is felt beside
    that of the service itself (recovery disconfirmation: McCollough, Berry & Yadav 2000). Without a complaint
    nothing was expected.
    """
    return where(complains, stakes * loss * (made_good - expected), 0.0)


def worth(stakes: Values, quality: Values, noise: Values, benefit: Values) -> Values:
    """Return what happens to a customer in a month without a failure."""
    return stakes * (quality + noise) + benefit


def after_failure(worth: Values, harm: Values, made_good: Values, healing: Values | float) -> Values:
    """Return the worth of the month after a failure (``harm``, by the stakes) and what was made good of it.

    With ``healing`` 1 it is what the customer feels; with less it is what she learns for the future:
    compensation heals the feeling, but not fully the forecast.
    """
    return worth - harm * (1.0 - healing * made_good)


def benefit(
    financial: Values,
    stakes: Values,
    social_bond: Values,
    social_benefit: float,
    usage: Values,
    integration: Values,
    structural_benefit: float,
) -> Values:
    """Return the benefit of the bonds a month: financial, social (felt by the stakes) and structural."""
    return financial + social_benefit * stakes * social_bond + structural_benefit * usage * integration
