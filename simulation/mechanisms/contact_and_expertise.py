"""Contact and expertise: how often a customer deals with her supplier, and how well she does without help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulation.kernel.arithmetic import Values
from simulation.kernel.columns import NOT_NEGATIVE, SHARE, trait
from simulation.kernel.distributions import Draw, beta, lognormal
from simulation.kernel.views import She
from simulation.schema import Grade, Table, Unit, parameter

if TYPE_CHECKING:
    from simulation.scenario.world import World


class WorldParameters(Table):
    """How hard the product is to use."""

    complexity: float = parameter(
        0.5, Unit.SHARE, bounds=(0, 1), plausible=(0, 1), grade=Grade.ASSUMED,
        name="Task complexity",
        meaning="How hard the product is to use without the supplier's know-how; it raises the worth of a "
        "structural bond.",
        from_start=True,
    )
    usage_by_stakes: float = parameter(
        1.0, Unit.SHARE, bounds=(0, 1), plausible=(0, 1), grade=Grade.ASSUMED, neutral=0.0,
        name="Use by stakes",
        meaning="How far customers use a supplier's know-how in proportion to their stakes: 0 not at all, 1 "
        "in full.",
        from_start=True,
    )


class PopulationParameters(Table, from_start=True):
    """How contact frequency and expertise are distributed."""

    contact_frequency: float = parameter(
        1.0, Unit.RATIO, bounds=(0, 50), plausible=(0.25, 6), grade=Grade.ASSUMED,
        name="Contact frequency",
        meaning="How often customers deal with their supplier, relative to an ordinary market; bonds grow "
        "with it.",
    )
    contact_frequency_spread: float = parameter(
        0.5, Unit.RATIO, bounds=(0, 2), plausible=(0, 1), grade=Grade.ASSUMED,
        name="Contact frequency, spread",
        meaning="How much customers differ in contact frequency (standard deviation of the logarithm).",
    )
    expertise_mean: float = parameter(
        0.5, Unit.SHARE, bounds=(0.02, 0.98), plausible=(0.1, 0.9), grade=Grade.ASSUMED,
        name="Customers' expertise, mean",
        meaning="How well customers manage without the supplier's know-how; it lowers the worth of a "
        "structural bond.",
    )
    expertise_spread: float = parameter(
        0.1, Unit.SHARE, bounds=(0, 0.3), plausible=(0, 0.25), grade=Grade.ASSUMED,
        name="Customers' expertise, spread",
        meaning="Standard deviation of expertise between customers.",
    )


class State:
    """How much of a supplier's service a customer can use."""

    contact = trait("ratio", NOT_NEGATIVE, "how often the customer deals with her supplier")
    expertise = trait("0-1", SHARE, "how well the customer can do without the supplier's know-how")
    usage = trait("ratio", NOT_NEGATIVE, "how much she can use of a supplier's know-how, about 1")


def usage(contact: Values, complexity: float, expertise: Values) -> Values:
    """Return how much a customer can use of a supplier's know-how; 1 at middle complexity and expertise."""
    return contact * (4.0 * complexity) * (1.0 - expertise)


def used_by_stakes(usage: Values, stakes: Values, share: float) -> Values:
    """Return how much a customer uses, of which a ``share`` is in proportion to her stakes."""
    return usage * (1.0 - share + share * stakes)


def draw_customers(she: She, world: World, draw: Draw) -> None:
    """Draw contact frequency (lognormal) and expertise (Beta)."""
    people = world.population
    she.contact = people.contact_frequency * lognormal(draw("contact"), people.contact_frequency_spread)
    she.expertise = beta(draw("expertise"), people.expertise_mean, people.expertise_spread)
    usable = usage(she.contact, world.complexity, she.expertise)
    she.usage = used_by_stakes(usable, she.stakes, world.usage_by_stakes)
