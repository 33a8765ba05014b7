"""The offer: price, quality and effort, which every customer gets whatever the firm's level."""

from __future__ import annotations

from simulation.kernel.arithmetic import Values
from simulation.kernel.offers import Offers
from simulation.schema import Grade, Role, Table, Unit, money, parameter, switch


class FirmParameters(Table):
    """What a firm offers to everybody."""

    price: float = money(
        1.0, Unit.MONEY_PER_PURCHASE, plausible=(0.7, 1.3), grade=Grade.ASSUMED,
        role=Role.LEVER,
        name="Price",
        meaning="What a purchase costs the customer.",
    )
    quality: float = parameter(
        0.0, Unit.PRICE_SHARE, bounds=(-5, 5), plausible=(-0.25, 0.25), grade=Grade.ASSUMED,
        role=Role.LEVER,
        name="Quality",
        meaning="What the firm's performance is worth a month above or below the norm of the category.",
    )
    quality_spread: float = parameter(
        0.15, Unit.PRICE_SHARE, bounds=(0, 5), plausible=(0.05, 0.3), grade=Grade.ASSUMED,
        role=Role.GIVEN,
        name="Variation of performance",
        meaning="How much the performance that a customer meets varies from month to month (standard "
        "deviation).",
    )
    effort: float = parameter(
        0.0, Unit.PRICE_SHARE, bounds=(-5, 5), plausible=(-0.2, 0.2), grade=Grade.ASSUMED,
        role=Role.LEVER,
        name="Effort",
        meaning="How much more trouble than usual it is to deal with the firm, at what that trouble is "
        "worth.",
    )


class Switches(Table):
    """Switches of this mechanism."""

    noise: bool = switch(
        name="Varying performance",
        meaning="A firm's performance varies from month to month and customer to customer.",
    )


def firm_numbers(offers: Offers) -> dict[str, Values]:
    """Return the numbers of each firm's offer; money in reference prices."""
    each, unit = offers.each, offers.reference_price
    return {
        "price": each(lambda firm: firm.price / unit),
        "quality": each(lambda firm: firm.quality),
        "quality_spread": float(offers.rules.noise) * each(lambda firm: firm.quality_spread),
        "effort": each(lambda firm: firm.effort),
    }
