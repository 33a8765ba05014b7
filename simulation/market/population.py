"""Drawing the customers: every mechanism draws its own traits, each with its own luck."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from simulation.kernel.arithmetic import Values
from simulation.kernel.distributions import Draw
from simulation.kernel.draws import uniform
from simulation.kernel.views import customers
from simulation.market import luck
from simulation.mechanisms.contents import CONTENTS
from simulation.mechanisms.taste_and_brand import draw_tastes
from simulation.mechanisms.word_of_mouth import draw_acquaintances

if TYPE_CHECKING:
    from simulation.scenario.firm import Firm
    from simulation.scenario.world import World


def populating(
    state: Any, world: World, seed: int, names: tuple[str, ...], firms: Sequence[Firm]
) -> Iterator[None]:
    """Write the traits of all customers into ``state``, mechanism by mechanism; yields after each.

    ``names`` are those of all rows beside the customers: the firms, and doing without.
    """
    everybody, draw = slice(0, state.firm.size), drawing(seed, state.firm.size)
    state.identity[:] = np.arange(state.firm.size, dtype=np.uint64)
    for mechanism in CONTENTS:
        draw_customers = getattr(mechanism, "draw_customers", None)
        if draw_customers is not None:
            draw_customers(customers(state, everybody), world, draw)
            yield
    draw_tastes(state.taste, world, draw, names, firms)
    yield
    draw_acquaintances(state.acquaintances, world.population.rewiring, draw)


def drawing(seed: int | str, customers: int) -> Draw:
    """Return the uniform draws of so many customers under a seed."""
    who = np.arange(customers, dtype=np.uint64)

    def draw(*trait: int | str) -> Values:
        return uniform(luck.key(seed, *trait), who)

    return draw
