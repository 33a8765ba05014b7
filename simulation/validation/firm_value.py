"""What a firm is worth: earned up to the horizon, and still to come from the customers it then holds."""

from __future__ import annotations

from simulation.market import MarketProcess
from simulation.measures.customer_equity import RunOff
from simulation.measures.monthly import MarketRecord


def value_of_first_firm(process: MarketProcess) -> float:
    """Run a market to its end and on; return its first firm's value, in prices a customer of the market."""
    record, run_off = MarketRecord(process), RunOff(process)
    for _ in range(process.scenario.world.months):
        process.advance()
        record.observe()
        run_off.observe()
    earned = record.frame()["npv"].to_numpy()[-len(process.firm_names) :]
    value = float(run_off.worth(earned)["value"][0])
    return value / (process.customers * process.scenario.world.reference_price)
