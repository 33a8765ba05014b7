"""Failure and recovery: what goes wrong, who complains, and how the firm makes good.

Involved customers complain more (voice). A recovery has a disconfirmation of its own (McCollough, Berry &
Yadav 2000).
"""

from __future__ import annotations

import numpy as np

from simulation.kernel.arithmetic import Flags, Values, where
from simulation.kernel.columns import ANY, NOT_NEGATIVE, PRICE, flag, monthly
from simulation.kernel.draws import uniform
from simulation.kernel.offers import Offers
from simulation.kernel.views import Luck, She, Supplier, World
from simulation.schema import Grade, Role, Table, Unit, parameter, switch


class ExperienceParameters(Table):
    """What failures cost customers, and how complaints go."""

    minor_loss: float = parameter(
        2.7, Unit.PRICE_SHARE, bounds=(0, 20), plausible=(0.5, 4), grade=Grade.ASSUMED,
        source="fitted to the TARP table",
        name="Loss by a minor failure",
        meaning="What a minor service failure is felt to cost the customer.",
        sources=("tarp",),
    )
    major_loss: float = parameter(
        6.0, Unit.PRICE_SHARE, bounds=(0, 50), plausible=(1, 12), grade=Grade.ASSUMED,
        source="fitted to the TARP table",
        name="Loss by a major failure",
        meaning="What a major service failure is felt to cost the customer.",
        sources=("tarp",),
    )
    complaint_minor: float = parameter(
        0.04, Unit.SHARE, bounds=(0, 1), plausible=(0.02, 0.08), grade=Grade.ASSUMED,
        source="TARP: 4 % of all dissatisfied customers",
        name="Complaints after a minor failure",
        meaning="Probability that a customer of medium involvement complains after a minor failure; the "
        "involved complain more.",
        needs="complaints",
        sources=("tarp",),
    )
    complaint_major: float = parameter(
        0.25, Unit.SHARE, bounds=(0, 1), plausible=(0.1, 0.4), grade=Grade.ASSUMED,
        name="Complaints after a major failure",
        meaning="Probability that a customer of medium involvement complains after a major failure; the "
        "involved complain more.",
        needs="complaints",
    )
    healing: float = parameter(
        0.5, Unit.SHARE, bounds=(0, 1), plausible=(0, 1), grade=Grade.ASSUMED,
        name="Healing of belief",
        meaning="The share of a compensation that repairs not only the feeling but also what the customer "
        "believes of the firm.",
    )
    recovery_expected: float = parameter(
        0.6, Unit.SHARE, bounds=(0, 3), plausible=(0.3, 0.9), grade=Grade.ASSUMED,
        source="form after McCollough, Berry & Yadav 2000",
        name="Recovery expected",
        meaning="What share of the loss a customer who complains expects to be made good; better or worse "
        "recovery is a surprise of its own in satisfaction, not in belief or trust.",
        sources=("mccollough-berry-yadav-2000",),
    )


class ServiceParameters(Table):
    """How often things go wrong, and how complaints are answered."""

    failure_minor: float = parameter(
        0.004, Unit.PER_MONTH, bounds=(0, 1), plausible=(0, 0.03), grade=Grade.ASSUMED,
        source="fitted to cohort survival",
        role=Role.LEVER,
        name="Minor failures",
        meaning="Probability a month that the firm fails a customer in something small.",
        sources=("fader-hardie-2007",),
    )
    failure_major: float = parameter(
        0.001, Unit.PER_MONTH, bounds=(0, 1), plausible=(0, 0.01), grade=Grade.ASSUMED,
        source="fitted to cohort survival",
        role=Role.LEVER,
        name="Major failures",
        meaning="Probability a month that the firm fails a customer in something that matters.",
        sources=("fader-hardie-2007",),
    )
    recovery_satisfied: float = parameter(
        0.35, Unit.SHARE, bounds=(0, 1), plausible=(0, 0.6), grade=Grade.ASSUMED,
        role=Role.LEVER,
        name="Complaints settled",
        meaning="The share of complaints that is settled to the customer's satisfaction, but slowly.",
    )
    recovery_quick: float = parameter(
        0.25, Unit.SHARE, bounds=(0, 1), plausible=(0, 0.6), grade=Grade.ASSUMED,
        role=Role.LEVER,
        name="Complaints settled quickly",
        meaning="The share of complaints that is settled to the customer's satisfaction and quickly.",
    )
    compensation_unsatisfied: float = parameter(
        0.33, Unit.SHARE, bounds=(0, 3), plausible=(0, 0.6), grade=Grade.ASSUMED,
        source="fitted to the TARP table",
        role=Role.LEVER,
        name="Made good, unsatisfied",
        meaning="What share of the loss a complaint makes good when it is not settled to her satisfaction.",
        sources=("tarp",),
    )
    compensation_satisfied: float = parameter(
        0.8, Unit.SHARE, bounds=(0, 3), plausible=(0.4, 1), grade=Grade.ASSUMED,
        source="fitted to the TARP table",
        role=Role.LEVER,
        name="Made good, satisfied",
        meaning="What share of the loss a complaint makes good when it is settled, but slowly.",
        sources=("tarp",),
    )
    compensation_quick: float = parameter(
        0.959, Unit.SHARE, bounds=(0, 3), plausible=(0.7, 1.4), grade=Grade.ASSUMED,
        source="fitted to the TARP table",
        role=Role.LEVER,
        name="Made good, quickly",
        meaning="What share of the loss a complaint makes good when it is settled quickly; above 1 is "
        "over-compensation.",
        sources=("tarp",),
    )
    compensation_cost: float = parameter(
        0.5, Unit.RATIO, bounds=(0, 5), plausible=(0.2, 1), grade=Grade.ASSUMED,
        role=Role.COST,
        name="Cost of making good",
        meaning="What it costs the firm to make good a loss, per unit of loss made good.",
    )


class Switches(Table):
    """Switches of this mechanism."""

    failures: bool = switch(name="Service failures", meaning="Services fail now and then.")
    complaints: bool = switch(name="Complaints", meaning="Customers complain, and firms make good.")


class State:
    """What went wrong for each customer this month."""

    failed = flag("a service failure happened to the customer")
    loss = monthly(PRICE, NOT_NEGATIVE, "loss by the failure, at mean stakes")
    compensation = monthly("share", NOT_NEGATIVE, "share of the loss that was made good")
    recovery_surprise = monthly(PRICE, ANY, "how much better than expected a complaint was answered")
    recovery_cost = monthly(PRICE, NOT_NEGATIVE, "what making good and refunds cost the firm")


def firm_numbers(offers: Offers) -> dict[str, Values]:
    """Return how often the firm fails, and how it answers complaints."""
    each, failures = offers.each, float(offers.rules.failures)
    return {
        "failure_minor": failures * each(lambda firm: firm.service.failure_minor),
        "failure_major": failures * each(lambda firm: firm.service.failure_major),
        "recovery_satisfied": each(lambda firm: firm.service.recovery_satisfied),
        "recovery_quick": each(lambda firm: firm.service.recovery_quick),
        "compensation_unsatisfied": each(lambda firm: firm.service.compensation_unsatisfied),
        "compensation_satisfied": each(lambda firm: firm.service.compensation_satisfied),
        "compensation_quick": each(lambda firm: firm.service.compensation_quick),
        "compensation_cost": each(lambda firm: firm.service.compensation_cost),
    }


def failure_loss(draw: Values, minor: Values, major: Values, minor_loss: float, major_loss: float) -> Values:
    """Return the loss of this month's failure, at mean stakes: 0, minor or major."""
    return where(draw < major, major_loss, where(draw < major + minor, minor_loss, 0.0))


def complaint_probability(involvement: Values, severity: Values, readiness: Values) -> Values:
    """Return the probability that a customer with a failure complains.

    Involved customers use their voice: the probability is ``severity`` (the probability at an involvement of
    0.5), times twice the involvement (0-1), times how easy the firm makes complaining.
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
    """Return by how much the recovery was better or worse than a complainant expected.

    Customers who complain expect a share ``expected`` of the loss to be made good; the surprise adds to that
    of the service itself (recovery disconfirmation: McCollough, Berry & Yadav 2000). Customers who do not
    complain expect nothing.
    """
    return where(complains, stakes * loss * (made_good - expected), 0.0)


def forget_failure(she: She) -> None:
    """Clear last month's failure."""
    she.failed = False
    she.loss = 0.0
    she.compensation = 0.0
    she.recovery_surprise = 0.0
    she.recovery_cost = 0.0
    she.excused = 0.0


def fail(she: She, supplier: Supplier, luck: Luck) -> None:
    """Draw who has a service failure."""
    she.failed = uniform(luck.failure, she.identity) < supplier.failure_minor + supplier.failure_major


def lose(she: She, supplier: Supplier, world: World, luck: Luck) -> None:
    """Decide by the same draw whether the failure is minor or major."""
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
    """Draw who complains, and how it is settled: quickly, slowly, unsatisfactorily or by a refund."""
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
    harm, price = she.stakes * loss, supplier.charged
    refunded = voice & (she.tenure < supplier.guarantee_months)
    made_good = where(refunded, np.maximum(answer, price / np.maximum(harm, 0.01)), answer)
    she.compensation = made_good
    she.recovery_surprise = recovery_surprise(
        voice, she.stakes, loss, made_good, world.experience.recovery_expected
    )
    cost = supplier.compensation_cost * harm * made_good
    she.recovery_cost = where(refunded, np.maximum(price, cost), cost)
