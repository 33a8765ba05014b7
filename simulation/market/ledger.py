"""The firms' ledger of the month just run: revenue, every cost, profit.

It is here, and not among the measures, because adaptive firms act on it; the reports show the same figures.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulation.kernel.arithmetic import Values, Whole
from simulation.mechanisms.accounts import care, sales, winning

if TYPE_CHECKING:
    from simulation.market.process import MarketProcess

COSTS = (
    "cost_of_goods", "cost_financial", "cost_social", "cost_structural", "cost_recovery", "cost_acquisition",
    "cost_to_serve", "cost_advertising", "cost_fixed",
)  # fmt: skip
"""What is subtracted from revenue to give profit, in the order in which it is added up."""

Row = dict[str, NDArray[Any]]
"""Measures by name: of one month, an array of length firms each; of several, months x firms."""

TILE = 16_384
"""Customers whose purchases are added up before the next ones are: their arrays stay in the cache."""


class Terms(NamedTuple):
    """The prices and costs of a month, a value per firm; accounts multiply customers' quantities by them.

    ``list_price``, ``advertised`` and ``fixed`` are in the scenario's currency; the others are the firms'
    numbers of the same names, in reference prices, which are worth ``money``.
    """

    list_price: Values
    advertised: Values
    fixed: Values
    money: Values
    price: Values
    unit_cost: Values
    rebate: Values
    reward_worth: Values
    cost_contact: Values
    cost_member: Values
    cost_social: Values
    cost_structural: Values
    cost_setup: Values
    cost_acquisition: Values


class Books(NamedTuple):
    """What customers did in a month, added up by firm.

    ``flow`` counts customers by supplier at the month's beginning and at its end (firms x firms); everything
    else has a value a firm.
    """

    flow: Whole
    purchases: Values
    rewards: Values
    cost_to_serve: Values
    integrated: Values
    recovery_cost: Values


def ledger(process: MarketProcess) -> Row:
    """Return revenue, costs and profit: money a month, in the scenario's currency, one number a firm.

    The customer's supplier at the month's beginning bears the costs; whoever sold bears the goods.
    """
    return accounts(terms(process), books(process))


def terms(process: MarketProcess) -> Terms:
    """Return the terms of the month just run."""
    offers, own = process.scenario.firms, Terms._fields[4:]
    advertising = np.array([firm.advertising * firm.advertising_cost for firm in offers])
    return Terms(
        list_price=np.array([firm.price for firm in offers]),
        advertised=advertising * process.customers,
        fixed=np.array([firm.fixed_cost for firm in offers]),
        money=np.full(len(offers), process.scenario.world.reference_price),
        **{name: getattr(process.firms, name) for name in own},
    )


def books(process: MarketProcess) -> Books:
    """Add up what customers bought, received and cost in the month just run."""
    state, count = process.state, len(process.firm_names)
    origin = state.origin.astype(np.intp)
    if process.scenario.world.kind == "repeat_purchase":
        purchases, rewards = _totals(state.bought), state.rewards.sum(axis=1, dtype=np.int64)
    else:
        purchases = sums_by(state.purchase_rate, origin, count)
        rewards = sums_by(state.redeemed, origin, count)
    return Books(
        flow=np.bincount(origin * count + state.firm, minlength=count * count).reshape(count, count),
        purchases=purchases,
        rewards=rewards,
        cost_to_serve=sums_by(state.cost_to_serve, origin, count),
        integrated=sums_by(state.integration_gain, origin, count),
        recovery_cost=sums_by(state.recovery_cost, origin, count),
    )


def accounts(terms: Terms, books: Books) -> Row:
    """Return revenue, costs and profit for a month, or for several: every array then begins with months.

    The entries are those of ``mechanisms.accounts``, worked out on sums over customers.
    """
    money, members = terms.money, books.flow.sum(axis=-1)
    acquired = books.flow.sum(axis=-2) - np.diagonal(books.flow, axis1=-2, axis2=-1)
    revenue, goods, given = sales(books.purchases, books.rewards, terms)
    served, member, people, structure = care(members, books.cost_to_serve, books.integrated, terms)
    row = {
        "revenue": money * revenue,
        "cost_of_goods": money * goods,
        "cost_to_serve": money * served,
        "cost_financial": money * (given + member),
        "cost_social": money * people,
        "cost_structural": money * structure,
        "cost_recovery": money * books.recovery_cost,
        "cost_acquisition": money * winning(acquired, terms),
        "cost_advertising": terms.advertised,
        "cost_fixed": terms.fixed,
    }
    row["profit"] = row["revenue"] - sum(row[name] for name in COSTS)
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
