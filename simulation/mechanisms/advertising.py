"""Advertising: what firms claim, and how far claims move what customers expect of a firm."""

from __future__ import annotations

from simulation.kernel.arithmetic import Values
from simulation.kernel.offers import Numbers, Offers
from simulation.kernel.views import Firm, Relation, She, Supplier, World


def firm_numbers(offers: Offers, numbers: Numbers) -> dict[str, Values]:
    """Return how much each firm advertises and what it claims: quality, and the money of its programmes."""
    each = offers.each
    return {
        "advertising": each(lambda firm: firm.advertising),
        "claimed_quality": each(lambda firm: firm.quality + (firm.promise - 1.0)),
        "claimed_money": numbers["rebate"] + numbers["reward"],
    }


def claim(
    stakes: Values,
    quality: Values | float,
    money: Values | float,
    structural: Values | float,
    usage: Values,
) -> Values:
    """Return the worth that a firm promises a customer, in reference prices a month.

    ``quality`` is the promised one, ``money`` what programmes are worth a month, and ``structural`` the
    visible structural benefit at usage 1.
    """
    return stakes * quality + money + structural * usage


def advertised(belief: Values, claimed: Values, trust: Values, pull: Values | float) -> Values:
    """Return the belief after a month of claims, which count as far as the firm is trusted."""
    return belief + pull * trust * (claimed - belief)


def claim_of(she: She, firm: Firm | Supplier) -> Values:
    """Return what a firm promises the customer, in reference prices a month."""
    return claim(she.stakes, firm.claimed_quality, firm.claimed_money, firm.visible, she.usage)


def advertise_to_own(she: She, supplier: Supplier, world: World) -> None:
    """The supplier's claims pull its own customers' expectation, as rivals' claims do: see ``advertise``."""
    pull = world.learning.advertising * supplier.advertising
    she.expectation = advertised(she.expectation, claim_of(she, supplier), she.trust, pull)


def advertise(she: She, firm: Firm, relation: Relation, world: World) -> None:
    """Every firm's claims pull every customer's expectation of it, as far as she trusts the firm."""
    pull = world.learning.advertising * firm.advertising
    relation.expectation = advertised(relation.expectation, claim_of(she, firm), relation.trust, pull)
