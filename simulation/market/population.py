"""Drawing the customers: every mechanism draws its own traits, each with its own luck."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from simulation.kernel.arithmetic import Flags, Values, Whole
from simulation.kernel.distributions import Draw
from simulation.kernel.draws import uniform
from simulation.kernel.views import Rows, customers
from simulation.market import luck
from simulation.mechanisms import segments
from simulation.mechanisms.contents import CONTENTS
from simulation.mechanisms.taste_and_brand import draw_tastes
from simulation.mechanisms.word_of_mouth import draw_acquaintances

if TYPE_CHECKING:
    from simulation.scenario.firm import Firm
    from simulation.scenario.world import World


class Part(NamedTuple):
    """Customers of one population: who they are, the world with their population, and their luck."""

    rows: Rows
    world: World
    draw: Draw


def populating(
    state: Any, world: World, seed: int, names: tuple[str, ...], firms: Sequence[Firm]
) -> Iterator[None]:
    """Write the traits of all customers into ``state``, mechanism by mechanism; yields after each.

    ``names`` are those of all rows beside the customers: the firms, and doing without.
    """
    draw = drawing(seed, state.firm.size)
    state.identity[:] = np.arange(state.firm.size, dtype=np.uint64)
    segments.draw_customers(customers(state, slice(0, state.firm.size)), world, draw)
    parts = parts_of(world, state.segment, draw)
    for mechanism in CONTENTS:
        draw_customers = getattr(mechanism, "draw_customers", None)
        if draw_customers is not None and mechanism is not segments:
            for part in parts:
                draw_customers(customers(state, part.rows), part.world, part.draw)
            yield
    draw_tastes(state.taste, world, draw, names, firms)
    yield
    draw_acquaintances(state.acquaintances, world.population.rewiring, draw)


def parts_of(world: World, segment: Whole, draw: Draw) -> list[Part]:
    """Return the parts of the population, given the segment of each customer: one part for each segment."""
    people = world.population
    if not people.segment:
        return [Part(slice(0, segment.size), world, draw)]
    return [
        _part(world.changed({"population": segments.of_segment(people, each)}), segment == number, draw)
        for number, each in enumerate(people.segment)
    ]


def _part(world: World, among: Flags, draw: Draw) -> Part:
    (rows,) = among.nonzero()
    return Part(rows, world, lambda *trait: draw(*trait)[rows])


def drawing(seed: int | str, customers: int) -> Draw:
    """Return the uniform draws of so many customers under a seed."""
    who = np.arange(customers, dtype=np.uint64)

    def draw(*trait: int | str) -> Values:
        return uniform(luck.key(seed, *trait), who)

    return draw
