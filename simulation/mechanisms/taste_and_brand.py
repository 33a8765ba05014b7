"""Taste and brand: lasting preferences for a firm, and the price elasticity that they imply."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulation.kernel.columns import ANY, WORTH, trait
from simulation.kernel.distributions import Draw, normal
from simulation.schema import Grade, Table, Unit, parameter, switch

if TYPE_CHECKING:
    from simulation.kernel.arithmetic import Values
    from simulation.scenario.world import World

GUMBEL_DEVIATION = 1.2825498301618641
"""Standard deviation of a Gumbel variable of scale 1 (pi / sqrt 6)."""


class WorldParameters(Table):
    """How strongly customers react to prices, and how lasting their tastes are."""

    price_elasticity: float = parameter(
        2.62, Unit.RATIO, bounds=(0.2, 20), plausible=(1.8, 3.5), grade=Grade.MEASURED,
        source="Bijmolt, van Heerde & Pieters 2005",
        name="Price elasticity",
        meaning="How strongly customers who choose react to a firm's own price (percent of demand for a "
        "percent of price); it sets how much luck and taste weigh in a choice.",
        from_start=True,
        sources=("bijmolt-van-heerde-pieters-2005",),
    )
    taste_persistence: float = parameter(
        0.66, Unit.SHARE, bounds=(0, 0.99), plausible=(0.4, 0.85), grade=Grade.ASSUMED,
        source="fitted to cohort survival (Fader & Hardie 2007) and price elasticity",
        name="Lasting taste",
        meaning="The share of taste differences between customers that lasts; the rest is drawn again "
        "whenever a customer looks around.",
        from_start=True,
        sources=("fader-hardie-2007",),
    )


class FirmParameters(Table):
    """The strength of a firm's brand."""

    brand: float = parameter(
        0.0, Unit.PRICE_SHARE, bounds=(-5, 5), plausible=(-0.5, 0.5), grade=Grade.ASSUMED,
        name="Brand strength",
        meaning="What the brand itself is worth a month to a customer of mean involvement, apart from any "
        "experience.",
    )


class Switches(Table):
    """Switches of this mechanism."""

    tastes: bool = switch(
        name="Lasting tastes",
        meaning="Customers have lasting tastes for firms; switched off, all taste is luck of the moment.",
    )


class State:
    """What each customer likes about each firm."""

    taste = trait(WORTH, ANY, "lasting taste for the firm", shape="dyads")


def persistence(world: World) -> float:
    """Return the share of taste variance that persists."""
    return world.taste_persistence if world.rules.tastes else 0.0


def total_scale(world: World, firm_count: int) -> float:
    """Return the scale of all luck in choice, lasting and fresh, in reference prices.

    A logit's own-price elasticity at equal shares is ``-(1 - 1 / firms) * price / scale``; a single firm gets
    the scale of two.
    """
    return (1.0 - 1.0 / max(firm_count, 2)) / world.price_elasticity


def fresh_scale(world: World, firm_count: int) -> float:
    """Return the scale of the luck that is drawn at every look around, in reference prices."""
    return (1.0 - persistence(world)) ** 0.5 * total_scale(world, firm_count)


def world_numbers(world: World, firm_count: int) -> dict[str, float]:
    """Return the scale of the luck of choice."""
    return {"choice_scale": fresh_scale(world, firm_count)}


def draw_tastes(tastes: Values, world: World, draw: Draw, firm_names: tuple[str, ...]) -> None:
    """Draw lasting tastes: the persistent share of the variance that the price elasticity implies."""
    deviation = persistence(world) ** 0.5 * total_scale(world, len(firm_names)) * GUMBEL_DEVIATION
    for j, name in enumerate(firm_names):
        tastes[j] = deviation * normal(draw("taste", name))
