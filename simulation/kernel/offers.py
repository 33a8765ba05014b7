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

    ``outside``: a last row stands for doing without, of which every number is 0 (see ``doing_without``).
    ``before`` are the firms in the warm-up, from whose terms a change is measured.
    """

    def __init__(
        self, firms: Iterable[Firm], world: World, outside: bool = False, before: Iterable[Firm] = ()
    ) -> None:
        self._firms, self._outside = tuple(firms), (0.0,) * outside
        self._before = tuple(before) or self._firms
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
        """Return a number of each firm, and 0 for doing without."""
        return self.row([value(firm) for firm in self._firms])

    def row(self, values: Iterable[float]) -> Values:
        """Return numbers of the firms, with a 0 for doing without."""
        return np.array([*values, *self._outside], dtype=np.float64)

    def before_and_now(self, value: Callable[[Firm], float]) -> tuple[Values, Values]:
        """Return a number of each firm in the warm-up, and the same now; nothing for doing without."""
        numbers = [[value(firm) for firm in firms] for firms in (self._before, self._firms)]
        return np.array(numbers[0], dtype=np.float64), np.array(numbers[1], dtype=np.float64)
