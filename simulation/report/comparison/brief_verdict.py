"""The verdict of a comparison in three lines: what keeps customers, what it is worth, what leaving costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulation.experiments.intervals import Interval
from simulation.language import text
from simulation.report.comparison.names import named
from simulation.report.comparison.ranking import Ranking, rank, rank_by
from simulation.report.comparison.time_and_price import FEWEST_RUNS
from simulation.report.comparison.tracks import Track, tracks
from simulation.report.kit.numbers import MeasureUnit, exact, in_words, listed, share, written
from simulation.report.measures import by_run, difference_of, unit_of

if TYPE_CHECKING:
    import pandas as pd

    from simulation.experiments.compare import Comparison

MONTHS_A_YEAR = 12
PEOPLE = 100.0
"""Retention is told of so many customers."""

Line = dict[str, str]
"""A line: what is ``said``, and the ``evidence`` for it."""


def brief(comparison: Comparison) -> list[Line]:
    """Return the lines in the current language; the best is compared to the first alternative."""
    if comparison.replications < FEWEST_RUNS:
        runs = {"runs": written(comparison.replications, 0), "needed": FEWEST_RUNS}
        return [{"said": text("report.brief.few", **runs), "evidence": ""}]
    candidates = tracks(comparison)
    kept = rank_by(candidates, stay_a_year)
    worth, leaving = rank(candidates, "value"), rank(candidates, "switching_cost")
    lines = (
        kept and _keeps(kept, candidates[0]),
        worth and _worth(comparison, worth, candidates[0]),
        leaving and _leaves(comparison, leaving, candidates[0]),
    )
    return [line for line in lines if line]


def stay_a_year(track: Track) -> pd.Series[float]:
    """Return of 100 customers how many stay a year, by run."""
    return of_100_a_year(by_run(track, "retention_rate"))


def of_100_a_year(retention: pd.Series[float]) -> pd.Series[float]:
    """Return of 100 customers how many stay a year: twelve months of a mean monthly retention."""
    return PEOPLE * retention**MONTHS_A_YEAR


def _reference(ranking: Ranking, first: Track) -> Track:
    """Return what the best is compared to: the first alternative, or the second best if it is itself."""
    return ranking.order[1] if ranking.best is first else first


def _keeps(ranking: Ranking, first: Track) -> Line:
    if not ranking.decided:
        return _tied("keeps", ranking)
    reference = _reference(ranking, first)
    gap = difference_of(ranking.values[ranking.best.key], ranking.values[reference.key])
    values = {
        "best": named(ranking.best.label),
        "reference": named(reference.label),
        "kept": written(ranking.interval(ranking.best).mean, 0),
        "others": written(ranking.interval(reference).mean, 0),
    }
    return {
        "said": text("report.brief.keeps", **values),
        "evidence": text(
            "report.brief.keeps_evidence",
            low=written(gap.low, 1),
            high=written(gap.high, 1),
            wins=_wins(ranking),
        ),
    }


def _worth(comparison: Comparison, ranking: Ranking, first: Track) -> Line:
    if not ranking.decided:
        return _tied("worth", ranking)
    unit = unit_of("value", comparison.scenario)
    best, reference = ranking.best, _reference(ranking, first)
    gap = difference_of(ranking.values[best.key], ranking.values[reference.key])
    earned = difference_of(by_run(best, "npv"), by_run(reference, "npv"))
    values = {
        "best": named(best.label),
        "reference": named(reference.label),
        "more": _rounded(gap.mean, unit),
        "earned": _rounded(abs(earned.mean), unit),
        "months": comparison.scenario.world.months,
    }
    return {
        "said": text(f"report.brief.worth_{_direction(earned)}", **values),
        "evidence": text(
            "report.brief.worth_evidence",
            gap=in_words(gap, unit),
            earned=in_words(earned, unit),
            wins=_wins(ranking),
        ),
    }


def _direction(earned: Interval) -> str:
    """Return whether the best also earned more within the horizon."""
    if not earned.excludes_zero:
        return "even"
    return "more" if earned.mean > 0 else "less"


def _leaves(comparison: Comparison, ranking: Ranking, first: Track) -> Line:
    if not ranking.decided:
        return _tied("leaves", ranking)
    unit = unit_of("switching_cost", comparison.scenario)
    reference = _reference(ranking, first)
    gap = difference_of(ranking.values[ranking.best.key], ranking.values[reference.key])
    values = {
        "best": named(ranking.best.label),
        "reference": named(reference.label),
        "cost": _rounded(ranking.interval(ranking.best).mean, unit),
        "others": _rounded(ranking.interval(reference).mean, unit),
    }
    return {
        "said": text("report.brief.leaves", **values),
        "evidence": text("report.brief.leaves_evidence", gap=in_words(gap, unit)),
    }


def _tied(what: str, ranking: Ranking) -> Line:
    """Say that the best cannot be told from others."""
    names = [named(track.label) for track in (ranking.best, *ranking.tied)]
    key = "report.brief.identical" if ranking.identical else f"report.brief.{what}_tied"
    return {
        "said": text(key, names=listed(names)),
        "evidence": text("report.brief.tied_evidence", runs=written(ranking.runs, 0)),
    }


def _wins(ranking: Ranking) -> str:
    return share(ranking.wins, ranking.runs)


def _rounded(value: float, unit: MeasureUnit) -> str:
    """Write a mean with three digits; its interval stands in the evidence."""
    return exact(float(f"{value:.3g}"), unit)
