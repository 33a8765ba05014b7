"""The firms' ledger of the month just run: revenue, every cost, profit.

Here, and not among the measures, because adaptive firms act on it; what the reports show is the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from simulation.rules.arithmetic import Values, Whole

if TYPE_CHECKING:
    from simulation.market.process import MarketProcess

COSTS = (
    "cost_of_goods", "cost_financial", "cost_social", "cost_structural", "cost_recovery", "cost_acquisition",
    "cost_to_serve", "cost_advertising", "cost_fixed",
)  # fmt: skip
"""What is subtracted from revenue to give profit, in the order in which it is added up."""

Row = dict[str, NDArray[Any]]
"""Measures of one month, an array of length firms each."""

TILE = 16_384
"""Customers whose purchases are added up before the next ones are: their arrays stay in the cache."""


def ledger(process: MarketProcess) -> Row:
    """Return revenue, costs and profit: money a month, in the scenario's currency, one number a firm.

    The customer's supplier at the month's beginning bears the costs; whoever sold bears the goods.
    """
    state, firms = process.state, process.firms
    world, offers = process.scenario.world, process.scenario.firms
    count = len(offers)
    members = np.bincount(state.origin, minlength=count)
    acquired = np.bincount(state.firm[state.firm != state.origin], minlength=count)

    def sums(values: Values | Whole) -> Values:
        return sums_by(values, state.origin, count)

    if world.kind == "repeat_purchase":
        purchases, rewards = _totals(state.bought), state.rewards.sum(axis=1, dtype=np.int64)
    else:
        purchases, rewards = sums(state.purchase_rate), sums(state.redeemed)

    money = world.reference_price
    advertised = np.array([firm.advertising * firm.advertising_cost for firm in offers])
    row = {
        "revenue": purchases * np.array([firm.price for firm in offers]),
        "cost_of_goods": purchases * np.array([firm.unit_cost for firm in offers]),
        "cost_to_serve": money * (sums(state.cost_to_serve) + firms.cost_contact * members),
        "cost_financial": money
        * (firms.rebate * purchases + firms.reward * firms.threshold * rewards + firms.cost_member * members),
        "cost_social": money * firms.cost_social * members,
        "cost_structural": money
        * (firms.cost_structural * members + firms.cost_setup * sums(state.integration_gain)),
        "cost_recovery": money * sums(state.recovery_cost),
        "cost_acquisition": money * firms.cost_acquisition * acquired,
        "cost_advertising": advertised * process.customers,
        "cost_fixed": np.array([firm.fixed_cost for firm in offers]),
    }
    row["profit"] = row["revenue"] - np.sum([row[name] for name in COSTS], axis=0)
    return row


def sums_by(values: Values | Whole, group: Whole, groups: int) -> Values:
    """Return the sum of ``values`` in each group, added in the customers' order."""
    return np.asarray(np.bincount(group, weights=values, minlength=groups), dtype=np.float64)


def _totals(dyads: Values) -> Values:
    """Return the sum over the customers of each row, in an order that fixes its last bit."""
    firms, customers = dyads.shape
    row = np.repeat(np.arange(firms), min(TILE, customers)).reshape(firms, -1)
    total = np.zeros(firms)
    for start in range(0, customers, TILE):
        tile = dyads[:, start : start + TILE]
        total += sums_by(tile.reshape(-1), row[:, : tile.shape[1]].reshape(-1), firms)
    return total
