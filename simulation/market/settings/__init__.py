"""A scenario's numbers as the rules want them: money in reference prices, switched-off rules neutral.

Switching a mechanism off (``[world.rules]``) sets the numbers that drive it to the value at which its
formula does nothing. The rules themselves know no switches.
"""

from simulation.market.settings.firms import CONTACT, Firms, firm_numbers
from simulation.market.settings.psychology import (
    Psychology,
    a_month_older,
    persistence,
    psychology,
    total_scale,
)

__all__ = [
    "CONTACT",
    "Firms",
    "Psychology",
    "a_month_older",
    "firm_numbers",
    "persistence",
    "psychology",
    "total_scale",
]
