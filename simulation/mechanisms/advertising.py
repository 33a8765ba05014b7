"""Advertising: what firms claim, and how claims change what customers expect of a firm."""

from __future__ import annotations

from simulation.kernel.arithmetic import Values
from simulation.kernel.offers import Offers
from simulation.kernel.views import Firm, Relation, She, Supplier, World
from simulation.mechanisms.attainability import money_promised
from simulation.mechanisms.lever_prices import pull_of_advertising
from simulation.schema import Grade, Role, Table, Unit, money, parameter, switch


class LearningParameters(Table):
    """How claims move what customers expect of a firm."""

    advertising: float = parameter(
        0.05, Unit.PER_MONTH, bounds=(0, 0.2), plausible=(0.01, 0.1), grade=Grade.ASSUMED,
        name="Pull of advertising",
        meaning="What share of the way to a firm's claim a belief moves in a month, times trust in the firm.",
        needs="advertising",
    )


class FirmParameters(Table):
    """What a firm promises, and how much it advertises."""

    advertising: float = parameter(
        1.0, Unit.RATIO, bounds=(0, 5), plausible=(0, 2), grade=Grade.ASSUMED,
        role=Role.LEVER,
        name="Advertising",
        meaning="How much the firm advertises, relative to an ordinary firm; its claims pull that much more.",
    )
    advertising_cost: float = money(
        0.002, Unit.MONEY_PER_MONTH, plausible=(0, 0.01), grade=Grade.ASSUMED,
        role=Role.COST,
        name="Cost of advertising",
        meaning="What ordinary advertising costs a month for each customer of the market.",
    )
    promise: float = parameter(
        1.0, Unit.RATIO, bounds=(0, 5), plausible=(0.6, 1.6), grade=Grade.ASSUMED,
        role=Role.LEVER,
        name="Promise",
        meaning="Promised over delivered performance: above 1 the firm promises more than it keeps.",
    )


class Switches(Table):
    """Switches of this mechanism."""

    advertising: bool = switch(name="Advertising", meaning="Firms' claims move beliefs.")


def firm_numbers(offers: Offers) -> dict[str, Values]:
    """Return how much each firm advertises, and the quality that it claims."""
    each = offers.each
    return {
        "advertising": pull_of_advertising(offers),
        "claimed_quality": each(lambda firm: firm.quality + (firm.promise - 1.0)),
    }


def claim(
    stakes: Values,
    quality: Values | float,
    money: Values | float,
    structural: Values | float,
    usage: Values,
) -> Values:
    """Return the worth that a firm promises a customer, in reference prices a month.

    ``quality`` is the promised quality, ``money`` the monthly worth of rebates and rewards, ``structural``
    the visible structural benefit at usage 1.
    """
    return stakes * quality + money + structural * usage


def advertised(belief: Values, claimed: Values, trust: Values, pull: Values | float) -> Values:
    """Return the belief after a month of claims, which count as far as the firm is trusted."""
    return belief + pull * trust * (claimed - belief)


def claim_of(she: She, firm: Firm | Supplier, prospect: Values) -> Values:
    """Return what a firm promises the customer, in reference prices a month; rewards by their prospect."""
    money = money_promised(firm, prospect)
    return claim(she.stakes, firm.claimed_quality, money, firm.visible, she.usage)


def advertise_to_own(she: She, supplier: Supplier, world: World) -> None:
    """Let the supplier's claims change its customers' expectation (other firms: see ``advertise``)."""
    pull = world.learning.advertising * supplier.advertising
    she.expectation = advertised(she.expectation, claim_of(she, supplier, she.prospect), she.trust, pull)


def advertise(she: She, firm: Firm, relation: Relation, world: World) -> None:
    """Let a firm's claims change what its rivals' customers expect of it, as far as they trust the firm."""
    pull = world.learning.advertising * firm.advertising
    claimed = claim_of(she, firm, relation.prospect)
    relation.expectation = advertised(relation.expectation, claimed, relation.trust, pull)
