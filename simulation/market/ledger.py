"""The firms' ledger of the month just run: revenue, every cost, profit.

It is here, and not among the measures, because adaptive firms act on it; the reports show the same figures.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from simulation.kernel.arithmetic import Flags, Values, Whole
from simulation.market.accounts import Books, Row, Terms, accounts
from simulation.market.ledger_rows import LedgerRows, ledger_rows

if TYPE_CHECKING:
    from simulation.market.process import MarketProcess

TILE = 16_384
"""Customers whose purchases are added up before the next ones are: their arrays stay in the cache."""


def ledger(process: MarketProcess) -> Row:
    """Return revenue, costs and profit: money a month, in the scenario's currency, one number a firm.

    The customer's supplier at the month's beginning bears the costs; whoever sold bears the goods.
    """
    return accounts(terms(process), books(process))


OWN = Terms._fields[4:]
"""Terms that are numbers of the firms."""


def rows_of(process: MarketProcess) -> LedgerRows:
    """Return the rows of the ledger: classes on the same prices and costs share one."""
    firms = len(process.firm_names)
    return ledger_rows(process.firms, firms, len(process.row_names) - firms, OWN)


def terms(process: MarketProcess) -> Terms:
    """Return the terms of the month just run."""
    offers, unit = process.scenario.firms, process.scenario.world.reference_price
    advertising = np.array([firm.advertising * firm.advertising_cost for firm in offers])
    outside = slice(len(offers), len(process.row_names))
    rows = {name: np.delete(getattr(process.firms, name), outside) for name in OWN}
    others = np.zeros(rows["owner"].size - len(offers))
    return Terms(
        list_price=np.array([firm.price for firm in offers]),
        advertised=np.append(advertising * process.customers, others),
        fixed=np.append([firm.fixed_cost for firm in offers], others),
        money=np.full(rows["owner"].size, unit),
        **rows,
    )


class Entry(NamedTuple):
    """Quantities of the month to be added up.

    ``values`` has a number for each customer, counted in the row of the ledger that ``at`` says (the number
    after the last row's: none), or, if ``at`` is None, for each firm and customer.
    """

    values: Values | Whole
    at: Whole | None


def every_row(process: MarketProcess) -> LedgerRows:
    """Return the rows of a ledger in which every class has one of its own, whatever its prices and costs."""
    firms = len(process.firm_names)
    return ledger_rows(process.firms, firms, len(process.row_names) - firms)


def books(process: MarketProcess, among: Flags | None = None, rows: LedgerRows | None = None) -> Books:
    """Add up what customers bought, received and cost in the month just run.

    ``among`` (firms x customers) says what is counted of whom: only what a customer does with a firm for
    which her flag is set. None counts everything. ``rows`` are the rows of the ledger (else `rows_of`).
    """
    rows = rows_of(process) if rows is None else rows

    def added(entry: Entry) -> Values:
        if entry.at is None:
            return _totals(process, rows, entry.values if among is None else entry.values * among)
        return sums_by(entry.values, _counted(entry.at, among, rows.owner), rows.number + 1)[: rows.number]

    sums = {name: added(entry) for name, entry in entries(process, rows).items()}
    flow = _flow(process, among)
    if not rows.apart:
        moved = moves(flow)
    else:
        counted = _counted(begun(process, rows), among, rows.owner)
        moved = tuple(each[0] for each in moves_by(process, rows, counted, among is None))
    return made_of(sums, flow, *moved, np.zeros(rows.number))


def begun(process: MarketProcess, rows: LedgerRows) -> Whole:
    """Return the row in which each customer was when the month began."""
    state = process.state
    return rows.of_terms[state.origin_deal] if rows.apart else state.origin.astype(np.intp)


def ended(process: MarketProcess, rows: LedgerRows) -> Whole:
    """Return the row in which each customer is when the month ends."""
    return rows.of_terms[process.state.deal] if rows.apart else process.state.firm.astype(np.intp)


def moves(flow: Whole) -> tuple[Whole, Whole]:
    """Return the customers at the month's beginning and those acquired, where each firm has one row."""
    stayed = np.diagonal(flow, axis1=-2, axis2=-1)
    return flow.sum(axis=-1)[..., :-1], (flow.sum(axis=-2) - stayed)[..., :-1]


def moves_by(
    process: MarketProcess, rows: LedgerRows, origin: Whole, newcomers: bool, group: Whole | int = 0,
    groups: int = 1,
) -> tuple[Whole, Whole]:  # fmt: skip
    """Count the customers at the month's beginning and those acquired, by group and row.

    ``origin`` is the row in which each is counted; whoever is counted nowhere, or has only now come into the
    category, is acquired only if ``newcomers`` are.
    """
    state, size = process.state, rows.number + 1
    came = (state.firm != state.origin) | state.newcomer
    if not newcomers:
        came &= (origin < rows.number) & ~state.newcomer
    places = (group * size + origin, (group * size + ended(process, rows))[came])
    members, acquired = (
        np.bincount(place, minlength=groups * size).reshape(groups, size)[:, :-1] for place in places
    )
    return members, acquired


def entries(process: MarketProcess, rows: LedgerRows) -> dict[str, Entry]:
    """Return what is added up: by the name in `Books`; what cannot have happened is left out."""
    state = process.state
    origin = begun(process, rows)
    found = {
        "cost_to_serve": Entry(state.serving, origin),
        "integrated": Entry(state.integration_gain, origin),
        "recovery_cost": Entry(state.recovery_cost, origin),
    }
    if process.numbers.fees_paid != 0.0:
        found["exit_fees"] = Entry(np.where(state.firm != state.origin, state.fee_paid, 0.0), origin)
    return found | _sold(process, origin) | _points(process, origin, rows)


def made_of(
    sums: Mapping[str, Values], flow: Whole, members: Whole, acquired: Whole, nothing: Values
) -> Books:
    """Return books of the sums that there are; ``nothing`` stands for the others."""
    return Books(flow, members, acquired, *(sums.get(name, nothing) for name in Books._fields[3:]))


def _flow(process: MarketProcess, among: Flags | None) -> Whole:
    """Count customers by supplier at the month's beginning and end; where only some are, nobody has come."""
    origin = _counted(process.state.origin.astype(np.intp), among, np.arange(len(process.firm_names)))
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


def _counted(at: Whole, among: Flags | None, owner: Whole) -> Whole:
    """Return each customer's row, or the number after the last row's if she is not counted there."""
    if among is None:
        return at
    served = owner[np.minimum(at, owner.size - 1)]
    return np.where((at < owner.size) & among[served, np.arange(at.size)], at, owner.size)


def _sold(process: MarketProcess, origin: Whole) -> dict[str, Entry]:
    """Return the purchases from each firm and the rewards that it redeemed."""
    state, count = process.state, len(process.firm_names)
    if process.scenario.world.kind == "contractual":
        return {"purchases": Entry(state.quantity, origin), "rewards": Entry(state.redeemed, origin)}
    return {"purchases": Entry(state.bought[:count], None), "rewards": Entry(state.rewards[:count], None)}


def _points(process: MarketProcess, origin: Whole, rows: LedgerRows) -> dict[str, Entry]:
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
    return {"points": Entry(state.points, ended(process, rows)), "points_lost": Entry(gone, origin)}


def sums_by(values: Values | Whole, group: Whole, groups: int) -> Values:
    """Return the sum of ``values`` in each group, added in the customers' order."""
    return np.asarray(np.bincount(group, weights=values, minlength=groups), dtype=np.float64)


def _totals(process: MarketProcess, rows: LedgerRows, dyads: Values | Whole) -> Values:
    """Return the sum over the customers of each row; of whole numbers any order gives it."""
    if rows.apart:
        return totals_by_terms(process, rows, dyads, np.zeros(dyads.shape[1], dtype=np.intp), 1)[:, 0]
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


def totals_by_terms(
    process: MarketProcess, rows: LedgerRows, dyads: Values | Whole, group: Whole, groups: int
) -> Values:
    """Return the sum over the customers in each row and group, in the order of `totals_by`."""
    total, terms = np.zeros(rows.number * groups), process.state.terms
    for start in range(0, group.size, TILE):
        tile = slice(start, start + TILE)
        for firm, values in enumerate(dyads[:, tile]):
            place = rows.of_terms[terms[firm, tile]] * groups + group[tile]
            total += sums_by(values, place, total.size)
    return total.reshape(rows.number, groups)
