"""Loyalty: types of loyalty, motives of staying, rungs of the ladder."""

from __future__ import annotations

import numpy as np

from simulation.kernel.arithmetic import MOST_NEGATIVE, Flags, Values, Whole, where, where_whole
from simulation.kernel.columns import ANY, CODE, WORTH, monthly
from simulation.kernel.views import Firm, Relation, She, Supplier, World
from simulation.mechanisms.delivered_value import value_of_firm, value_of_supplier

LOYAL, LATENT, SPURIOUS, NONE = range(4)
LOYALTY_TYPES = ("loyal", "latent", "spurious", "none")
DEDICATED, CONSTRAINED, MIXED = range(3)
MOTIVES = ("dedicated", "constrained", "mixed")
ORDINARY, PREFERRED, PARTNER, ALLY = range(4)
RUNGS = ("ordinary", "preferred", "partner", "ally")

PATRONAGE_MONTHS = 12
"""Staying this long counts as repeat patronage."""
NINE_IN_TEN = 2.2
"""Lead in value, in scales of luck, at which a customer stays in nine of ten looks without any barrier."""


class State:
    """What kind of customer each one is at the month's end."""

    attitude = monthly(WORTH, ANY, "delivered value of the supplier less that of the best other firm")
    loyalty_type = monthly("number", (0, 3), "loyal, latent, spurious or none (Dick & Basu 1994)", dtype=CODE)
    motive = monthly("number", (0, 2), "dedicated, constrained or mixed (Bendapudi & Berry 1997)", dtype=CODE)
    rung = monthly("number", (0, 3), "ordinary, preferred, partner or ally (Bacon's ladder)", dtype=CODE)


def loyalty_type(attitude: Values, tenure: Whole) -> Whole:
    """Return the type of loyalty: relative attitude times repeat patronage (Dick & Basu 1994).

    Loyal customers prefer the supplier and have stayed; latent loyalty is preference without a long stay;
    spurious loyalty (inertia) is a long stay without preference.
    """
    stays = tenure >= PATRONAGE_MONTHS
    liking = where_whole(stays, LOYAL, LATENT)
    return where_whole(attitude > 0.0, liking, where_whole(stays, SPURIOUS, NONE))


def motive(waiting: Flags, attitude: Values, choice_scale: float) -> Whole:
    """Return why a customer stays: because she wants to, or because she has to (Bendapudi & Berry 1997).

    Constrained: wanted to leave when she last looked and was held by the switching cost. Dedicated: would
    stay in nine of ten looks without any barrier.
    """
    dedicated = attitude > NINE_IN_TEN * choice_scale
    return where_whole(waiting, CONSTRAINED, where_whole(dedicated, DEDICATED, MIXED))


def rung(trust: Values, commitment: Values, integration: Values) -> Whole:
    """Return the rung on Bacon's ladder: seller and buyer, preferred supplier, partner, strategic ally.

    A preferred supplier is trusted (0.75 or more) and an integrated partner uses half of the structural
    service; an ally is both trusted and integrated nearly fully (0.75), and committed (0.3 or more). The
    cuts are this project's; the order of the rungs is Bacon's.
    """
    preferred = trust >= 0.75
    partner = preferred & (integration >= 0.5)
    ally = partner & (integration >= 0.75) & (commitment >= 0.3)
    low = where_whole(preferred, PREFERRED, ORDINARY)
    return where_whole(ally, ALLY, where_whole(partner, PARTNER, low))


def start_comparison(she: She) -> None:
    """Initialise the running maximum of the rivals' value."""
    she.attitude = MOST_NEGATIVE


def compare_firm(she: She, firm: Firm, relation: Relation, world: World) -> None:
    """Keep the value of the best rival so far in ``attitude``."""
    value = value_of_firm(she, firm, relation, world)
    best = she.attitude
    she.attitude = where(she.firm == firm.number, best, np.maximum(best, value))


def classify(she: She, supplier: Supplier, own_relation: Relation, world: World) -> None:
    """Compare the supplier with the best rival, and classify the customer."""
    attitude = value_of_supplier(she, supplier, own_relation, world) - she.attitude
    she.attitude = attitude
    she.loyalty_type = loyalty_type(attitude, she.tenure)
    she.motive = motive(she.waiting, attitude, world.choice_scale)
    she.rung = rung(she.trust, she.commitment, she.integration)
