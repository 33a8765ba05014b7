"""Failure and recovery: what goes wrong, who complains, and how the firm makes good.

Complaint behaviour follows the involved customer's voice; recovery has a disconfirmation of its own
(McCollough, Berry & Yadav 2000).
"""

from __future__ import annotations

import numpy as np

from simulation.kernel.arithmetic import Flags, Values, where
from simulation.kernel.columns import ANY, NOT_NEGATIVE, PRICE, flag, monthly
from simulation.kernel.draws import uniform
from simulation.kernel.offers import Offers
from simulation.kernel.views import Luck, She, Supplier, World

# What the five levels of contact do: personal tie that contact alone builds (share of a full level-2
# programme), readiness to complain (a channel has to exist), and cost in reference prices a month.
CONTACT = {
    "basic": (0.0, 0.5, 0.0),
    "reactive": (0.0, 1.0, 0.0),
    "accountable": (0.15, 1.5, 0.02),
    "proactive": (0.4, 2.0, 0.05),
    "partnership": (0.8, 2.5, 0.1),
}


class State:
    """What went wrong for each customer this month."""

    failed = flag("a service failure happened to the customer")
    loss = monthly(PRICE, NOT_NEGATIVE, "loss by the failure, at mean stakes")
    compensation = monthly("share", NOT_NEGATIVE, "share of the loss that was made good")
    recovery_surprise = monthly(PRICE, ANY, "how much better than expected a complaint was answered")
    recovery_cost = monthly(PRICE, NOT_NEGATIVE, "what making good and refunds cost the firm")


def firm_numbers(offers: Offers) -> dict[str, Values]:
    """Return failures, complaints and recovery, and how close the firm's contact is."""
    each, failures = offers.each, float(offers.rules.failures)
    return {
        "failure_minor": failures * each(lambda firm: firm.service.failure_minor),
        "failure_major": failures * each(lambda firm: firm.service.failure_major),
        "complaint_factor": each(lambda firm: CONTACT[firm.service.contact][1]),
        "recovery_satisfied": each(lambda firm: firm.service.recovery_satisfied),
        "recovery_quick": each(lambda firm: firm.service.recovery_quick),
        "compensation_unsatisfied": each(lambda firm: firm.service.compensation_unsatisfied),
        "compensation_satisfied": each(lambda firm: firm.service.compensation_satisfied),
        "compensation_quick": each(lambda firm: firm.service.compensation_quick),
        "compensation_cost": each(lambda firm: firm.service.compensation_cost),
        "cost_contact": each(lambda firm: CONTACT[firm.service.contact][2]),
    }


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

    Customers who complain expect a share ``expected`` of the loss to be made good; the surprise is felt in
    addition to that of the service itself (recovery disconfirmation: McCollough, Berry & Yadav 2000).
    Without a complaint nothing was expected.
    """
    return where(complains, stakes * loss * (made_good - expected), 0.0)


def forget_failure(she: She) -> None:
    """Clear last month's failure."""
    she.failed = False
    she.loss = 0.0
    she.compensation = 0.0
    she.recovery_surprise = 0.0
    she.recovery_cost = 0.0


def fail(she: She, supplier: Supplier, luck: Luck) -> None:
    """Draw who has a service failure."""
    she.failed = uniform(luck.failure, she.identity) < supplier.failure_minor + supplier.failure_major


def lose(she: She, supplier: Supplier, world: World, luck: Luck) -> None:
    """The same draw decides whether the failure is minor or major."""
    she.loss = failure_loss(
        uniform(luck.failure, she.identity),
        supplier.failure_minor,
        supplier.failure_major,
        world.experience.minor_loss,
        world.experience.major_loss,
    )


def complains(she: She, supplier: Supplier, world: World, luck: Luck) -> Flags:
    """Return whether a customer with a failure complains."""
    major = uniform(luck.failure, she.identity) < supplier.failure_major
    severity = where(major, world.experience.complaint_major, world.experience.complaint_minor)
    probability = complaint_probability(she.involvement, severity, supplier.complaint_factor)
    return uniform(luck.complaint, she.identity) < probability


def complain(she: She, supplier: Supplier, world: World, luck: Luck) -> None:
    """Customers with a failure may complain; the firm answers well, fairly or badly, or refunds the price."""
    voice, loss = complains(she, supplier, world, luck), she.loss
    answer = compensation(
        voice,
        uniform(luck.outcome, she.identity),
        supplier.recovery_quick,
        supplier.recovery_satisfied,
        supplier.compensation_quick,
        supplier.compensation_satisfied,
        supplier.compensation_unsatisfied,
    )
    harm, price = she.stakes * loss, supplier.price
    refunded = voice & (she.tenure < supplier.guarantee_months)
    made_good = where(refunded, np.maximum(answer, price / np.maximum(harm, 0.01)), answer)
    she.compensation = made_good
    she.recovery_surprise = recovery_surprise(
        voice, she.stakes, loss, made_good, world.experience.recovery_expected
    )
    cost = supplier.compensation_cost * harm * made_good
    she.recovery_cost = where(refunded, np.maximum(price, cost), cost)
