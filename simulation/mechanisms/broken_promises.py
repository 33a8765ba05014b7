"""Broken promises: a programme that is withdrawn or cut disappoints those who counted on it.

What is lost is measured on what the programme promised (money back, structure, contact), whatever the price
and whatever rivals copy. A reward that is lowered, moved further away or allowed to lapse counts by what a
customer who buys at the usual rate then expects less of it. Integration ends with level 3, and the bond with
a person ends with level 2. Points stay owed.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from simulation.kernel.arithmetic import Values, where
from simulation.kernel.offers import Numbers, Offers
from simulation.kernel.views import Firm, Relation, She, World
from simulation.mechanisms.attainability import prospect
from simulation.mechanisms.segments import overall
from simulation.schema import Grade, Table, Unit, parameter, switch

PROMISES = ("money_promised", "structure_promised", "tie")
"""Firms' numbers of which a fall breaks a promise."""


class TrustParameters(Table):
    """What a withdrawn programme costs a firm."""

    breach: float = parameter(
        0.2, Unit.SHARE, bounds=(0, 1), plausible=(0.1, 0.4), grade=Grade.ASSUMED,
        name="Breach of promise",
        meaning="What share of their trust in a firm customers lose when it withdraws what its programme "
        "promised; in part if it withdraws a part. Its own customers expect less and are dissatisfied, too.",
        needs="broken_promises",
    )


class Switches(Table):
    """Switches of this mechanism."""

    broken_promises: bool = switch(
        name="Broken promises",
        meaning="Customers resent a programme that is withdrawn or cut.",
        neutral=True,
    )


def firm_numbers(offers: Offers, numbers: Numbers) -> dict[str, Values]:
    """Return what each firm's programme promises, and, until one is broken, that nothing is lost."""
    each = offers.each
    reward = each(lambda firm: firm.financial.reward) * usual_prospect(offers, numbers)
    back = each(lambda firm: firm.financial.rebate) + reward
    nothing = 0.0 * numbers["tie"]
    return {
        "money_promised": offers.financial * back,
        "structure_promised": offers.structural * each(lambda firm: firm.structural.uniqueness),
        "people_promised": offers.social,
        "structure_offered": offers.structural,
        "promise_lost": nothing,
        "money_lost": nothing,
        "structure_lost": nothing,
        "people_lost": nothing,
        "structure_ended": nothing,
    }


def usual_prospect(offers: Offers, numbers: Numbers) -> Values:
    """Return the worth of each firm's rewards to a customer who buys at the usual rate, all of it there."""
    world = offers.world
    foreseen = world.rules.attainability
    rate = 0.0 * numbers["threshold"] + overall(world.population, "purchase_rate")
    lapse = float(foreseen) * numbers["lapse"]
    return prospect(numbers["threshold"], rate, lapse, world.rewards.impatience if foreseen else 0.0)


def share_lost(before: Values, now: Values) -> Values:
    """Return what share of a promise is withdrawn (0 where it was kept or raised)."""
    fall = np.maximum(before - now, 0.0)
    return fall / where(before > 0.0, before, 1.0)


def losses(before: Any, now: Any) -> Any:
    """Return the firms' new numbers, with what their programmes have lost since the numbers ``before``."""
    shares = [share_lost(getattr(before, name), getattr(now, name)) for name in PROMISES]
    money = np.maximum(before.money_promised - now.money_promised, 0.0)
    ended = share_lost(before.people_promised, now.people_promised)
    return now._replace(
        promise_lost=np.maximum.reduce(shares),
        money_lost=money * now.price,
        structure_lost=np.maximum(before.structure_promised - now.structure_promised, 0.0),
        people_lost=ended * before.personal_share,
        structure_ended=share_lost(before.structure_offered, now.structure_offered),
    )


def worth_lost(she: She, firm: Firm, world: World) -> Values:
    """Return what a month with the supplier is worth less: money back, structure, the person."""
    structure = world.bonds.structural_benefit * she.usage * she.integration * firm.structure_lost
    person = world.bonds.social_benefit * she.stakes * she.social_bond * firm.people_lost * firm.personal_fit
    return firm.money_lost + structure + person


def break_promise(she: She, firm: Firm, relation: Relation, world: World) -> None:
    """Let customers lose trust in a firm that withdraws what it promised; its own feel what they lose."""
    here = she.firm == firm.number
    kept = 1.0 - world.trust.breach * firm.promise_lost
    bond, structure = 1.0 - firm.people_lost, 1.0 - firm.structure_ended
    lost = where(here, worth_lost(she, firm, world), 0.0)
    she.trust *= where(here, kept, 1.0)
    she.expectation -= lost
    she.satisfaction -= world.trust.breach * world.satisfaction.loss_aversion * lost
    she.social_bond *= where(here, bond, 1.0)
    she.integration *= where(here, structure, 1.0)
    relation.trust *= kept
    relation.social_bond *= bond
    relation.integration *= structure
