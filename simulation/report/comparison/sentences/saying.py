"""What the sentences about figures have in common: who is named, and whether chance could swap them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from simulation.language import text
from simulation.measures.declared.words import result_label
from simulation.report.comparison.names import named
from simulation.report.comparison.ranking import Ranking, rank_by
from simulation.report.comparison.series import last_month
from simulation.report.comparison.tracks import Track, firm_label, focal, is_comparison, tracks
from simulation.report.kit.numbers import in_words
from simulation.report.measures import unit_of

if TYPE_CHECKING:
    import pandas as pd

    from simulation.report.comparison.tracks import RunOrComparison

Value = Callable[[Track], "pd.Series[float]"]
YEAR = 12


def extremes(subject: RunOrComparison, measure: str, value: Value) -> str:
    """Name the highest and the lowest track with their values, unless chance could swap them."""
    ranking = rank_by(tracks(subject), value)
    if ranking is None:
        return text("report.words.nobody", firm=firm_said(subject))
    unit = unit_of(measure, subject.scenario)
    values = {
        "high": named(ranking.best.label),
        "high_value": in_words(ranking.interval(ranking.best), unit),
        "low": named(ranking.worst.label),
        "low_value": in_words(ranking.interval(ranking.worst), unit),
        "measure": result_label(measure),
        "difference": in_words(ranking.reach, unit),
    }
    if len(ranking.order) == 1:
        return text("report.words.one", **values)
    if undecided(subject, ranking):
        key = "identical" if ranking.identical else "same" if ranking.runs > 1 else "one_replication"
        return text(f"report.words.{key}", **values)
    return said(subject, measure, **values)


def undecided(subject: RunOrComparison, ranking: Ranking) -> bool:
    """Return whether chance alone could have put the alternatives in another order."""
    return is_comparison(subject) and not ranking.reach.excludes_zero


def said(subject: RunOrComparison, figure: str, **values: object) -> str:
    """Return the sentence of a figure, in the form for a run or a comparison."""
    return text(
        f"report.words.{figure}.{_kind(subject)}",
        firm=firm_said(subject),
        month=last_month(tracks(subject)),
        months=subject.scenario.world.months,
        year=min(YEAR, subject.scenario.world.months),
        **values,
    )


def firm_said(subject: RunOrComparison) -> str:
    """Return the name of the measured firm, as it stands in a sentence."""
    return named(firm_label(subject.scenario, focal(subject)))


def _kind(subject: RunOrComparison) -> str:
    return "compare" if is_comparison(subject) else "run"
