"""The customers at the end of a run, and everybody who left, as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from simulation.market.month.deciding import REASONS
from simulation.market.process import Departures, MarketProcess
from simulation.rules.loyalty import LOYALTY_TYPES, MOTIVES, RUNGS
from simulation.rules.satisfaction import index

if TYPE_CHECKING:
    import pandas as pd

INVOLVEMENT_CLASSES = ("low", "medium", "high")
"""Classes of the Personal Involvement Inventory: 20-69, 70-110, 111-140 (Zaichkowsky 1985)."""


def customer_frame(process: MarketProcess) -> pd.DataFrame:
    """Return ``run.customers``: a row a customer, as she stands now; money in the scenario's currency."""
    import pandas as pd

    state, money = process.state, process.scenario.world.reference_price
    names = np.array(process.firm_names, dtype=object)
    inventory = 20.0 + 120.0 * state.involvement
    costs = {
        "procedural": money * state.cost_procedural,
        "financial": money * state.cost_financial,
        "relational": money * state.cost_relational,
    }
    data: dict[str, Any] = {
        "customer": state.identity.astype(np.int64),
        "involvement": inventory,
        "involvement_class": _named(INVOLVEMENT_CLASSES, np.digitize(inventory, (70.0, 110.5))),
        "price_sensitivity": state.price_sensitivity,
        "purchase_rate": state.purchase_rate,
        "contact_frequency": state.contact,
        "expertise": state.expertise,
        "sociability": state.sociability,
        "firm": names[state.firm],
        "first_firm": names[state.first_firm],
        "tenure": state.tenure,
        "departures": state.departures,
        "satisfaction": index(state.satisfaction.take(state.seat)),
        **{name: getattr(state, name).take(state.seat) for name in OWN},
        "switching_cost": sum(costs.values()),
        **{f"switching_cost_{kind}": cost for kind, cost in costs.items()},
        # With a single firm there is nothing to compare it with.
        "attitude": money * state.attitude if len(names) > 1 else np.full(process.customers, np.nan),
        "loyalty_type": _named(LOYALTY_TYPES, state.loyalty_type),
        "motive": _named(MOTIVES, state.motive),
        "rung": _named(RUNGS, state.rung),
        "profit_cumulative": money * state.profit,
    }
    return pd.DataFrame(data)


OWN = ("trust", "commitment", "social_bond", "integration", "points")
"""What a customer remembers of her supplier, under its column's own name."""


def _named(names: tuple[str, ...], codes: Any) -> Any:
    return np.array(names, dtype=object)[codes]


class SwitchRecord:
    """Collects the departures of one run."""

    def __init__(self, process: MarketProcess) -> None:
        self._process = process
        self._months: list[tuple[int, Departures]] = []

    def observe(self) -> Departures:
        """Keep the departures of the month just run, and return them."""
        departures = self._process.departures()
        self._months.append((self._process.month, departures))
        return departures

    def frame(self) -> pd.DataFrame:
        """Return ``run.switches``: a row a departure; money in the scenario's currency."""
        import pandas as pd

        names = np.array(self._process.firm_names, dtype=object)
        money = self._process.scenario.world.reference_price

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

    def __init__(self, process: MarketProcess) -> None:
        self._process = process
        self._months: list[tuple[int, Any, Any, Any]] = []

    def observe(self) -> None:
        """Keep the purchases of the month just run."""
        bought = self._process.state.bought
        customer, firm = np.nonzero(bought.T)
        self._months.append((self._process.month, customer, firm, bought[firm, customer]))

    def frame(self) -> pd.DataFrame:
        """Return ``run.purchases``: a row a month, customer and firm with a quantity above 0."""
        import pandas as pd

        names = np.array(self._process.firm_names, dtype=object)
        months, customers, firms, quantities = zip(*self._months, strict=True)
        return pd.DataFrame(
            {
                "month": np.repeat(months, [len(each) for each in customers]),
                "customer": np.concatenate(customers),
                "firm": names[np.concatenate(firms)],
                "quantity": np.concatenate(quantities),
            }
        )
