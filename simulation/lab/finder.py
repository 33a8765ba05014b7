"""Finding customers worth a look: who left, who is locked in, who is about to leave."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.lab import limits
from simulation.lab.reporting import switching_cost
from simulation.market import MarketProcess, barriers, usual_hazards, values_of_firms
from simulation.mechanisms.purchases import TRIPS
from simulation.mechanisms.search import probability

Hit = dict[str, Any]


def find(process: MarketProcess, history: list[list[Hit]], what: str, month: int, most: int) -> list[Hit]:
    """Return up to ``most`` customers of a kind, the most striking first, each with one figure.

    ``history`` holds the `leavers` of each month.
    """
    if what == "left":
        return history[month - 1][:most] if 1 <= month <= len(history) else []
    state = process.state
    if what == "never":
        loyal = np.flatnonzero(state.departures == 0)
        longest = loyal[np.argsort(-state.tenure[loyal], kind="stable")][:most]
        return [_hit(process, int(c), float(state.tenure[c])) for c in longest]
    figures = {"locked": switching_cost, "about": chance_of_leaving, "often": _departures}[what](process)
    return [_hit(process, int(c), float(figures[c])) for c in np.argsort(-figures, kind="stable")[:most]]


def chance_of_leaving(process: MarketProcess) -> NDArray[np.float64]:
    """Return the probability that each customer looks around next month and then leaves, as she stands now.

    The chance to look times the logit's chance that another firm is the best, switching cost included. What
    went wrong this month has had its effect, and what will go wrong next month nobody knows: incidents are
    left out, and so are those who wanted to leave before and wait to be released.
    """
    state, world = process.state, process.world
    routine, dissatisfied, pulled = usual_hazards(process)
    looks = probability(routine + dissatisfied + pulled)
    values = values_of_firms(process)
    own = state.firm, np.arange(process.customers)
    values[own] += barriers(process)
    weights = np.exp((values - values.max(axis=0)) / max(world.choice_scale, 1e-9))
    leaves: NDArray[np.float64] = 1.0 - weights[own] / weights.sum(axis=0)
    chance: NDArray[np.float64] = world.search.involuntary + (1.0 - world.search.involuntary) * looks * leaves
    if process.scenario.world.kind == "repeat_purchase":  # she decides only when she buys, on any trip
        chance = 1.0 - (1.0 - (1.0 - state.no_purchase) * chance) ** TRIPS
    return chance


def _departures(process: MarketProcess) -> NDArray[np.float64]:
    return process.state.departures.astype(np.float64)


def leavers(process: MarketProcess) -> list[Hit]:
    """Return who left in the month just run, the highest switching cost overcome first."""
    left, price = process.departures(), process.scenario.world.reference_price
    order = np.argsort(-left.switching_cost, kind="stable")[: limits.MOST_HITS]
    return [
        {
            "customer": int(left.customer[i]),
            "firm": int(left.origin[i]),
            "to": int(left.destination[i]),
            "figure": price * float(left.switching_cost[i]),
        }
        for i in order
    ]


def _hit(process: MarketProcess, customer: int, figure: float) -> Hit:
    return {"customer": customer, "firm": int(process.state.firm[customer]), "figure": figure}
