"""The intention to stay: what a survey would ask, worked out from a customer's present state."""

from __future__ import annotations

import numpy as np

from simulation.market.month.deciding import usual_hazards, value_of_firm
from simulation.market.process import MarketProcess
from simulation.rules.arithmetic import Values
from simulation.validation.observing import switching_cost

MONTHS = 12


def propensity(process: MarketProcess, added_barrier: float = 0.0) -> Values:
    """Return the probability of staying for a year if nothing changed but luck.

    ``added_barrier`` is a switching cost on top of what is there, in reference prices.
    """
    state, everybody = process.state, slice(0, process.customers)
    firms = range(len(process.firm_names))
    worth = np.array([value_of_firm(state, process.firms, process.world, j, everybody) for j in firms])
    own = np.arange(len(process.firm_names))[:, np.newaxis] == state.firm
    worth += np.where(own, (switching_cost(process) + added_barrier) / process.world.horizon, 0.0)
    power = np.exp((worth - worth.max(axis=0)) / process.world.choice_scale)
    stays = np.where(own, power, 0.0).sum(axis=0) / power.sum(axis=0)
    # An incident is the luck of one month; the other three causes of a search last.
    hazard = np.sum(usual_hazards(state, process.firms, process.world, everybody), axis=0)
    return np.asarray((1.0 - (1.0 - np.exp(-hazard)) * (1.0 - stays)) ** MONTHS)
