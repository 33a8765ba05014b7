"""The firms as they are this month, from which mechanisms derive the firms' numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

import numpy as np

from simulation.kernel.arithmetic import Values

if TYPE_CHECKING:  # mechanisms read scenarios, but need no scenario to be imported
    from simulation.scenario.firm import Firm
    from simulation.scenario.rules import Rules
    from simulation.scenario.world import World

Numbers = Mapping[str, Values]
"""Firms' numbers by name, an array with one entry per firm each."""


class Offers:
    """The firms of a market, and which levels they run.

    ``financial``, ``social`` and ``structural`` are 1 for the firms that run level 1, 2 or 3, so that level 3
    contains 2 contains 1 by construction, and 0 for the others or where the bond is switched off.
    """

    def __init__(self, firms: Iterable[Firm], world: World) -> None:
        self._firms = tuple(firms)
        self.world = world
        rules = world.rules
        self.financial = self.each(lambda firm: float(firm.level >= 1 and rules.financial_bonds))
        self.social = self.each(lambda firm: float(firm.level >= 2 and rules.social_bonds))
        self.structural = self.each(lambda firm: float(firm.level >= 3 and rules.structural_bonds))

    @property
    def count(self) -> int:
        """Number of firms."""
        return len(self._firms)

    @property
    def rules(self) -> Rules:
        """The switches of the mechanisms."""
        return self.world.rules

    @property
    def reference_price(self) -> float:
        """The reference price, by which money is divided."""
        return self.world.reference_price

    def each(self, value: Callable[[Firm], float]) -> Values:
        """Return a number of each firm."""
        return np.array([value(firm) for firm in self._firms], dtype=np.float64)
