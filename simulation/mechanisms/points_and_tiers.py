"""Points and tiers: purchases earn points, points become rewards, many purchases give status (level 1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from simulation.kernel.arithmetic import Values, where
from simulation.kernel.columns import COUNT, NOT_NEGATIVE, memory, monthly
from simulation.kernel.offers import Offers
from simulation.kernel.views import Firm, Relation, She, Supplier
from simulation.schema import Grade, Role, Table, Unit, parameter, switch

if TYPE_CHECKING:
    from simulation.scenario import world as scenario


class FinancialParameters(Table):
    """Points, rewards and tiers."""

    reward: float = parameter(
        0.03, Unit.SHARE, bounds=(0, 0.9), plausible=(0.01, 0.1), grade=Grade.ASSUMED,
        role=Role.LEVER,
        name="Reward",
        meaning="What points are worth, as a share of spending.",
    )
    threshold: float = parameter(
        20.0, Unit.PURCHASES, bounds=(1, 1000), plausible=(5, 20), grade=Grade.FROM_MEMORY,
        source="Wangfu hotel case (20 stays)",
        role=Role.LEVER,
        name="Reward threshold",
        meaning="After how many purchases points turn into a reward; points below it are lost when a "
        "contract ends.",
        sources=("wangfu-case",),
    )
    tier_threshold: float = parameter(
        60.0, Unit.PURCHASES, bounds=(1, 10_000), plausible=(12, 120), grade=Grade.ASSUMED,
        role=Role.LEVER,
        name="Tier threshold",
        meaning="After how many purchases a customer reaches the higher tier.",
    )
    tier_bonus: float = parameter(
        0.0, Unit.RATIO, bounds=(0, 10), plausible=(0, 1), grade=Grade.ASSUMED,
        role=Role.LEVER,
        name="Tier bonus",
        meaning="How many more points the higher tier earns, relative to the ordinary one.",
    )


class SwitchingCostParameters(Table):
    """How much more points weigh close to the reward."""

    goal_gradient: int = parameter(
        3, Unit.RATIO, bounds=(0, 10), plausible=(1, 5), grade=Grade.ASSUMED,
        name="Goal gradient",
        meaning="How steeply nearness of the reward is felt, in leaving and in buying; 0: the same all the "
        "way.",
    )


class Switches(Table):
    """Switches of this mechanism."""

    financial_bonds: bool = switch(
        name="Financial bonds",
        meaning="Level 1 works: points, rewards, rebates, refunds.",
    )


class State:
    """The points on each customer's accounts, and the rewards redeemed."""

    points = memory(
        "purchases",
        NOT_NEGATIVE,
        "points with the supplier since the last reward",
        elsewhere="points with the other firms (contractual: none)",
    )
    rewards = monthly(
        "number", NOT_NEGATIVE, "rewards redeemed (repeat purchase)", shape="dyads", dtype=COUNT
    )
    redeemed = monthly("number", NOT_NEGATIVE, "rewards redeemed (contractual)", dtype=COUNT)


def firm_numbers(offers: Offers) -> dict[str, Values]:
    """Return the worth of points and rewards, and the threshold and bonus of the higher tier (level 1)."""
    each, one, unit = offers.each, offers.financial, offers.reference_price
    reward = one * each(lambda firm: firm.financial.reward * firm.price / unit)
    threshold = each(lambda firm: firm.financial.threshold)
    return {
        "reward": reward,
        "threshold": threshold,
        "reward_worth": reward * threshold,
        "tier_threshold": each(lambda firm: firm.financial.tier_threshold),
        "tier_bonus": one * each(lambda firm: firm.financial.tier_bonus),
    }


def world_numbers(world: scenario.World) -> dict[str, float]:
    """Return the share of the points' worth that a customer loses by leaving: 1 or 0.

    At the shelf points stay on the account when a customer buys elsewhere, so nothing is lost. The distance
    to the reward makes hardly any difference to frequent buyers (Hartmann & Viard 2008).
    """
    return {"points_forfeited": float(world.rules.switching_costs and world.kind == "contractual")}


def rewards_due(points: Values, threshold: Values) -> Values:
    """Return how many whole rewards the points on the account have earned."""
    return np.floor(points / threshold)


def points_left(points: Values, rewards: Values, threshold: Values) -> Values:
    """Return the points that stay on the account when rewards are redeemed (never below 0 by rounding)."""
    return np.maximum(points - rewards * threshold, 0.0)


def progress_felt(points: Values, threshold: Values, goal_gradient: int) -> Values:
    """Return how near the reward is felt to be (0-1): hardly at first, fully at the reward.

    Progress to the reward, raised to the whole power ``goal_gradient``. So much of the points' worth is felt
    as a loss by leaving, and at the shelf so much of the pull of the reward (mechanism ``goal_gradient``).
    """
    progress = points / threshold
    felt = progress * 0.0 + 1.0
    for _ in range(goal_gradient):
        felt = felt * progress
    return felt


def hoped_reward(she: She, supplier: Supplier) -> Values:
    """Return what points are worth a month, by what the customer expects of them; status adds its bonus."""
    status = she.purchases >= supplier.tier_threshold
    bonus = where(status, supplier.tier_bonus, 0.0)
    return supplier.reward * (1.0 + bonus) * she.prospect


def financial_benefit(she: She, supplier: Supplier) -> Values:
    """Return the monthly benefit of rebates and points, in reference prices."""
    return supplier.rebate + hoped_reward(she, supplier)


def collect_own_points(she: She, supplier: Supplier) -> None:
    """Collect points under a contract, where only the supplier gives them (see ``collect_points``)."""
    status = she.purchases >= supplier.tier_threshold
    earned = she.quantity * where(status, 1.0 + supplier.tier_bonus, 1.0)
    points = she.points + where(supplier.reward > 0.0, earned, 0.0)
    due = rewards_due(points, supplier.threshold)
    she.redeemed = due
    she.points = points_left(points, due, supplier.threshold)


def collect_points(she: She, firm: Firm, relation: Relation) -> None:
    """Collect points at a firm, turn them into rewards at the threshold, and keep the rest."""
    here = she.firm == firm.number
    status = where(here, she.purchases, relation.purchases) >= firm.tier_threshold
    earned = relation.bought * where(status, 1.0 + firm.tier_bonus, 1.0)
    points = where(here, she.points, relation.points) + where(firm.reward > 0.0, earned, 0.0)
    due = rewards_due(points, firm.threshold)
    relation.rewards = due
    left = points_left(points, due, firm.threshold)
    relation.points = left
    she.points = where(here, left, she.points)
