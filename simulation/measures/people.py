"""The customers at the end of a run, and everybody who left, as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from simulation.market import Departures, MarketProcess
from simulation.mechanisms.involvement import LEVELS
from simulation.mechanisms.loyalty import LOYALTY_TYPES, MOTIVES, RUNGS
from simulation.mechanisms.search import REASONS

if TYPE_CHECKING:
    import pandas as pd

    from simulation.scenario.document import Scenario

NOBODY = ""
"""What stands for the supplier of somebody who has none."""
OWN = ("trust", "commitment", "social_bond", "integration", "points")
"""What a customer remembers of her supplier, under its column's own name."""
COSTS = tuple(f"switching_cost{kind}" for kind in ("", "_procedural", "_financial", "_relational"))
FELT = ("satisfaction", *OWN, *COSTS, "attitude")
KINDS = ("loyalty_type", "motive", "rung")
"""Columns about her supplier: of somebody who has none, numbers are missing and words empty."""
TRAITS = ("price_sensitivity", "purchase_rate", "expertise", "sociability")
"""Traits under their column's own name; the contact frequency follows the purchase rate."""


class CustomersNow:
    """The customers as they stand now, and no more of their market than their table needs.

    Once this is made, the market can be let go, so that a large one need not be in memory beside its table.
    """

    def __init__(self, process: MarketProcess) -> None:
        state = process.state
        self._money = process.scenario.world.reference_price
        self._names = np.array([*process.firm_names, NOBODY], dtype=object)
        self._without = state.firm == len(process.firm_names)
        self._alone = len(process.row_names) < 2
        who = ("identity", "involvement", "involvement_level", *TRAITS, "contact")
        now = ("firm", "first_firm", "tenure", "departures", "profit", "satisfaction_index", *OWN)
        standing = ("cost_procedural", "cost_financial", "cost_relational", "attitude", "loyalty_type")
        names = (*who, *now, *standing, "motive", "rung")
        # Columns lie in one piece of memory: one that is not copied would keep all of it.
        self._now = {name: getattr(state, name).copy() for name in names}

    def frame(self) -> pd.DataFrame:
        """Return ``run.customers``: a row a customer; money in the scenario's currency."""
        import pandas as pd

        people = self._who() | self._relationship() | self._standing()
        for name in (*FELT, *KINDS) if self._without.any() else ():
            people[name] = np.where(self._without, NOBODY if name in KINDS else np.nan, people[name])
        return pd.DataFrame(people, copy=False)

    def _who(self) -> dict[str, Any]:
        now = self._now
        traits = {name: now[name] for name in TRAITS}
        return {
            "customer": now["identity"].astype(np.int64),
            "involvement": 20.0 + 120.0 * now["involvement"],
            "involvement_level": _named(LEVELS, now["involvement_level"]),
            **{name: traits.pop(name) for name in ("price_sensitivity", "purchase_rate")},
            "contact_frequency": now["contact"],
            **traits,
        }

    def _relationship(self) -> dict[str, Any]:
        now = self._now
        return {
            "firm": self._names[now["firm"]],
            "first_firm": self._names[now["first_firm"]],
            "tenure": now["tenure"].astype(np.int64),
            "departures": now["departures"].astype(np.int64),
            "satisfaction": now["satisfaction_index"],
            **{name: now[name] for name in OWN},
        }

    def _standing(self) -> dict[str, Any]:
        now, money = self._now, self._money
        costs = {kind: money * now[f"cost_{kind}"] for kind in ("procedural", "financial", "relational")}
        compared = not self._alone  # with a single firm there is nothing to compare it with
        return {
            "switching_cost": sum(costs.values()),
            **{f"switching_cost_{kind}": cost for kind, cost in costs.items()},
            "attitude": money * now["attitude"] if compared else np.full_like(now["attitude"], np.nan),
            "loyalty_type": _named(LOYALTY_TYPES, now["loyalty_type"]),
            "motive": _named(MOTIVES, now["motive"]),
            "rung": _named(RUNGS, now["rung"]),
            "profit_cumulative": money * now["profit"],
        }


def _named(names: tuple[str, ...], codes: Any) -> Any:
    return np.array(names, dtype=object)[codes]


class SwitchRecord:
    """Collects the departures of one run."""

    def __init__(self) -> None:
        self._months: list[tuple[int, Departures]] = []

    def observe(self, process: MarketProcess) -> None:
        """Keep the departures of the month just run."""
        self._months.append((process.month, process.departures()))

    def frame(self, scenario: Scenario) -> pd.DataFrame:
        """Return ``run.switches``: a row a departure; money in the scenario's currency."""
        import pandas as pd

        names = np.array([*(firm.name for firm in scenario.firms), NOBODY], dtype=object)
        money = scenario.world.reference_price

        def column(field: str) -> Any:
            return np.concatenate([getattr(departures, field) for _, departures in self._months])

        return pd.DataFrame(
            {
                "month": np.repeat(
                    [month for month, _ in self._months], [len(d.customer) for _, d in self._months]
                ),
                "customer": column("customer"),
                "origin": names[column("origin")],
                "destination": names[column("destination")],
                "reason": _named(REASONS, column("cause")),
                "gap": money * column("gap"),
                "switching_cost": money * column("switching_cost"),
            }
        )


class PurchaseRecord:
    """Collects purchases of one run: who bought how much from whom in which month."""

    def __init__(self) -> None:
        self._months: list[tuple[int, Any, Any, Any]] = []

    def observe(self, process: MarketProcess) -> None:
        """Keep the purchases of the month just run."""
        bought = process.bought()
        customer, firm = np.nonzero(bought.T)
        self._months.append((process.month, customer, firm, bought[firm, customer]))

    def frame(self, scenario: Scenario) -> pd.DataFrame:
        """Return ``run.purchases``: a row a month, customer and firm with a quantity above 0."""
        import pandas as pd

        names = np.array([firm.name for firm in scenario.firms], dtype=object)
        months, customers, firms, quantities = zip(*self._months, strict=True)
        return pd.DataFrame(
            {
                "month": np.repeat(months, [len(each) for each in customers]),
                "customer": np.concatenate(customers),
                "firm": names[np.concatenate(firms)],
                "quantity": np.concatenate(quantities),
            }
        )
