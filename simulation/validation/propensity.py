"""The intention to stay: what a survey would ask, worked out from a customer's present state."""

from __future__ import annotations

import numpy as np

from simulation.kernel.arithmetic import Values
from simulation.market import MarketProcess, barriers, usual_hazards, values_of_firms

MONTHS = 12


def propensity(process: MarketProcess, added_barrier: float = 0.0) -> Values:
    """Return the probability of staying for a year if nothing changed but luck.

    ``added_barrier`` is money to be paid once on top of what is there, in reference prices.
    """
    worth = values_of_firms(process)
    own = np.arange(len(process.firm_names))[:, np.newaxis] == process.state.firm
    world = process.world
    barrier = barriers(process) + added_barrier / world.switching_cost.horizon
    worth += np.where(own, barrier, 0.0)
    power = np.exp((worth - worth.max(axis=0)) / world.choice_scale)
    stays = np.where(own, power, 0.0).sum(axis=0) / power.sum(axis=0)
    # An incident is the luck of one month; the other three causes of a search last.
    hazard = np.sum(usual_hazards(process), axis=0)
    return np.asarray((1.0 - (1.0 - np.exp(-hazard)) * (1.0 - stays)) ** MONTHS)
