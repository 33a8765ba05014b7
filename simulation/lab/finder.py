"""Finding customers worth a look: who is locked in, who is about to leave, who never left."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.lab.odds import chances, standing
from simulation.lab.reporting import switching_cost
from simulation.market import MarketProcess, usual_hazards
from simulation.mechanisms.purchases import TRIPS
from simulation.mechanisms.search import probability

Hit = dict[str, Any]


def find(process: MarketProcess, what: str, most: int) -> list[Hit]:
    """Return up to ``most`` customers of a kind, the most striking first, each with one figure.

    Leavers with a reason are found elsewhere (`odds.Leavers`): their past has to be lived again.
    """
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
    scene = process.scene(slice(0, process.customers))
    stays = chances(standing(scene), float(world.choice_scale))[state.firm, np.arange(process.customers)]
    leaves = 1.0 - stays
    chance: NDArray[np.float64] = world.search.involuntary + (1.0 - world.search.involuntary) * looks * leaves
    if process.scenario.world.kind == "repeat_purchase":  # she decides only when she buys, on any trip
        chance = 1.0 - (1.0 - (1.0 - state.no_purchase) * chance) ** TRIPS
    return chance


def _departures(process: MarketProcess) -> NDArray[np.float64]:
    return process.state.departures.astype(np.float64)


def _hit(process: MarketProcess, customer: int, figure: float) -> Hit:
    return {"customer": customer, "firm": int(process.state.firm[customer]), "figure": figure}
