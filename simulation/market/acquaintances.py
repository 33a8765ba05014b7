"""Who talks to whom: a small world (Watts & Strogatz 1998) of directed ties.

Customers stand on a ring and talk to their nearest neighbours on both sides; a share of the ties is
rewired to anybody else (a tie drawn to somebody whom she knows already stays as it is). Numbering
neighbours close together also keeps their data close in memory.
"""

from __future__ import annotations

import numpy as np

from simulation.market import luck
from simulation.market.columns import Small


def ties_possible(customers: int, wanted: int) -> int:
    """Return how many acquaintances a customer can have: nobody talks to herself or twice to the same."""
    return min(wanted, customers - 1)


def tie(acquaintances: Small, rewiring: float, seed: int) -> None:
    """Write each customer's acquaintances (ties x customers) in place."""
    ties, customers = acquaintances.shape
    who = np.arange(customers, dtype=np.int64)
    ahead, behind = (ties + 1) // 2, ties // 2
    for slot in range(ties):
        distance = slot // 2 + 1 if slot % 2 == 0 else -(slot // 2 + 1)
        neighbour = (who + distance) % customers
        draw = luck.uniform(luck.key(seed, "rewire", slot), who.astype(np.uint64))
        steps = luck.uniform(luck.key(seed, "stranger", slot), who.astype(np.uint64)) * (customers - 1)
        step = 1 + steps.astype(np.int64)
        stranger = (who + step) % customers
        known = (
            (step <= ahead) | (customers - step <= behind) | (acquaintances[:slot] == stranger).any(axis=0)
        )
        acquaintances[slot] = np.where((draw < rewiring) & ~known, stranger, neighbour)
