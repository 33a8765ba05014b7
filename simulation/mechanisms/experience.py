"""Experience: what a month with a supplier is worth, and what failure and recovery do to it.

Worth is money a month above the category's norm (0), in reference prices. Quality and failures are felt in
proportion to the stakes, money benefits are not (Zaichkowsky 1985; Berry & Parasuraman 1991).
"""

from __future__ import annotations

from simulation.kernel.arithmetic import Values
from simulation.kernel.columns import ANY, WORTH, monthly
from simulation.kernel.draws import noise
from simulation.kernel.views import Luck, She, Supplier, World
from simulation.mechanisms.points_and_tiers import financial_benefit
from simulation.mechanisms.social_bond import social_benefit
from simulation.mechanisms.structural_bond import structural_benefit


class State:
    """What each customer experienced this month."""

    felt = monthly(WORTH, ANY, "performance as felt, after recovery")
    learned = monthly(WORTH, ANY, "performance as it counts for the future")
    disconfirmation = monthly(WORTH, ANY, "felt performance less expectation")


def worth(stakes: Values, quality: Values, noise: Values, benefit: Values) -> Values:
    """Return what a month without a failure is worth to a customer."""
    return stakes * (quality + noise) + benefit


def after_failure(worth: Values, harm: Values, made_good: Values, healing: Values | float) -> Values:
    """Return the worth of a month with a failure that did ``harm``, of which a share was made good.

    With ``healing`` 1 it is what the customer feels; with less it is what she learns for the future:
    compensation repairs the feeling fully, the forecast only in part.
    """
    return worth - harm * (1.0 - healing * made_good)


def bond_benefit(she: She, supplier: Supplier, world: World) -> Values:
    """Return the monthly benefit of the bonds with the supplier: financial, social and structural."""
    return (
        financial_benefit(she, supplier)
        + social_benefit(she, supplier, world)
        + structural_benefit(she, supplier, world)
    )


def experience_month(she: She, supplier: Supplier, world: World, luck: Luck) -> None:
    """Record what happened as felt and as learned; ``experience_failure`` corrects it after a failure."""
    deviation = supplier.quality_spread * noise(luck.performance, she.identity)
    happened = worth(she.stakes, supplier.quality, deviation, bond_benefit(she, supplier, world))
    she.felt = happened
    she.learned = happened
    she.disconfirmation = happened - she.expectation


def experience_failure(she: She, world: World) -> None:
    """Correct what is felt and learned after a failure, by what the firm made good."""
    harm, made_good = she.stakes * she.loss, she.compensation
    happened = she.felt
    felt = after_failure(happened, harm, made_good, 1.0)
    she.felt = felt
    counted = harm * (1.0 - she.excused)
    she.learned = after_failure(happened, counted, made_good, world.experience.healing)
    she.disconfirmation = felt - she.expectation
