"""Involvement: how much a purchase matters to a customer (Zaichkowsky 1985), compared with price."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from simulation.kernel.arithmetic import Values, Whole, where_whole
from simulation.kernel.columns import CODE, NOT_NEGATIVE, SHARE, trait
from simulation.kernel.distributions import Draw, beta, lognormal
from simulation.kernel.views import She
from simulation.mechanisms.segments import overall
from simulation.schema import Grade, Table, Unit, parameter, switch

if TYPE_CHECKING:
    from simulation.scenario.world import World

LEAST_STAKES = 0.05
"""Lowest stakes: even the least involved customer cares a little about what she gets."""
INVENTORY = (20.0, 140.0)
"""Lowest and highest score of the Personal Involvement Inventory."""
NORM = 89.3
"""Score of the inventory that is usual over many products (Zaichkowsky 1985)."""


LEVELS = ("low", "medium", "high")
"""Levels of involvement on the inventory: 20-69, 70-110, 111-140 (Zaichkowsky 1985)."""
LEVELS_BEGIN = (70.0, 110.5)
"""Scores from which involvement is medium, and high."""


class PopulationParameters(Table, from_start=True):
    """How involvement and price sensitivity are distributed."""

    involvement_mean: float = parameter(
        89.3, Unit.INVENTORY, bounds=(25, 135), plausible=(65, 120), grade=Grade.FROM_MEMORY,
        source="Zaichkowsky 1985",
        name="Involvement, mean",
        meaning="Mean involvement of the customers in the product, on the Personal Involvement Inventory "
        "from 20 to 140.",
        sources=("zaichkowsky-1985",),
    )
    involvement_spread: float = parameter(
        26.0, Unit.INVENTORY, bounds=(1, 50), plausible=(10, 35), grade=Grade.FROM_MEMORY,
        source="Zaichkowsky 1985",
        name="Involvement, spread",
        meaning="Standard deviation of involvement between customers, in points of the inventory.",
        sources=("zaichkowsky-1985",),
    )
    involvement_norm: float = parameter(
        1.0, Unit.SHARE, bounds=(0, 1), plausible=(0, 1), grade=Grade.FROM_MEMORY, neutral=0.0,
        source="norm of the inventory: Zaichkowsky 1985",
        name="Involvement against the norm",
        meaning="With what involvement is compared when customers weigh quality against price: 0 for the "
        "market's own mean, so that its level does not matter, 1 for the norm of the inventory (89.3).",
        sources=("zaichkowsky-1985",),
    )
    price_sensitivity_spread: float = parameter(
        0.2, Unit.RATIO, bounds=(0, 2), plausible=(0, 0.6), grade=Grade.ASSUMED,
        name="Price sensitivity, spread",
        meaning="How much customers differ in the weight they give to money (standard deviation of the "
        "logarithm).",
    )


class Switches(Table):
    """Switches of this mechanism."""

    involvement: bool = switch(
        name="Involvement",
        meaning="Customers differ in involvement; switched off, all are at the mean.",
        from_start=True,
    )


class State:
    """How involved each customer is."""

    involvement = trait("0-1", SHARE, "involvement, 0 for 20 and 1 for 140 on the inventory")
    involvement_level = trait("number", (0, 2), "low, medium or high involvement", dtype=CODE)
    stakes = trait(
        "ratio",
        (LEAST_STAKES, np.inf),
        "how much quality, taste and people count for the customer compared with price",
    )
    price_sensitivity = trait(
        "ratio", NOT_NEGATIVE, "how strongly price counts for the customer; about 1 is usual"
    )


def share_of_inventory(score: float) -> float:
    """Return a score of the inventory (20 to 140) on the scale from 0 to 1."""
    lowest, highest = INVENTORY
    return (score - lowest) / (highest - lowest)


def involvement_level(involvement: Values) -> Whole:
    """Return the level of involvement: 0 low, 1 medium, 2 high."""
    lowest, highest = INVENTORY
    score = lowest + (highest - lowest) * involvement
    medium, high = LEVELS_BEGIN
    return where_whole(score >= high, 2, where_whole(score >= medium, 1, 0))


def usual_involvement(mean: float, norm_share: float) -> float:
    """Return the involvement (0-1) of a customer with stakes of 1: the market's mean, or nearer the norm."""
    return mean + norm_share * (share_of_inventory(NORM) - mean)


def stakes(involvement: Values, usual_involvement: float, money_weight: Values) -> Values:
    """Return how much quality counts for a customer compared with price: 1 at the usual involvement."""
    return np.maximum(involvement / usual_involvement * money_weight, LEAST_STAKES)


def world_numbers(world: World) -> dict[str, float]:
    """Return the mean involvement, 0-1."""
    return {"mean_involvement": share_of_inventory(overall(world.population, "involvement_mean"))}


def draw_customers(she: She, world: World, draw: Draw) -> None:
    """Draw involvement (Beta) and the weight of money (lognormal)."""
    involvement, money_weight, at_stake = drawn(world, draw)
    she.involvement = involvement
    she.involvement_level = involvement_level(involvement)
    she.price_sensitivity = 1.0 / money_weight
    she.stakes = at_stake


def drawn(world: World, draw: Draw) -> tuple[Values, Values, Values]:
    """Return the involvement of some customers, the weight that they give to money, and their stakes."""
    people, luck = world.population, draw("involvement")
    own, spread = share_of_inventory(people.involvement_mean), people.involvement_spread / 120.0
    mean = share_of_inventory(overall(people, "involvement_mean"))
    involvement = beta(luck, own, spread) if world.rules.involvement else np.full(luck.shape, mean)
    money_weight = lognormal(draw("price sensitivity"), people.price_sensitivity_spread)
    usual = usual_involvement(mean, people.involvement_norm)
    return involvement, money_weight, stakes(involvement, usual, money_weight)
