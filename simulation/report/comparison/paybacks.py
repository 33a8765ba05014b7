"""When alternatives pay back against the first one, in words and as a table: quantiles over runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from simulation.experiments.payback import MonthsOfRuns, months_of_runs
from simulation.language import text
from simulation.measures.declared.words import label
from simulation.report.comparison.tracks import Track, tracks
from simulation.report.kit.numbers import written
from simulation.report.kit.tables import ReportTable, TableColumn

if TYPE_CHECKING:
    from simulation.experiments.compare import Comparison

PAYBACKS = ("payback_month", "overtakes_month")


def months_of(track: Track, measure: str) -> MonthsOfRuns:
    """Return the quantiles of a month over the runs of an alternative."""
    return months_of_runs(track.worth[measure].to_numpy(dtype=np.float64))


def month_in_words(track: Track, measure: str, horizon: int) -> str:
    """Say in which month it comes, and in how many runs not within the horizon."""
    return said_months(months_of(track, measure), horizon)


def said_months(found: MonthsOfRuns, horizon: int) -> str:
    """Say from which month on something holds, and in how many runs it does not within the horizon."""
    values = {
        "low": _month(found.low),
        "month": _month(found.middle),
        "high": _month(found.high),
        "without": written(found.without, 0),
        "runs": written(found.runs, 0),
        "months": written(horizon, 0),
    }
    if np.isinf(found.middle):
        return text("report.payback.never" if np.isinf(found.low) else "report.payback.seldom", **values)
    if found.low == found.high:
        return text("report.payback.at_once", **values)
    return text("report.payback.mostly" if np.isinf(found.high) else "report.payback.always", **values)


def payback_table(comparison: Comparison) -> ReportTable:
    """Return both months of every alternative but the first: their quantiles, and the runs without them."""
    horizon = comparison.scenario.world.months
    first, *others = tracks(comparison)
    heads = [TableColumn(text("report.table.alternative"), numeric=False)]
    heads += [TableColumn(label(measure), text("report.payback.quantiles")) for measure in PAYBACKS]
    rows = tuple(
        (track.label, *(_cell(months_of(track, measure), horizon) for measure in PAYBACKS))
        for track in others
    )
    note = text("report.payback.note", first=first.label, months=horizon)
    return ReportTable(text("report.payback.title"), tuple(heads), rows, note)


def _cell(found: MonthsOfRuns, horizon: int) -> str:
    if found.without == found.runs:
        return text("report.payback.not_within", months=horizon)
    quantiles = " / ".join(map(_month, (found.low, found.middle, found.high)))
    if not found.without:
        return quantiles
    return text(
        "report.payback.partly",
        quantiles=quantiles,
        without=written(100 * found.without / found.runs, 0),
        months=horizon,
    )


def _month(month: float) -> str:
    return "–" if np.isinf(month) else written(month, 0)
