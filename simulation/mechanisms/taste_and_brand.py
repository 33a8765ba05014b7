"""Taste and brand: lasting preferences for a firm, and the price elasticity that they imply."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from simulation.kernel.columns import ANY, WORTH, trait
from simulation.kernel.distributions import Draw, normal
from simulation.mechanisms.dirichlet_tastes import dirichlet_taste, usual_shape, weights
from simulation.schema import Grade, Role, Table, Unit, parameter, switch

if TYPE_CHECKING:
    from simulation.kernel.arithmetic import Values
    from simulation.scenario.firm import Firm
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
        0.63, Unit.SHARE, bounds=(0, 0.99), plausible=(0.4, 0.85), grade=Grade.ASSUMED,
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
        role=Role.GIVEN,
        name="Brand strength",
        meaning="What the brand itself is worth a month to a customer of mean involvement, apart from any "
        "experience.",
    )
    taste_spread: float = parameter(
        1.0, Unit.RATIO, bounds=(0.1, 5), plausible=(0.7, 1.5), grade=Grade.ASSUMED,
        role=Role.GIVEN,
        name="Spread of tastes",
        meaning="How many times as much as usual customers differ in their lasting taste for the firm; above "
        "1 for a firm with a following of its own that others avoid.",
        neutral=1.0,
        from_start=True,
    )


class Switches(Table):
    """Switches of this mechanism."""

    tastes: bool = switch(
        name="Lasting tastes",
        meaning="Customers have lasting tastes for firms; switched off, all taste is luck of the moment.",
        from_start=True,
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


def world_numbers(world: World, firms: Sequence[Firm]) -> dict[str, float]:
    """Return the scale of the luck of choice."""
    return {"choice_scale": fresh_scale(world, len(firms))}


def draw_tastes(
    tastes: Values, world: World, draw: Draw, names: tuple[str, ...], firms: Sequence[Firm]
) -> None:
    """Draw lasting tastes: the persistent share of the variance that the price elasticity implies.

    ``names`` are those of the firms, and of doing without, which has the tastes of an equal firm.
    """
    beside = (1.0,) * (len(names) - len(firms))
    spreads, sizes = (*(firm.taste_spread for firm in firms), *beside), (*weights(firms), *beside)
    deviation = persistence(world) ** 0.5 * total_scale(world, len(firms)) * GUMBEL_DEVIATION
    gamma = world.rules.dirichlet_tastes and persistence(world) > 0.0
    scale, usual = fresh_scale(world, len(firms)), usual_shape(persistence(world)) if gamma else 0.0
    for j, (name, spread, size) in enumerate(zip(names, spreads, sizes, strict=True)):
        luck = draw("taste", name)
        if gamma:
            tastes[j] = dirichlet_taste(luck, scale, usual, size, spread)
        else:
            tastes[j] = deviation * spread * normal(luck)
