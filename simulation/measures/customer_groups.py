"""Groups of customers for whom measures are reported apart: the kinds of groups, and where their columns are.

A further kind is one entry of `GROUPS`. It needs measures whose names are those of all customers with the
group's name behind them, as ``retention_rate_high`` is ``retention_rate`` of high involvement.
"""

from __future__ import annotations

from collections.abc import Mapping

from simulation.measures.declared import DECLARED, involvement, loyalty_groups

GROUPS: Mapping[str, tuple[str, ...]] = {
    "involvement": involvement.LEVELS,
    "loyalty": tuple(loyalty_groups.TYPES),
}
"""The names of the groups, by their kind."""


def column_of(measure: str, group: str | None) -> str:
    """Return the column that has a measure among a group; None stands for all customers."""
    return measure if group is None else f"{measure}_{group}"


def measured_among(kind: str) -> tuple[str, ...]:
    """Return the measures that are reported for every group of a kind, in the order of their declarations."""
    names = GROUPS[kind]
    return tuple(name for name in DECLARED if all(column_of(name, group) in DECLARED for group in names))
