"""Expiry of points: what a customer does not redeem lapses after a time, and what lapses disappoints.

Of the points on every account the same share lapses each month, so that points last ``expiry`` months on
average. Whoever earns too slowly never reaches a reward, whatever she waits; ``attainability`` knows it.
"""

from __future__ import annotations

import numpy as np

from simulation.kernel.arithmetic import Values, where
from simulation.kernel.columns import NOT_NEGATIVE, WORTH, monthly
from simulation.kernel.offers import Offers
from simulation.kernel.views import Firm, Relation, She, Supplier
from simulation.mechanisms.attainability import LEAST
from simulation.schema import Grade, Role, Table, Unit, parameter


class FinancialParameters(Table):
    """How long points last."""

    expiry: int = parameter(
        0, Unit.MONTHS, bounds=(0, 1200), plausible=(6, 36), grade=Grade.ASSUMED,
        role=Role.LEVER,
        name="Life of points",
        meaning="After how many months points lapse on average (every month the same share of those on an "
        "account); 0: never.",
        neutral=0,
    )


class State:
    """The points that lapsed this month."""

    lapsed = monthly("purchases", NOT_NEGATIVE, "points lapsed (repeat purchase)", shape="dyads")
    lapsed_here = monthly("purchases", NOT_NEGATIVE, "points lapsed (contractual)")
    missed = monthly(WORTH, NOT_NEGATIVE, "worth of the points lapsed, against what the customer buys")


def firm_numbers(offers: Offers) -> dict[str, Values]:
    """Return the share of the points on an account that lapses in a month."""
    lasts = offers.each(lambda firm: firm.financial.expiry)
    return {"lapse": np.where(lasts > 0.0, 1.0 / np.maximum(lasts, 1.0), 0.0)}


def worth_missed(lapsed: Values, reward: Values, prospect: Values, bought: Values) -> Values:
    """Return what points were worth that lapsed, spread over the purchases of the month.

    She misses them at what she expected them to bring: who never hoped for a reward loses nothing.
    """
    return reward * prospect * lapsed / bought


def lapse_own_points(she: She, supplier: Supplier) -> None:
    """Let points lapse under a contract, where only the supplier gives them."""
    lapsed = she.points * supplier.lapse
    she.lapsed_here = lapsed
    she.points = she.points - lapsed
    she.missed = worth_missed(lapsed, supplier.reward, she.prospect, np.maximum(she.quantity, LEAST))


def lapse_points(she: She, firm: Firm, relation: Relation) -> None:
    """Let points lapse at a firm, whether or not it is the customer's supplier."""
    here = she.firm == firm.number
    points = where(here, she.points, relation.points)
    lapsed = points * firm.lapse
    relation.lapsed = lapsed
    relation.points = points - lapsed
    she.points = where(here, points - lapsed, she.points)


def notice_lapse(she: She, supplier: Supplier, own_relation: Relation) -> None:
    """Work out what lapsed with the supplier last month, before its purchases are used up."""
    bought = np.maximum(own_relation.bought, 1.0)
    she.missed = worth_missed(own_relation.lapsed, supplier.reward, she.prospect, bought)


def miss_points(she: She) -> None:
    """Let the worth of what has lapsed spoil the month; it teaches nothing new (see ``attainability``)."""
    she.felt -= she.missed
    she.disconfirmation = she.felt - she.expectation
