"""Contact and expertise: how often a customer deals with her supplier, and how well she does without help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulation.kernel.columns import NOT_NEGATIVE, SHARE, trait
from simulation.kernel.distributions import Draw, beta, lognormal
from simulation.kernel.views import She

if TYPE_CHECKING:
    from simulation.scenario.world import World


class State:
    """How much of a supplier's service a customer can use."""

    contact = trait("ratio", NOT_NEGATIVE, "how often the customer deals with her supplier")
    expertise = trait("0-1", SHARE, "how well the customer can do without the supplier's know-how")
    usage = trait("ratio", NOT_NEGATIVE, "contact times complexity times lack of expertise, about 1")


def usage(contact: float, complexity: float, expertise: float) -> float:
    """Return how much a customer can use of a supplier's know-how; 1 at middle complexity and expertise."""
    return contact * (4.0 * complexity) * (1.0 - expertise)


def draw_customers(she: She, world: World, draw: Draw) -> None:
    """Draw contact frequency (lognormal) and expertise (Beta)."""
    people = world.population
    she.contact = people.contact_frequency * lognormal(draw("contact"), people.contact_frequency_spread)
    she.expertise = beta(draw("expertise"), people.expertise_mean, people.expertise_spread)
    she.usage = usage(she.contact, world.complexity, she.expertise)
