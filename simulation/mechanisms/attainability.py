"""Attainability: a promised reward is worth what a customer expects it to bring, given how often she buys.

A reward that comes every few weeks is worth its face value. One that comes after years is worth little: she
has to wait, and may be gone by then. Infrequent buyers hardly ever reach a reward, frequent ones earn most of
all (Hartmann & Viard 2008).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from simulation.kernel.arithmetic import Values, exponential, logarithm, where
from simulation.kernel.columns import NOT_NEGATIVE, SHARE, memory, monthly
from simulation.kernel.views import Firm, Firms, Relation, She, Supplier, World
from simulation.schema import Grade, Table, Unit, parameter, switch

if TYPE_CHECKING:
    from simulation.scenario import firm as offers
    from simulation.scenario import world as scenario

EXPIRY = "financial.expiry"
"""What a treatment sets if the points of a class lapse otherwise."""
NEWCOMERS_PURCHASES = 4.0
"""So many purchases, spread evenly over the firms, a customer is taken to have made before all others."""
SHORTEST = 1e-3
"""Below it a series replaces a quotient that would lose digits."""
LEAST = 1e-9
"""What numbers count as that are divided by, or whose logarithm is taken, where they are less."""


class RewardParameters(Table):
    """How customers look upon a reward that is still to come."""

    impatience: float = parameter(
        0.03, Unit.PER_MONTH, bounds=(0, 1), plausible=(0.01, 0.1), grade=Grade.ASSUMED,
        source="form: discounting; frequent buyers earn most rewards: Hartmann & Viard 2008",
        name="Impatience for rewards",
        meaning="How much less a reward is worth to a customer for every month that she has to wait for it "
        "(discount, and the chance that she is gone by then); 0: a reward is worth its face value, however "
        "far away.",
        needs="attainability",
        sources=("hartmann-viard-2008",),
    )


class Switches(Table):
    """Switches of this mechanism."""

    attainability: bool = switch(
        neutral=True,
        name="Attainable rewards",
        meaning="A promised reward is worth what it is likely to bring the customer; switched off, it is "
        "worth its face value to everybody.",
    )


class State:
    """What each customer thinks that the firms' rewards will bring her."""

    prospect = memory(
        "0-1",
        SHARE,
        "worth of the supplier's rewards to the customer, as a share of their face value",
        elsewhere="worth of the other firms' rewards to the customer, as a share of their face value",
    )
    bought_anywhere = monthly(
        "purchases",
        NOT_NEGATIVE,
        "purchases from all firms since points were counted (repeat purchase)",
    )


def world_numbers(world: scenario.World, firms: Sequence[offers.Firm]) -> dict[str, float]:
    """Return the share of purchases that a firm gets of which nothing is known, and two marks.

    ``lapsing`` is 1 where some firm's points lapse, ``foresight`` where a reward may be worth less than its
    face value.
    """
    lapsing = any(
        expiry > 0
        for firm in firms
        for expiry in (firm.financial.expiry, *(each.set.get(EXPIRY, 0) for each in firm.treatment))
    )
    foresight = world.rules.attainability and (lapsing or world.rewards.impatience > 0.0)
    return {"usual_share": 1.0 / len(firms), "lapsing": float(lapsing), "foresight": float(foresight)}


def worth_of_waiting(wait: Values) -> Values:
    """Return what a reward is worth that comes again and again, each time after ``wait``; 1 without a wait.

    ``wait`` is the time to a reward times the impatience. The rewards to come are worth
    ``1 / (exp(wait) - 1)`` together, and ``1 / wait`` if they came in small parts with every purchase.
    """
    soon = 1.0 - wait * (0.5 - wait / 12.0)
    late = wait / np.maximum(exponential(wait) - 1.0, SHORTEST)
    return where(wait < SHORTEST, soon, late)


def slowed_by_lapse(lapsed: Values) -> Values:
    """Return how many times as long a reward takes because points lapse.

    ``lapsed`` is the share that lapses in a month times the months that the reward takes without. Points that
    are earned at a steady rate grow towards rate / share; from 1 on the reward is never reached.
    """
    early = 1.0 + lapsed * (0.5 + lapsed * (1.0 / 3.0 + 0.25 * lapsed))
    later = -logarithm(np.maximum(1.0 - lapsed, LEAST)) / np.maximum(lapsed, SHORTEST)
    return where(lapsed < SHORTEST, early, later)


def prospect(threshold: Values, rate: Values, lapse: Values, impatience: float) -> Values:
    """Return the worth of a reward after ``threshold`` purchases, as a share of its face value."""
    months = threshold / np.maximum(rate, LEAST)
    slowed = slowed_by_lapse(lapse * months)
    worth = worth_of_waiting(impatience * (months * slowed)) / slowed
    return where(lapse * months < 1.0, worth, 0.0)


def share_of_purchases(here: Values, anywhere: Values, usual_share: float) -> Values:
    """Return the share of her purchases that a customer makes with a firm, as far as experience tells."""
    return (here + NEWCOMERS_PURCHASES * usual_share) / (anywhere + NEWCOMERS_PURCHASES)


def money_promised(firm: Firm | Supplier, prospect: Values) -> Values:
    """Return the money that a firm's programme promises a customer a month: rebates, and rewards to come."""
    return firm.rebate + firm.reward * prospect


def take_at_face_value(she: She, firms: Firms) -> None:
    """Let every promised reward be worth its face value (``foresee`` then corrects it)."""
    she.prospect = 1.0
    for _, relation in firms:
        relation.prospect = 1.0


def foresee(she: She, firms: Firms, world: World) -> None:
    """Work out what each firm's rewards are worth to a customer under a contract."""
    own = she.prospect
    for firm, relation in firms:
        worth = prospect(firm.threshold, she.purchase_rate, firm.lapse, world.rewards.impatience)
        worth = where(firm.reward > 0.0, worth, 1.0)
        relation.prospect = worth
        own = where(she.firm == firm.number, worth, own)
    she.prospect = own


def count_purchases(she: She, firms: Firms) -> None:
    """Add up what a customer has bought from all firms."""
    anywhere = she.purchases
    for firm, relation in firms:
        anywhere = anywhere + where(she.firm == firm.number, 0.0, relation.purchases)
    she.bought_anywhere = anywhere


def foresee_at_shelf(she: She, firm: Firm, relation: Relation, world: World) -> None:
    """Work out what the rewards of a firm are worth to a customer who buys from several firms."""
    here = she.firm == firm.number
    bought = where(here, she.purchases, relation.purchases)
    rate = she.purchase_rate * share_of_purchases(bought, she.bought_anywhere, world.usual_share)
    worth = prospect(firm.threshold, rate, firm.lapse, world.rewards.impatience)
    worth = where(firm.reward > 0.0, worth, 1.0)
    relation.prospect = worth
    she.prospect = where(here, worth, she.prospect)
