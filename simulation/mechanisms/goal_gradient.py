"""Goal gradient: the nearer the reward, the faster customers buy, and the less they like to put it off.

Buyers speed up on the way to a reward and slacken after it (Kivetz, Urminsky & Zheng 2006). Only those do who
expect to get there, and nearness is felt by the same curve by which points hold a customer under a contract
(``points_and_tiers.progress_felt``). Under a contract purchases are fixed, so all of this is for the shelf.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from simulation.kernel.arithmetic import Flags, Values, exponential, where
from simulation.kernel.columns import FLAG, SHARE, memory, monthly
from simulation.kernel.draws import uniform
from simulation.kernel.views import Luck, Relation, She, Supplier, World
from simulation.mechanisms.attainability import LEAST
from simulation.mechanisms.points_and_tiers import progress_felt
from simulation.mechanisms.purchases import TRIP_SHARE, units_bought
from simulation.schema import Grade, Table, Unit, parameter, switch

if TYPE_CHECKING:
    from simulation.scenario import world as scenario


class RewardParameters(Table):
    """How a reward that is near pulls (repeat purchase)."""

    goal_pull: float = parameter(
        0.5, Unit.RATIO, bounds=(0, 2), plausible=(0.2, 0.8), grade=Grade.ASSUMED,
        source="sign measured: Kivetz, Urminsky & Zheng 2006",
        name="Pull of the goal",
        meaning="How much more often than at the start a customer buys right before a reward that she is "
        "sure to reach (repeat purchase; 0: no more often).",
        needs="acceleration",
        sources=("kivetz-urminsky-zheng-2006",),
    )
    goal_slack: float = parameter(
        1.0, Unit.SHARE, bounds=(0, 1), plausible=(0.5, 1), grade=Grade.ASSUMED,
        source="sign measured: Kivetz, Urminsky & Zheng 2006",
        name="Slack after a reward",
        meaning="How far customers who have had a reward of the firm buy less on the first part of the way; "
        "1: purchases are brought forward, and none is added.",
        needs="acceleration",
        neutral=1.0,
        sources=("kivetz-urminsky-zheng-2006",),
    )
    delay: float = parameter(
        0.6, Unit.SHARE, bounds=(0, 1), plausible=(0.2, 1), grade=Grade.ASSUMED,
        source="small for frequent buyers: Hartmann & Viard 2008",
        name="Weight of a delay",
        meaning="What share of the felt worth of her points counts against buying elsewhere, which puts the "
        "reward off by a month or longer; less for those who buy more often than once a month (repeat "
        "purchase).",
        needs="acceleration",
        sources=("hartmann-viard-2008",),
    )


class Switches(Table):
    """Switches of this mechanism."""

    acceleration: bool = switch(
        neutral=True,
        name="Speeding up to the goal",
        meaning="A reward that is near pulls at the shelf; switched off, nearness changes nothing there.",
    )


class State:
    """How the nearest reward pulls each customer."""

    eagerness = monthly(
        "ratio", (-1.0, 2.0), "how much more often than usual she buys, because of a reward (repeat purchase)"
    )
    rewarded = memory(
        "yes or no", SHARE, "has had a reward of the firm (repeat purchase)", shape="dyads", dtype=FLAG
    )


def world_numbers(world: scenario.World) -> dict[str, float]:
    """Return the weight of a delay where one counts."""
    counts = world.rules.acceleration and world.rules.switching_costs and world.kind == "repeat_purchase"
    return {"delay_felt": world.rewards.delay if counts else 0.0}


def pull_of_goal(
    felt: Values, rewarded: Flags, prospect: Values, pull: float, slack: float, goal_gradient: int
) -> Values:
    """Return by how much more often than usual a customer buys; ``felt`` is the nearness of the reward.

    The mean nearness over the way to a reward is 1 / (1 + ``goal_gradient``). Whoever has had a reward lacks
    a share ``slack`` of it, so that with 1 purchases are brought forward, and none is added.
    """
    usual = where(rewarded, slack / (1.0 + goal_gradient), 0.0)
    return pull * prospect * (felt - usual)


def cost_of_delay(worth: Values, rate: Values, weight: float) -> Values:
    """Return what putting off a reward by one purchase costs: less, the sooner the next purchase comes."""
    return weight * worth * np.minimum(1.0, 1.0 / np.maximum(rate, LEAST))


def feel_pull(she: She, supplier: Supplier, own_relation: Relation, world: World) -> None:
    """Work out how strongly the supplier's next reward pulls this month."""
    felt = progress_felt(she.points, supplier.threshold, world.switching_cost.goal_gradient)
    pulled = pull_of_goal(
        felt,
        own_relation.rewarded,
        she.prospect,
        world.rewards.goal_pull,
        world.rewards.goal_slack,
        world.switching_cost.goal_gradient,
    )
    she.eagerness = where(supplier.reward > 0.0, pulled, 0.0)


def hurry(she: She, luck: Luck) -> None:
    """Draw the trip's units again at the rate to which the reward pulls, with the same luck."""
    mean = she.purchase_rate * TRIP_SHARE * (1.0 + she.eagerness)
    units = units_bought(uniform(luck.shopping, she.identity), mean, exponential(-mean))
    she.units = units
    she.shopping = units > 0.0


def remember_reward(relation: Relation) -> None:
    """Remember that a firm has given a reward."""
    relation.rewarded = relation.rewarded | (relation.rewards > 0)


def weigh_delay(she: She, supplier: Supplier, world: World) -> None:
    """Count against buying elsewhere that it puts the supplier's next reward off."""
    felt = progress_felt(she.points, supplier.threshold, world.switching_cost.goal_gradient)
    worth = supplier.reward * she.prospect * she.points * felt
    she.cost_financial = she.cost_financial + cost_of_delay(worth, she.purchase_rate, world.delay_felt)
