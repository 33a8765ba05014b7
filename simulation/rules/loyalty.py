"""What kind of customer: loyalty types, motives of staying, rungs of the ladder."""

from __future__ import annotations

from simulation.rules.arithmetic import Flags, Values, Whole, where_whole

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


def loyalty_type(attitude: Values, tenure: Whole) -> Whole:
    """Return the type of loyalty: relative attitude times repeat patronage (Dick & Basu 1994).

    True loyalty likes and stays, latent loyalty likes but has not stayed long, spurious loyalty
    (inertia) stays without liking, none does neither.
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
