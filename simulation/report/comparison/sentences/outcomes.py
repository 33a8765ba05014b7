"""What the figures of retention, profit, shares and kinds of loyalty show."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from simulation.experiments.payback import payback_month
from simulation.language import text
from simulation.measures.declared.words import result_label
from simulation.report.comparison.names import named
from simulation.report.comparison.ranking import rank, rank_by
from simulation.report.comparison.sentences.saying import YEAR, extremes, firm_said, said, undecided
from simulation.report.comparison.series import part_at_end, spread
from simulation.report.comparison.tracks import is_comparison, tracks
from simulation.report.kit.numbers import in_words, share, written
from simulation.report.measures import by_run, interval_of, unit_of

if TYPE_CHECKING:
    from simulation.report.comparison.tracks import RunOrComparison


def retention(subject: RunOrComparison) -> str:
    """Say who keeps most customers and who fewest, and from when on the bands are apart."""
    sentence = extremes(subject, "retention_rate", lambda track: by_run(track, "retention_rate"))
    return sentence + _bands(subject, "retention_rate", smoothed=True)


def profit(subject: RunOrComparison) -> str:
    """Say who earns most and least a month over the last year: rewards can fall due in yearly waves."""
    return extremes(subject, "profit", lambda track: track.monthly("profit").tail(YEAR).mean())


def cumulative_profit(subject: RunOrComparison) -> str:
    """Say who has earned most and least at the end, and when the best overtook the first alternative."""
    sentence = extremes(subject, "profit_cumulative", lambda track: by_run(track, "profit_cumulative"))
    return sentence + _overtaking(subject)


def market_share(subject: RunOrComparison) -> str:
    """Say who has the largest and the smallest share in the last month."""
    return extremes(subject, "market_share", lambda track: by_run(track, "market_share"))


def loyalty(subject: RunOrComparison) -> str:
    """Say where true loyalty is most and least frequent, and how frequent inertia is there."""
    return _pair(subject, "loyalty", "share_loyal", "share_spurious")


def motives(subject: RunOrComparison) -> str:
    """Say where most and fewest stay because they want to, and how many because leaving is costly."""
    return _pair(subject, "motives", "share_dedicated", "share_constrained")


def run_differences(subject: RunOrComparison) -> str:
    """Say in how many runs the best alternative was worth most."""
    ranking = rank(tracks(subject), "value")
    if ranking is None or len(ranking.order) < 2:
        return ""
    if ranking.identical:
        return text("report.words.run_differences_identical")
    return text(
        "report.words.run_differences",
        best=named(ranking.best.label),
        wins=share(ranking.wins, ranking.runs),
        won=written(ranking.wins, 0),
        runs=written(ranking.runs, 0),
    )


def _pair(subject: RunOrComparison, figure: str, first: str, second: str) -> str:
    """Name the highest and lowest in one part, with another part of the same two tracks."""
    ranking = rank_by(tracks(subject), lambda track: part_at_end(track, first))
    if ranking is None:
        return text("report.words.nobody", firm=firm_said(subject))
    unit = unit_of(first, subject.scenario)
    if is_comparison(subject) and ranking.identical:
        value = in_words(ranking.interval(ranking.best), unit)
        return text("report.words.identical", measure=result_label(first), high_value=value)
    places = {"high": ranking.best, "low": ranking.worst}
    values = {name: named(track.label) for name, track in places.items()}
    for name, track in places.items():
        values[f"{name}_first"] = in_words(interval_of(part_at_end(track, first)), unit)
        values[f"{name}_second"] = in_words(interval_of(part_at_end(track, second)), unit)
    if len(ranking.order) == 1 or undecided(subject, ranking):
        return said(subject, f"{figure}_same", **values)
    return said(subject, figure, **values)


def _bands(subject: RunOrComparison, column: str, *, smoothed: bool) -> str:
    """Say from which month on the bands of the highest and the lowest alternative no longer touch."""
    ranking = rank(tracks(subject), column)
    if not is_comparison(subject) or ranking is None or len(ranking.order) < 2 or undecided(subject, ranking):
        return ""
    high, low = (spread(track, column, smoothed=smoothed) for track in (ranking.best, ranking.worst))
    apart = [above > below for above, below in zip(high.low, low.high, strict=False)]
    names = {"high": named(ranking.best.label), "low": named(ranking.worst.label)}
    if not apart or not apart[-1]:
        return text("report.words.bands_touch", **names)
    since = len(apart) - next((i for i, yes in enumerate(reversed(apart)) if not yes), len(apart))
    return text("report.words.bands_apart", month=high.months[since], **names)


def _overtaking(subject: RunOrComparison) -> str:
    """Say when the best alternative overtook the first one for good, if it was behind at the beginning."""
    candidates = tracks(subject)
    ranking = rank(candidates, "profit_cumulative")
    if not is_comparison(subject) or ranking is None or not ranking.decided or ranking.best is candidates[0]:
        return ""
    gap = ranking.best.monthly("profit_cumulative") - candidates[0].monthly("profit_cumulative")
    months = payback_month(gap.fillna(0.0).to_numpy())
    if np.isnan(months).any() or float(np.median(months)) <= 2:
        return ""
    low, middle, high = (round(float(value)) for value in np.quantile(months, (0.1, 0.5, 0.9)))
    return text(
        "report.words.overtaking",
        best=named(ranking.best.label),
        first=named(candidates[0].label),
        month=middle,
        low=low,
        high=high,
    )
