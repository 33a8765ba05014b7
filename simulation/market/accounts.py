"""Accounts: revenue, every cost and profit, worked out of the sums over customers and of the firms' terms."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulation.kernel.arithmetic import Values, Whole
from simulation.market.ledger_rows import by_firm
from simulation.mechanisms.accounts import care, sales, winning

COSTS = (
    "cost_of_goods", "cost_financial", "cost_social", "cost_structural", "cost_recovery", "cost_acquisition",
    "cost_to_serve", "cost_advertising", "cost_fixed",
)  # fmt: skip
"""What is subtracted from revenue to give profit, in the order in which it is added up."""

Row = dict[str, NDArray[Any]]
"""Measures by name: of one month, an array of length firms each; of several, months x firms."""


class Terms(NamedTuple):
    """The prices and costs of a month, a value per row; accounts multiply customers' quantities by them.

    A row is a firm, or a class of its customers on terms of its own (``owner`` is the firm's number).
    ``list_price``, ``advertised`` and ``fixed`` are in the scenario's currency; the others are the firms'
    numbers of the same names, in reference prices, which are worth ``money``. What a firm pays whatever its
    customers do is in the first row that is its own.
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
    owner: Values


class Books(NamedTuple):
    """What customers did and paid in a month, added up by row of the ledger.

    ``flow`` counts customers by supplier at the month's beginning and at its end; its last row and column
    are those without a supplier. Who left the category has gone there, and newcomers have come from there.
    Everything else has a value a row: a firm, or a class of its customers on terms of its own. ``members``
    are there at the month's beginning, ``acquired`` come in the month.
    """

    flow: Whole
    members: Whole
    acquired: Whole
    purchases: Values
    rewards: Values
    points: Values
    points_lost: Values
    cost_to_serve: Values
    integrated: Values
    recovery_cost: Values
    exit_fees: Values


def accounts(terms: Terms, books: Books) -> Row:
    """Return revenue, costs and profit by firm, for a month or for several, months first."""
    owner = terms.owner.reshape(-1, terms.owner.shape[-1])[0].astype(np.intp)
    return {name: by_firm(values, owner) for name, values in accounts_by_row(terms, books).items()}


def accounts_by_row(terms: Terms, books: Books) -> Row:
    """Return revenue, costs and profit by row of the ledger: of each firm, and of each class apart.

    The entries are those of ``mechanisms.accounts``, worked out on sums over customers.
    """
    money, members = terms.money, books.members
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
        "cost_acquisition": money * winning(books.acquired, terms),
        "cost_advertising": terms.advertised,
        "cost_fixed": terms.fixed,
    }
    row["points_owed"] = money * terms.reward * books.points
    row["rewards_redeemed"] = money * terms.reward_worth * books.rewards
    row["points_lost"] = money * terms.reward * books.points_lost
    row["profit"] = row["revenue"] - sum(row[name] for name in COSTS)
    return row
