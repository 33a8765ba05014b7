"""How customers feel, trust and learn."""

from __future__ import annotations

from simulation.schema import Grade, Table, Unit, parameter


class Experience(Table):
    """What happens when a customer uses a firm, and how complaints go."""

    minor_loss: float = parameter(
        1.9, Unit.PRICE_SHARE, bounds=(0, 20), plausible=(0.5, 4), grade=Grade.ASSUMED,
        source="fitted to the TARP table",
        name="Loss by a minor failure",
        meaning="What a minor service failure is felt to cost the customer.",
    )
    major_loss: float = parameter(
        3.6, Unit.PRICE_SHARE, bounds=(0, 50), plausible=(1, 12), grade=Grade.ASSUMED,
        source="fitted to the TARP table",
        name="Loss by a major failure",
        meaning="What a major service failure is felt to cost the customer.",
    )
    complaint_minor: float = parameter(
        0.04, Unit.SHARE, bounds=(0, 1), plausible=(0.02, 0.08), grade=Grade.REPORTED,
        source="TARP",
        name="Complaints after a minor failure",
        meaning="Probability that a customer of medium involvement complains after a minor failure; the "
        "involved complain more.",
    )
    complaint_major: float = parameter(
        0.25, Unit.SHARE, bounds=(0, 1), plausible=(0.1, 0.4), grade=Grade.ASSUMED,
        name="Complaints after a major failure",
        meaning="Probability that a customer of medium involvement complains after a major failure; the "
        "involved complain more.",
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
    )


class Satisfaction(Table):
    """How a month's experience becomes cumulative satisfaction."""

    performance: float = parameter(
        0.22, Unit.RATIO, bounds=(0, 2), plausible=(0.15, 0.39), grade=Grade.ASSUMED,
        source="order fitted to Szymanski & Henard 2001",
        name="Weight of performance",
        meaning="How much this month's performance, measured against desires, counts in satisfaction.",
    )
    expectation: float = parameter(
        0.15, Unit.RATIO, bounds=(0, 2), plausible=(0.09, 0.33), grade=Grade.ASSUMED,
        source="order fitted to Szymanski & Henard 2001",
        name="Weight of expectation",
        meaning="How much the expectation itself, measured against desires, counts in satisfaction.",
    )
    disconfirmation: float = parameter(
        0.58, Unit.RATIO, bounds=(0, 2), plausible=(0.4, 0.64), grade=Grade.ASSUMED,
        source="order fitted to Szymanski & Henard 2001",
        name="Weight of disconfirmation",
        meaning="How much the difference between what happened and what was expected counts in satisfaction.",
    )
    information: float = parameter(
        0.25, Unit.RATIO, bounds=(0, 2), plausible=(0, 0.5), grade=Grade.ASSUMED,
        source="form after Spreng, MacKenzie & Olshavsky 1996; sign measured: Boulding et al. 1993",
        name="Weight of information",
        meaning="How much it counts in satisfaction that less happened than the firm claims (below the zone "
        "of tolerance).",
    )
    loss_aversion: float = parameter(
        2.0, Unit.RATIO, bounds=(1, 5), plausible=(1.3, 3), grade=Grade.ASSUMED,
        source="sign measured: Anderson & Sullivan 1993",
        name="Loss aversion",
        meaning="How many times as much a shortfall weighs as an equal excess, in satisfaction and in trust.",
    )
    speed: float = parameter(
        0.15, Unit.PER_MONTH, bounds=(0, 1), plausible=(0.05, 0.3), grade=Grade.ASSUMED,
        source="sign measured: Bolton 1998",
        name="Speed of satisfaction",
        meaning="What share of the way to this month's impression cumulative satisfaction moves in a month.",
    )
    memory: float = parameter(
        36.0, Unit.MONTHS, bounds=(1, 12_000), plausible=(12, 120), grade=Grade.ASSUMED,
        source="sign measured: Bolton 1998",
        name="Memory of satisfaction",
        meaning="After how many months with a supplier a new experience moves satisfaction half as much as "
        "in the beginning.",
    )
    fading: float = parameter(
        0.03, Unit.PER_MONTH, bounds=(0, 1), plausible=(0, 0.15), grade=Grade.ASSUMED,
        name="Fading of memory",
        meaning="What share of satisfaction and commitment a customer loses a month towards firms she does "
        "not use.",
    )


class Trust(Table):
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
    )
    guarantee_relief: float = parameter(
        0.5, Unit.SHARE, bounds=(0, 1), plausible=(0, 1), grade=Grade.ASSUMED,
        name="Relief by a guarantee",
        meaning="What share of the felt risk a refund guarantee takes away.",
    )


class Commitment(Table):
    """How trust, involvement and people become affective commitment."""

    speed: float = parameter(
        0.06, Unit.PER_MONTH, bounds=(0, 1), plausible=(0.02, 0.2), grade=Grade.ASSUMED,
        name="Speed of commitment",
        meaning="What share of the way to its target commitment moves in a month.",
    )
    softness: float = parameter(
        0.10, Unit.PRICE_SHARE, bounds=(0.01, 2), plausible=(0.05, 0.3), grade=Grade.ASSUMED,
        name="Softness of commitment",
        meaning="How much satisfaction it takes to carry commitment from half to nearly full.",
    )
    involvement_share: float = parameter(
        0.6, Unit.SHARE, bounds=(0, 1), plausible=(0.2, 0.9), grade=Grade.ASSUMED,
        name="Share from involvement",
        meaning="How much of commitment comes from involvement with the product; the rest comes from the "
        "social bond with people.",
    )


class Learning(Table):
    """How beliefs about a firm's worth move."""

    experience: float = parameter(
        0.14, Unit.PER_MONTH, bounds=(0, 1), plausible=(0.03, 0.3), grade=Grade.ASSUMED,
        source="fitted to the TARP table; adaptive form: Johnson, Anderson & Fornell 1995",
        name="Learning from experience",
        meaning="What share of the way to this month's experience the belief about one's own supplier moves.",
    )
    advertising: float = parameter(
        0.05, Unit.PER_MONTH, bounds=(0, 0.2), plausible=(0.01, 0.1), grade=Grade.ASSUMED,
        name="Pull of advertising",
        meaning="What share of the way to a firm's claim a belief moves in a month, times trust in the firm.",
    )
