"""Hope and redemption: a reward is felt as hope with every purchase, and as money when it is redeemed.

Beliefs about a firm follow the hope alone, so that a choice does not depend on the month of a redemption.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from simulation.kernel.arithmetic import Values, as_number
from simulation.kernel.columns import NOT_NEGATIVE, WORTH, monthly
from simulation.kernel.views import Relation, She, Supplier, World
from simulation.mechanisms.attainability import LEAST
from simulation.mechanisms.points_and_tiers import hoped_reward
from simulation.schema import Grade, Table, Unit, parameter, switch

if TYPE_CHECKING:
    from simulation.scenario import world as scenario


class RewardParameters(Table):
    """When a reward is felt."""

    hope: float = parameter(
        0.7, Unit.SHARE, bounds=(0, 1), plausible=(0.5, 1), grade=Grade.ASSUMED,
        name="Hope for rewards",
        meaning="What share of a reward is felt beforehand, with every purchase; the rest is felt as money "
        "in the month in which it is redeemed. 1: all of it beforehand.",
        needs="redemption",
        neutral=1.0,
    )


class Switches(Table):
    """Switches of this mechanism."""

    redemption: bool = switch(
        neutral=True,
        name="Redemption",
        meaning="A part of a reward is felt when it is redeemed; switched off, all of it is felt beforehand.",
    )


class State:
    """What each customer received."""

    received = monthly(
        WORTH, NOT_NEGATIVE, "money of the rewards redeemed, against what the customer buys in a month"
    )


def world_numbers(world: scenario.World) -> dict[str, float]:
    """Return the share of a reward that is felt when it is redeemed."""
    return {"felt_when_redeemed": 1.0 - world.rewards.hope if world.rules.redemption else 0.0}


def money_received(rewards: Values, reward_worth: Values, bought: Values) -> Values:
    """Return the money of the rewards redeemed, spread over the purchases of the month."""
    return rewards * reward_worth / bought


def relief(received: Values, hoped: Values, felt_when_redeemed: float) -> Values:
    """Return what redeeming adds to the month, and what the months without a reward lack."""
    return felt_when_redeemed * (received - hoped)


def redeem_own(she: She, supplier: Supplier) -> None:
    """Work out what the supplier's rewards gave back this month (under a contract)."""
    bought = np.maximum(she.quantity, LEAST)
    she.received = money_received(as_number(she.redeemed), supplier.reward_worth, bought)


def redeem(she: She, supplier: Supplier, own_relation: Relation) -> None:
    """Work out what the supplier's rewards gave back last month, before its purchases are used up."""
    bought = np.maximum(own_relation.bought, 1.0)
    she.received = money_received(as_number(own_relation.rewards), supplier.reward_worth, bought)


def enjoy_reward(she: She, supplier: Supplier, world: World) -> None:
    """Let the rest of a reward, beyond the hope, be felt when it is redeemed."""
    she.felt += relief(she.received, hoped_reward(she, supplier), world.felt_when_redeemed)
    she.disconfirmation = she.felt - she.expectation
