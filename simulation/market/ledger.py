"""The firms' ledger of the month just run: revenue, every cost, profit.

It is here, and not among the measures, because adaptive firms act on it; the reports show the same figures.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulation.kernel.arithmetic import Flags, Values, Whole
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
    charged: Values
    unit_cost: Values
    rebate_given: Values
    reward: Values
    reward_worth: Values
    cost_contact: Values
    cost_member: Values
    cost_social: Values
    cost_structural: Values
    cost_setup: Values
    cost_acquisition: Values


class Books(NamedTuple):
    """What customers did and paid in a month, added up by firm.

    ``flow`` counts customers by supplier at the month's beginning and at its end; its last row and column
    are those without a supplier. Who left the category has gone there, and newcomers have come from there.
    Everything else has a value a firm.
    """

    flow: Whole
    purchases: Values
    rewards: Values
    points: Values
    points_lost: Values
    cost_to_serve: Values
    integrated: Values
    recovery_cost: Values
    exit_fees: Values


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
        **{name: getattr(process.firms, name)[: len(offers)] for name in own},
    )


class Entry(NamedTuple):
    """Quantities of the month to be added up.

    ``values`` has a number for each customer, counted at the supplier that ``at`` says (the number after the
    last firm's: none), or, if ``at`` is None, for each firm and customer.
    """

    values: Values | Whole
    at: Whole | None


def books(process: MarketProcess, among: Flags | None = None) -> Books:
    """Add up what customers bought, received and cost in the month just run.

    ``among`` (firms x customers) says what is counted of whom: only what a customer does with a firm for
    which her flag is set. None counts everything.
    """
    count = len(process.firm_names)

    def added(entry: Entry) -> Values:
        if entry.at is None:
            return _totals(entry.values if among is None else entry.values * among)
        return sums_by(entry.values, _counted(entry.at, among, count), count + 1)[:count]

    sums = {name: added(entry) for name, entry in entries(process).items()}
    return made_of(sums, _flow(process, among), np.zeros(count))


def entries(process: MarketProcess) -> dict[str, Entry]:
    """Return what is added up: by the name in `Books`; what cannot have happened is left out."""
    state = process.state
    origin = state.origin.astype(np.intp)
    found = {
        "cost_to_serve": Entry(state.serving, origin),
        "integrated": Entry(state.integration_gain, origin),
        "recovery_cost": Entry(state.recovery_cost, origin),
    }
    if process.numbers.fees_paid != 0.0:
        found["exit_fees"] = Entry(np.where(state.firm != origin, state.fee_paid, 0.0), origin)
    return found | _sold(process, origin) | _points(process, origin)


def made_of(sums: Mapping[str, Values], flow: Whole, nothing: Values) -> Books:
    """Return books of the sums that there are; ``nothing`` stands for the others."""
    return Books(flow, *(sums.get(name, nothing) for name in Books._fields[1:]))


def _flow(process: MarketProcess, among: Flags | None) -> Whole:
    """Count customers by supplier at the month's beginning and end; where only some are, nobody has come."""
    origin = _counted(process.state.origin.astype(np.intp), among, len(process.firm_names))
    flow: Whole = flow_by(process, origin, 0, 1)[0]
    if among is not None:
        flow[-1] = 0
    return flow


def flow_by(process: MarketProcess, origin: Whole, group: Whole | int, groups: int) -> Whole:
    """Count customers by group, and by supplier at the beginning and at the end; who was replaced is two."""
    state, rows = process.state, len(process.firm_names) + 1
    born, end = np.flatnonzero(state.newcomer), state.firm.astype(np.intp)
    came = (group * rows + end)[born]
    end[born] = rows - 1
    flow = np.bincount((group * rows + origin) * rows + end, minlength=groups * rows * rows)
    by_group = flow.reshape(groups, rows, rows)
    by_group[:, -1] += np.bincount(came, minlength=groups * rows).reshape(groups, rows)
    return by_group


def _counted(origin: Whole, among: Flags | None, count: int) -> Whole:
    """Return each customer's supplier, or the number after the last firm's if she is not counted there."""
    if among is None:
        return origin
    served = np.minimum(origin, count - 1)
    return np.where((origin < count) & among[served, np.arange(origin.size)], origin, count)


def _sold(process: MarketProcess, origin: Whole) -> dict[str, Entry]:
    """Return the purchases from each firm and the rewards that it redeemed."""
    state, count = process.state, len(process.firm_names)
    if process.scenario.world.kind == "contractual":
        return {"purchases": Entry(state.quantity, origin), "rewards": Entry(state.redeemed, origin)}
    return {"purchases": Entry(state.bought[:count], None), "rewards": Entry(state.rewards[:count], None)}


def _points(process: MarketProcess, origin: Whole) -> dict[str, Entry]:
    """Return the points that stand on customers' accounts with each firm, and those lost this month.

    Points are lost where they lapse, and where a contract ends. Firms that give none owe nothing.
    """
    state, count = process.state, len(process.firm_names)
    if not process.firms.reward.any():
        return {}
    if process.scenario.world.kind == "repeat_purchase":
        # After the collecting: with her supplier, too.
        found = {"points": Entry(state.points_elsewhere[:count], None)}
        if process.numbers.lapsing:
            found["points_lost"] = Entry(state.lapsed[:count], None)
        return found
    lapsed = state.lapsed_here if process.numbers.lapsing else 0.0
    left = (state.firm != state.origin) | state.newcomer
    gone = np.where(left, state.forfeited, 0.0) + lapsed
    return {"points": Entry(state.points, state.firm.astype(np.intp)), "points_lost": Entry(gone, origin)}


def accounts(terms: Terms, books: Books) -> Row:
    """Return revenue, costs and profit for a month, or for several: every array then begins with months.

    The entries are those of ``mechanisms.accounts``, worked out on sums over customers.
    """
    money, flow = terms.money, books.flow
    members = flow.sum(axis=-1)[..., :-1]
    acquired = (flow.sum(axis=-2) - np.diagonal(flow, axis1=-2, axis2=-1))[..., :-1]
    revenue, goods, given = sales(books.purchases, books.rewards, terms)
    served, member, people, structure = care(members, books.cost_to_serve, books.integrated, terms)
    row = {
        "revenue": money * (revenue + books.exit_fees),
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
    row["points_owed"] = money * terms.reward * books.points
    row["rewards_redeemed"] = money * terms.reward_worth * books.rewards
    row["points_lost"] = money * terms.reward * books.points_lost
    row["profit"] = row["revenue"] - sum(row[name] for name in COSTS)
    return row


def sums_by(values: Values | Whole, group: Whole, groups: int) -> Values:
    """Return the sum of ``values`` in each group, added in the customers' order."""
    return np.asarray(np.bincount(group, weights=values, minlength=groups), dtype=np.float64)


def _totals(dyads: Values | Whole) -> Values:
    """Return the sum over the customers of each row; of whole numbers any order gives it."""
    if dyads.dtype != np.float64:
        total: Any = dyads.sum(axis=1, dtype=np.int64)
        return np.asarray(total)
    return totals_by(dyads, np.zeros(dyads.shape[1], dtype=np.intp), 1)[:, 0]


def totals_by(dyads: Values | Whole, group: Whole, groups: int) -> Values:
    """Return the sum over the customers of each row and group, in an order that fixes its last bit."""
    total = np.zeros((len(dyads), groups))
    for start in range(0, group.size, TILE):
        for place, row in enumerate(dyads[:, start : start + TILE]):
            total[place] += sums_by(row, group[start : start + TILE], groups)
    return total
