"""Who was saved and who was lost by a change: the same customers with and without it, one by one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from simulation.errors import InputError
from simulation.experiments.campaign.campaign import Campaign
from simulation.experiments.campaign.design import Columns, Design
from simulation.experiments.firm_names import known_firm
from simulation.experiments.intervals import mean_interval
from simulation.market import EngineName, MarketProcess, make_engine
from simulation.measures.people import CustomersNow
from simulation.mechanisms.involvement import LEVELS
from simulation.scenario.document import Scenario
from simulation.scenario.paths import refuse_new_names

if TYPE_CHECKING:
    import pandas as pd

FATES = ("kept", "saved", "lost", "left", "won", "drawn_in", "forgone", "elsewhere")
"""What became of a customer at the end.

Of those who began with the firm: kept (with it either way), saved (only because of the change), lost (only
because of the change), left (gone either way). Of the others: won (with it either way), drawn_in (only
because of the change), forgone (would have come without it), elsewhere.
"""


@dataclass(frozen=True, slots=True)
class Fates:
    """Runs a market with and without a change, with the same luck, and counts fates by involvement.

    Its columns: ``fate involvement_level customers share`` (of the customers who began with the firm, or of
    the others) and the means ``price_sensitivity expertise purchase_rate`` (NaN for nobody). Who began with
    the firm is decided without the change.
    """

    firm: str
    changes: tuple[tuple[str, object], ...]

    @property
    def key(self) -> str:
        """Name of this observation, with the change."""
        return f"fates of customers of {self.firm} under {self.changes}"

    def __call__(self, scenario: Scenario, seed: int, engine: EngineName) -> Columns:
        """Run both markets and compare them customer by customer."""
        without = _customers_of(scenario, seed, engine)
        with_change = _customers_of(scenario.with_(**dict(self.changes)), seed, engine)
        began = (without["first_firm"] == self.firm).to_numpy()
        there = (with_change["firm"] == self.firm).to_numpy()
        here = (without["firm"] == self.firm).to_numpy()
        code = 4 * ~began + np.select([here & there, there, here], [0, 1, 2], 3)
        people = without.assign(fate=code)
        whole = {True: max(1, int(began.sum())), False: max(1, int((~began).sum()))}
        return _counted(people, whole)


def _customers_of(scenario: Scenario, seed: int, engine: EngineName) -> pd.DataFrame:
    process = MarketProcess(scenario, seed, make_engine(engine, scenario))
    for _ in range(scenario.world.months):
        process.advance()
    return CustomersNow(process).frame()


def _counted(people: pd.DataFrame, whole: Mapping[bool, int]) -> Columns:
    """A row a fate and level of involvement, also where there is nobody."""
    rows = []
    for code, fate in enumerate(FATES):
        for kind in LEVELS:
            group = people[(people["fate"] == code) & (people["involvement_level"] == kind)]
            means = [float(group[trait].mean()) for trait in TRAITS]
            rows.append((fate, kind, len(group), len(group) / whole[code < 4], *means))
    names = ("fate", "involvement_level", "customers", "share", *TRAITS)
    return {name: list(values) for name, values in zip(names, zip(*rows, strict=True), strict=True)}


TRAITS = ("price_sensitivity", "expertise", "purchase_rate")


def fates_design(
    scenario: Scenario,
    changes: Mapping[str, object],
    *,
    firm: str | None = None,
    replications: int = 10,
    seed: int = 0,
) -> Design:
    """Return the design of the comparison with and without ``changes``; InputError if they make no sense."""
    refuse_new_names(changes)
    name = known_firm(scenario, firm)
    if not changes:
        raise InputError("experiments.error.nothing_to_vary")
    scenario.with_(**dict(changes))
    return Design(scenario, [{}], Fates(name, tuple(changes.items())), replications, seed)


def fates_summary(campaign: Campaign) -> pd.DataFrame:
    """Return how many customers had each fate, with 95 % intervals over replications.

    Columns: ``fate customers low high share``, in the order of `FATES`.
    """
    import pandas as pd

    runs = campaign.frame.groupby(["fate", "replication"])[["customers", "share"]].sum()
    rows = []
    for fate in FATES:
        mine = runs.loc[fate]
        rows.append((fate, *mean_interval(mine["customers"].to_numpy()), float(mine["share"].mean())))
    return pd.DataFrame(rows, columns=["fate", "customers", "low", "high", "share"])
