"""The rows of a ledger: one a firm, and one for each class of customers on terms of its own."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from simulation.kernel.arithmetic import Values, Whole


class LedgerRows(NamedTuple):
    """Which rows there are: ``owner`` is the firm of each, ``of_terms`` the row of each of the firms' terms.

    The firms' ordinary terms come first. Doing without has the number after the last row's.
    """

    owner: Whole
    of_terms: Whole

    @property
    def number(self) -> int:
        """Number of rows."""
        return int(self.owner.size)

    @property
    def apart(self) -> bool:
        """Whether some customers are on other terms than their firm's ordinary ones."""
        return self.number > int(self.owner.max()) + 1


def ledger_rows(numbers: Any, firms: int, outside: int, alike: tuple[str, ...] = ()) -> LedgerRows:
    """Return the rows of a market's ledger, given the firms' numbers, and how many firms there are.

    ``outside`` is 1 where customers may do without, else 0. Terms of a firm that have the same numbers of the
    names ``alike`` share a row, so that sums over customers who are treated alike are added up in the same
    order, whatever they are called.
    """
    inside = np.delete(np.arange(numbers.owner.size), slice(firms, firms + outside))
    owner = numbers.owner[inside].astype(np.intp)
    row = np.arange(inside.size)
    for place in range(firms, inside.size if alike else 0):
        same = [
            other
            for other in range(place)
            if owner[other] == owner[place]
            and all(
                getattr(numbers, name)[inside[other]] == getattr(numbers, name)[inside[place]]
                for name in alike
            )
        ]
        row[place] = row[same[0]] if same else place
    of_terms = np.full(numbers.owner.size, inside.size)
    of_terms[inside] = row
    return LedgerRows(owner, of_terms)


def by_firm(values: Values, owner: Whole) -> Values:
    """Return sums over the rows of each firm, which are along the last axis."""
    firms = int(owner.max()) + 1
    total: Values = values[..., :firms].copy()
    for row in range(firms, owner.size):
        total[..., owner[row]] += values[..., row]
    return total
