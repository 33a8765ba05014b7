"""Playing a market: what a strategy is worth, on the same luck for all strategies."""

from __future__ import annotations

import copy
from collections.abc import Iterable
from functools import cache

import numpy as np
from numpy.typing import NDArray

import simulation as sim
from simulation.market import Management, MarketProcess, accounts, books, make_engine, terms
from simulation.measures.customer_equity import RunOff

MOST_CUSTOMERS = 400
MANY_RUNS = 1000
"""So many that the compiled engine pays where it is installed."""


def shipped(name: str) -> sim.Scenario:
    """Return a shipped market with at most 400 customers."""
    market = sim.load_scenario(name)
    return market.with_(**{"world.customers": min(MOST_CUSTOMERS, market.world.customers)})


def values(base: str, market: sim.Scenario, seeds: Iterable[int]) -> NDArray[np.float64]:
    """Return the value of each firm (columns) for each seed (rows), in the market's currency.

    The market differs from the shipped one, ``base``, in nothing that acts before month 1, so that all begin
    after the same warm-up. ``sim.run`` gives the same.
    """
    return np.array([_played(_begun(base, seed, market)) for seed in seeds])


@cache
def _warmed_up(base: str, seed: int) -> MarketProcess:
    market = shipped(base)
    return MarketProcess(market, seed, make_engine("auto", market, MANY_RUNS))


def _begun(base: str, seed: int, market: sim.Scenario) -> MarketProcess:
    """Return a market at the end of the shipped one's warm-up."""
    process = _warmed_up(base, seed)
    shared = (process.engine, process._steps, process.management)
    process = copy.deepcopy(process, {id(each): each for each in shared})
    process.management = Management(market, seed)
    return process


def _played(process: MarketProcess) -> NDArray[np.float64]:
    """Run a market to its end and on; return the value of each firm."""
    run_off, npv = RunOff(process), np.zeros(len(process.firm_names))
    for month in range(1, process.scenario.world.months + 1):
        process.advance()
        run_off.observe()
        npv += accounts(terms(process), books(process))["profit"] / process.world.month_discount**month
    return run_off.worth(npv)["value"]
