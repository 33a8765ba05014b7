"""Accounts: revenue, every cost and profit of a firm in a month, as its ledger has them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from simulation.measures.measure import Measure

if TYPE_CHECKING:
    from simulation.kernel.arithmetic import Values
    from simulation.measures.months import Months


def account(name: str) -> Callable[[Months], Values]:
    """Return the formula that reads an account of the ledger."""
    return lambda months: months.accounts[name]


def breakage(months: Months) -> Values:
    """Return the share of the points settled in a month that were lost."""
    lost, redeemed = months.accounts["points_lost"], months.accounts["rewards_redeemed"]
    return months.ratio(lost, lost + redeemed)


def programme(months: Months) -> Values:
    """Return what financial, social and structural bonds cost together."""
    bonds = (months.accounts[f"cost_{kind}"] for kind in ("financial", "social", "structural"))
    return sum(bonds, start=0.0 * months.accounts["revenue"])


def cost(name: str, label: str, meaning: str, edition: int = 1) -> Measure:
    """Declare a cost: an account of the ledger that is subtracted from revenue."""
    value = account(name)
    return Measure(name, "money_per_month", label, meaning, value, better="less", edition=edition)


MEASURES = (
    Measure(
        "revenue",
        unit="money_per_month",
        label="Revenue",
        meaning="What customers paid the firm in the month.",
        value=account("revenue"),
        better="more",
    ),
    cost(
        "cost_of_goods",
        "Cost of goods",
        "What the goods and services cost that the firm sold in the month.",
    ),
    cost(
        "cost_to_serve",
        "Serving customers",
        "What serving the firm's customers cost in the month.",
        edition=2,
    ),
    cost(
        "cost_financial",
        "Rebates and rewards",
        "What financial bonds cost in the month: rebates, rewards and membership.",
    ),
    cost(
        "cost_social",
        "Personal contact",
        "What social bonds cost in the month: people who know the customers.",
    ),
    cost(
        "cost_structural",
        "Equipment and links",
        "What structural bonds cost in the month: running them, and setting them up with customers.",
    ),
    cost(
        "cost_recovery",
        "Making good",
        "What making good failures and paying guarantees cost in the month.",
    ),
    cost(
        "cost_acquisition",
        "Winning customers",
        "What winning the month's new customers cost.",
    ),
    cost(
        "cost_advertising",
        "Advertising",
        "What advertising cost in the month.",
        edition=2,
    ),
    cost(
        "cost_fixed",
        "Fixed cost",
        "The firm's fixed cost of the month.",
        edition=2,
    ),
    Measure(
        "profit",
        unit="money_per_month",
        label="Profit a month",
        meaning="Revenue less all costs of the month.",
        value=account("profit"),
        better="more",
        short="Profit",
    ),
    Measure(
        "cost_programme",
        unit="money_per_month",
        label="Programme",
        meaning="What the bonds cost the firm in the month: financial, social and structural ones together.",
        value=programme,
        better="less",
        edition=6,
    ),
    Measure(
        "points_owed",
        unit="money",
        label="Points owed",
        meaning="What all points on customers' accounts would cost the firm if every one became a reward: a"
        " debt that no account shows.",
        value=account("points_owed"),
        over_run="end",
        edition=4,
    ),
    Measure(
        "breakage",
        unit="share",
        label="Breakage",
        meaning="Of the points that left customers' accounts in the month, the share that was lost: lapsed,"
        " or forfeited with a contract. The others became rewards.",
        value=breakage,
        edition=4,
    ),
)
