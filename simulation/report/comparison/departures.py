"""Who went where, and why: departures of a run or, on average over runs, of every alternative."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulation.measures.people import NOBODY
from simulation.report.comparison.tracks import firm_index, focal, is_comparison

if TYPE_CHECKING:
    import pandas as pd

    from simulation.report.comparison.tracks import RunOrComparison
    from simulation.scenario.document import Scenario


REASONS = ("dissatisfaction", "incident", "offer", "released", "routine", "involuntary")
REPLACED = "replaced"
"""Left the category: shown where customers are replaced at all."""
SHOWN_FIRMS = 8
OTHERS = "\x00others"
"""Stands for all firms that a figure has no room for; a control character, so that no firm can bear it."""


def departures(subject: RunOrComparison) -> pd.DataFrame:
    """Return departures a run: columns alternative, origin, destination, reason, departures (mean a run)."""
    if is_comparison(subject):
        return subject.flows
    counted = subject.switches.groupby(["origin", "destination", "reason"], observed=True).size()
    return counted.rename("departures").reset_index().assign(alternative="")


def reasons(subject: RunOrComparison) -> pd.DataFrame:
    """Return the departures from the measured firm: by reason (rows) and alternative ("" for a run)."""
    rows = departures(subject)
    rows = rows[rows["origin"] == focal(subject)]
    replaced = [REPLACED] if REPLACED in set(rows["reason"]) else []
    return _table(rows, "reason", keys(subject)).reindex([*REASONS, *replaced], fill_value=0.0)


def won(subject: RunOrComparison) -> pd.DataFrame:
    """Return customers the measured firm won: a row per origin, a column per alternative."""
    rows = departures(subject)
    return _table(rows[rows["destination"] == focal(subject)], "origin", keys(subject))


def lost(subject: RunOrComparison) -> pd.DataFrame:
    """Return customers the measured firm lost: a row per destination, a column per alternative."""
    rows = departures(subject)
    return _table(rows[rows["origin"] == focal(subject)], "destination", keys(subject))


def matrix(subject: RunOrComparison, alternative: str) -> pd.DataFrame:
    """Return departures of one alternative: rows origins, columns destinations, in the firms' order.

    Having no supplier comes last, if anybody went there or came from there.
    """
    rows = departures(subject)
    rows = rows[rows["alternative"] == alternative]
    moved = {*rows["origin"], *rows["destination"]}
    names = [*(firm.name for firm in subject.scenario.firms), *([NOBODY] if NOBODY in moved else [])]
    table = rows.pivot_table(
        index="origin", columns="destination", values="departures", aggfunc="sum", observed=True
    )
    return table.reindex(index=names, columns=names).fillna(0.0)


def shown_firms(scenario: Scenario, weights: pd.Series[float], first: str) -> list[str]:
    """Return the firms a figure names, in the scenario's order: all of eight, else the busiest seven."""
    names = [firm.name for firm in scenario.firms]
    if len(names) <= SHOWN_FIRMS:
        return names
    heavy = weights.drop(first, errors="ignore").sort_values(ascending=False, kind="stable")
    kept = [first, *(str(name) for name in heavy.index[: SHOWN_FIRMS - 2])]
    return sorted(kept, key=lambda name: firm_index(scenario, name))


def condensed(table: pd.DataFrame, kept: list[str]) -> pd.DataFrame:
    """Add up the rows and columns of a square flow table that are not among ``kept`` under ``OTHERS``."""
    groups = {name: name if name in kept else OTHERS for name in table.index}
    summed = table.groupby(groups).sum().T.groupby(groups).sum().T
    order = [name for name in [*kept, OTHERS] if name in summed.index]
    return summed.reindex(index=order, columns=order)


def keys(subject: RunOrComparison) -> list[str]:
    """Return the columns of the departure tables: the alternatives, or one empty name for a run."""
    return list(subject.alternatives) if is_comparison(subject) else [""]


def _table(rows: pd.DataFrame, index: str, columns: list[str]) -> pd.DataFrame:
    table = rows.pivot_table(
        index=index, columns="alternative", values="departures", aggfunc="sum", observed=True
    )
    return table.reindex(columns=columns).fillna(0.0)
