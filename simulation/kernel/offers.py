"""The firms as they are this month, from which mechanisms derive the firms' numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

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
    ``before`` are the firms in the warm-up, from whose terms a change is measured. ``treatments`` are classes
    of customers, each with its firm's number and the firm as it is to them; their rows come last.
    """

    def __init__(
        self,
        firms: Iterable[Firm],
        world: World,
        outside: bool = False,
        before: Iterable[Firm] = (),
        treatments: Iterable[tuple[int, Any, Firm]] = (),
    ) -> None:
        firms, treatments = tuple(firms), tuple(treatments)
        before = tuple(before) or firms
        self._outside, self._count = (0.0,) * outside, len(firms)
        self._treatments = [treatment for _, treatment, _ in treatments]
        self._firms = (*firms, *(as_treated for _, _, as_treated in treatments))
        self._before = (*before, *(before[number] for number, _, _ in treatments))
        self.world = world
        rows = self._count + outside
        self.owner = np.array([*range(rows), *(number for number, _, _ in treatments)], dtype=np.float64)
        rules = world.rules
        self.financial = self.each(lambda firm: float(firm.level >= 1 and rules.financial_bonds))
        self.social = self.each(lambda firm: float(firm.level >= 2 and rules.social_bonds))
        self.structural = self.each(lambda firm: float(firm.level >= 3 and rules.structural_bonds))

    @property
    def count(self) -> int:
        """Number of firms."""
        return self._count

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
        """Return numbers of the firms and their treatments, with a 0 between them for doing without."""
        given = list(values)
        return np.array([*given[: self._count], *self._outside, *given[self._count :]], dtype=np.float64)

    def of_treatments(self, value: Callable[[Any], float], of_firms: float) -> Values:
        """Return a number of each treatment, and the same for every firm and for doing without."""
        rows = self._count + len(self._outside)
        return np.array([*[of_firms] * rows, *map(value, self._treatments)], dtype=np.float64)

    def most_of_firm(self, numbers: Values) -> Values:
        """Return, for every row, the highest of its firm's numbers on all the firm's terms."""
        owner = self.owner.astype(np.intp)
        highest = np.full(int(owner.max()) + 1, -np.inf)
        np.maximum.at(highest, owner, numbers)
        return highest[owner]

    def before_and_now(self, value: Callable[[Firm], float]) -> tuple[Values, Values]:
        """Return a number of each firm in the warm-up, and the same now; nothing for doing without."""
        numbers = [[value(firm) for firm in firms] for firms in (self._before, self._firms)]
        return np.array(numbers[0], dtype=np.float64), np.array(numbers[1], dtype=np.float64)
