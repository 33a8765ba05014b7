"""Customer files: what firms that class their customers know of what each of them buys."""

from __future__ import annotations

import numpy as np

from simulation.kernel.arithmetic import Values, where
from simulation.kernel.columns import NOT_NEGATIVE, memory
from simulation.kernel.views import Firm, Relation, She

YEAR, QUARTER = 1.0 / 12.0, 1.0 / 3.0
"""What the last month counts in the purchases of about a year, and of about a quarter."""
FEW = 1e-3
"""Purchases a month below which they have no trend."""


class State:
    """What each firm has on file of each customer's purchases."""

    yearly = memory("purchases a month", NOT_NEGATIVE, "purchases from the firm, over a year", shape="dyads")
    lately = memory("purchases a month", NOT_NEGATIVE, "purchases from the firm, of late", shape="dyads")


def trend(lately: Values, yearly: Values) -> Values:
    """Return by what share a customer buys more of late than over the year (below 0: less)."""
    return where(yearly > FEW, lately / np.maximum(yearly, FEW) - 1.0, 0.0)


def file_contract(she: She, firm: Firm, relation: Relation) -> None:
    """Let a firm file what each customer has bought from it this month, under contracts."""
    bought = where(she.origin == firm.number, she.quantity, 0.0)
    relation.yearly += YEAR * (bought - relation.yearly)
    relation.lately += QUARTER * (bought - relation.lately)


def file_purchases(relation: Relation) -> None:
    """Let a firm file what each customer has bought from it this month, at the shelf."""
    relation.yearly += YEAR * (relation.bought - relation.yearly)
    relation.lately += QUARTER * (relation.bought - relation.lately)


def open_files(relation: Relation) -> None:
    """Begin the files of newcomers, of whom no firm knows anything."""
    relation.yearly = 0.0
    relation.lately = 0.0
