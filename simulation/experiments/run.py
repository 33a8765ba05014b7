"""One run: a scenario and a seed become tables."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from simulation.market import EngineName, MarketProcess, make_engine, usable_seed
from simulation.measures.customer_equity import RunOff
from simulation.measures.groups import GroupRecord
from simulation.measures.monthly import MarketRecord
from simulation.measures.people import CustomersNow, PurchaseRecord, SwitchRecord

if TYPE_CHECKING:
    import pandas as pd

    from simulation.scenario.document import Scenario


@dataclass(frozen=True, slots=True)
class Run:
    """What a run leaves: the scenario, the seed, and tables (money in the scenario's currency).

    ``market`` has a row a month and firm, ``customers`` a row a customer at the end, ``switches`` a row a
    departure, ``groups`` a row a month, firm and group of customers (segments, and the classes that a firm
    treats apart), ``purchases`` a row a month, customer and firm with a quantity above 0 and ``worth`` a row
    a firm with what only a whole run has: its value (the last two are None unless asked for).
    """

    scenario: Scenario
    seed: int
    market: pd.DataFrame
    customers: pd.DataFrame
    switches: pd.DataFrame
    groups: pd.DataFrame
    purchases: pd.DataFrame | None = None
    worth: pd.DataFrame | None = None


def run(
    scenario: Scenario,
    seed: int = 0,
    *,
    purchases: bool = False,
    worth: bool = False,
    engine: EngineName = "auto",
    each_month: Callable[[int], None] | None = None,
) -> Run:
    """Run a market to its horizon.

    Args:
        scenario: the market.
        seed: a whole number of up to 18 digits; the same seed gives the same result, to the bit, under
            any engine.
        purchases: also record every purchase.
        worth: also run the market on after its horizon, to find what the customers held are worth.
        engine: ``numpy``, ``compiled`` (needs ``loyaltylab[fast]``), or ``auto``.
        each_month: called with the number of every finished month, for progress.
    """
    seed = usable_seed(seed)
    process = MarketProcess(scenario, seed, make_engine(engine, scenario))
    market, switches, bought = MarketRecord(process), SwitchRecord(), PurchaseRecord()
    groups = GroupRecord(process)
    run_off = RunOff(process) if worth else None
    for month in range(1, scenario.world.months + 1):
        process.advance()
        for record in (market, run_off, groups):
            if record is not None:
                record.observe()
        switches.observe(process)
        if purchases:
            bought.observe(process)
        if each_month is not None:
            each_month(month)
    people, months, by_group = CustomersNow(process), market.frame(), groups.frame()
    value = None if run_off is None else _worth(run_off, months, scenario)
    del process, market, run_off, groups  # a large market's memory is wanted for its tables
    return Run(
        scenario,
        seed,
        months,
        people.frame(),
        switches.frame(scenario),
        by_group,
        bought.frame(scenario) if purchases else None,
        value,
    )


def _worth(run_off: RunOff, months: pd.DataFrame, scenario: Scenario) -> pd.DataFrame:
    """Run the market on, and return ``run.worth``."""
    import pandas as pd

    names = [firm.name for firm in scenario.firms]
    found = run_off.worth(months["npv"].to_numpy()[-len(names) :])
    return pd.DataFrame({"firm": np.array(names, dtype=object), **found})
