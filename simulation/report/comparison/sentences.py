"""What each figure shows, in one or two sentences of the current language."""

from __future__ import annotations

from collections.abc import Callable
from math import isfinite
from typing import TYPE_CHECKING

import numpy as np

from simulation.language import text
from simulation.measures.declared.words import part_label, result_label
from simulation.report.comparison import departures
from simulation.report.comparison.figures import chosen
from simulation.report.comparison.ranking import Ranking, rank, rank_by
from simulation.report.comparison.series import PARTS, last_month, part_at_end, parts_at_end, spread
from simulation.report.comparison.tracks import Track, firm_label, focal, is_comparison, tracks
from simulation.report.comparison.verdict import named
from simulation.report.kit.numbers import exact, in_words, share, written
from simulation.report.measures import by_run, interval_of, unit_of

if TYPE_CHECKING:
    import pandas as pd

    from simulation.report.comparison.tracks import RunOrComparison

Value = Callable[[Track], "pd.Series[float]"]


def retention(subject: RunOrComparison) -> str:
    """Say who keeps most customers and who fewest, and from when on the bands are apart."""
    sentence = _extremes(subject, "retention_rate", lambda track: by_run(track, "retention_rate"))
    return sentence + _bands(subject, "retention_rate", smoothed=True)


def profit(subject: RunOrComparison) -> str:
    """Say who earns most and least in the last month."""
    return _extremes(subject, "profit", lambda track: track.last("profit"))


def cumulative_profit(subject: RunOrComparison) -> str:
    """Say who has earned most and least at the end, and when the best overtook the first alternative."""
    sentence = _extremes(subject, "profit_cumulative", lambda track: by_run(track, "profit_cumulative"))
    return sentence + _overtaking(subject)


def market_share(subject: RunOrComparison) -> str:
    """Say who has the largest and the smallest share in the last month."""
    return _extremes(subject, "market_share", lambda track: by_run(track, "market_share"))


def switching_cost(subject: RunOrComparison) -> str:
    """Say which firm it costs most to leave in the last month, and of which types that consists."""
    candidates = tracks(subject)
    sentence = _extremes(subject, "switching_cost", lambda track: track.last("switching_cost"))
    ranking = rank_by(candidates, lambda track: track.last("switching_cost"))
    if ranking is None:
        return sentence
    unit = unit_of("switching_cost", subject.scenario)
    parts = parts_at_end(ranking.best, "switching_cost")
    said = {part.rpartition("_")[2]: in_words(interval, unit) for part, interval in parts.items()}
    return sentence + text("report.words.switching_cost.types", name=named(ranking.best.label), **said)


def switching_cost_over_time(subject: RunOrComparison) -> str:
    """Say from where to where the switching cost of the chosen track moved, and which type is largest."""
    track = chosen(subject)
    unit = unit_of("switching_cost", subject.scenario)
    line = spread(track, "switching_cost")
    ends = [(month, value) for month, value in zip(line.months, line.mean, strict=True) if isfinite(value)]
    if not ends:
        return text("report.words.nobody", firm=named(firm_label(subject.scenario, focal(subject))))
    (first, start), (last, _) = ends[0], ends[-1]
    largest = max(PARTS["switching_cost"], key=lambda part: spread(track, part).mean[line.months.index(last)])
    return _said(
        subject,
        "switching_cost_over_time",
        name=named(track.label),
        first=first,
        last=last,
        start=exact(start, unit),
        end=in_words(interval_of(_month(track, last)), unit),
        type=part_label(largest),
    )


def loyalty(subject: RunOrComparison) -> str:
    """Say where true loyalty is most and least frequent, and how frequent inertia is there."""
    return _pair(subject, "loyalty", "share_loyal", "share_spurious")


def motives(subject: RunOrComparison) -> str:
    """Say where most and fewest stay because they want to, and how many because leaving is costly."""
    return _pair(subject, "motives", "share_dedicated", "share_constrained")


def reasons(subject: RunOrComparison) -> str:
    """Say how many customers the measured firm lost, and the most frequent reason."""
    table = departures.reasons(subject)
    candidates = tracks(subject) if is_comparison(subject) else (chosen(subject),)
    ranking = rank_by(candidates, lambda track: track.monthly("lost").sum())
    if not table.to_numpy().sum() or ranking is None:
        return text("report.words.reasons.none", firm=_firm(subject))
    unit = unit_of("lost", subject.scenario)
    counts = table[ranking.best.key if is_comparison(subject) else ""]
    values = {
        "firm": _firm(subject),
        "most": named(ranking.best.label),
        "least": named(ranking.worst.label),
        "most_count": in_words(ranking.interval(ranking.best), unit),
        "least_count": in_words(ranking.interval(ranking.worst), unit),
        "reason": text(f"report.reason.{counts.idxmax()}"),
        "part": exact(float(counts.max() / (counts.sum() or 1.0)), unit_of("market_share", subject.scenario)),
    }
    if not is_comparison(subject):
        return text("report.words.reasons.run", **values)
    alike = len(ranking.order) == 1 or ranking.identical
    key = "single" if alike else "same" if _undecided(subject, ranking) else "compare"
    return text(f"report.words.reasons.{key}", **values)


def rivals(subject: RunOrComparison) -> str:
    """Say to which rival the measured firm lost most, and from which it won most (chosen track)."""
    key = chosen(subject).key if is_comparison(subject) else ""
    won, lost = departures.won(subject)[key], departures.lost(subject)[key]
    if not won.sum() and not lost.sum():
        return text("report.words.rivals.none", firm=_firm(subject))
    return _said(
        subject,
        "rivals",
        name=named(chosen(subject).label),
        won=_count(won.sum()),
        lost=_count(lost.sum()),
        origin=_top(subject, won),
        destination=_top(subject, lost),
    )


def flow(subject: RunOrComparison) -> str:
    """Say which stream of customers between two firms is the largest, under the chosen track."""
    table = departures.matrix(subject, chosen(subject).key if is_comparison(subject) else "")
    counts = table.to_numpy(dtype=float)
    if not counts.sum():
        return text("report.words.flow.none")
    row, column = divmod(int(counts.argmax()), len(table))
    names = [firm_label(subject.scenario, str(name)) for name in table.index]
    return _said(
        subject,
        "flow",
        name=named(chosen(subject).label),
        count=_count(counts.max()),
        total=_count(counts.sum()),
        origin=named(names[row]),
        destination=named(names[column]),
    )


def run_differences(subject: RunOrComparison) -> str:
    """Say in how many runs the best alternative earned most."""
    ranking = rank(tracks(subject), "profit_cumulative")
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


def _kind(subject: RunOrComparison) -> str:
    return "compare" if is_comparison(subject) else "run"


def _firm(subject: RunOrComparison) -> str:
    return named(firm_label(subject.scenario, focal(subject)))


def _said(subject: RunOrComparison, figure: str, **values: object) -> str:
    return text(
        f"report.words.{figure}.{_kind(subject)}",
        firm=_firm(subject),
        month=last_month(tracks(subject)),
        months=subject.scenario.world.months,
        **values,
    )


def _extremes(subject: RunOrComparison, measure: str, value: Value) -> str:
    """Name the highest and the lowest track with their values, unless chance could swap them."""
    ranking = rank_by(tracks(subject), value)
    if ranking is None:
        return text("report.words.nobody", firm=_firm(subject))
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
    if _undecided(subject, ranking):
        key = "identical" if ranking.identical else "same" if ranking.runs > 1 else "one_replication"
        return text(f"report.words.{key}", **values)
    return _said(subject, measure, **values)


def _undecided(subject: RunOrComparison, ranking: Ranking) -> bool:
    return is_comparison(subject) and not ranking.reach.excludes_zero


def _pair(subject: RunOrComparison, figure: str, first: str, second: str) -> str:
    """Name the highest and lowest in one part, with another part of the same two tracks."""
    ranking = rank_by(tracks(subject), lambda track: part_at_end(track, first))
    if ranking is None:
        return text("report.words.nobody", firm=_firm(subject))
    unit = unit_of(first, subject.scenario)
    if is_comparison(subject) and ranking.identical:
        value = in_words(ranking.interval(ranking.best), unit)
        return text("report.words.identical", measure=result_label(first), high_value=value)
    places = {"high": ranking.best, "low": ranking.worst}
    values = {name: named(track.label) for name, track in places.items()}
    for name, track in places.items():
        values[f"{name}_first"] = in_words(interval_of(part_at_end(track, first)), unit)
        values[f"{name}_second"] = in_words(interval_of(part_at_end(track, second)), unit)
    if len(ranking.order) == 1 or _undecided(subject, ranking):
        return _said(subject, f"{figure}_same", **values)
    return _said(subject, figure, **values)


def _bands(subject: RunOrComparison, column: str, *, smoothed: bool) -> str:
    """Say from which month on the bands of the highest and the lowest alternative no longer touch."""
    ranking = rank(tracks(subject), column)
    if (
        not is_comparison(subject)
        or ranking is None
        or len(ranking.order) < 2
        or _undecided(subject, ranking)
    ):
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
    behind = (gap.fillna(0.0) <= 0).to_numpy()
    months = len(behind) - np.argmax(behind[::-1], axis=0) + 1
    months = np.where(behind.any(axis=0), months, 1)
    if behind[-1].any() or float(np.median(months)) <= 2:
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


def _month(track: Track, month: int) -> pd.Series[float]:
    """Return the switching cost of one month for every replication."""
    rows = track.frame[track.frame["month"] == month]
    return rows["switching_cost"]


def _count(value: float) -> str:
    return written(float(value), 0 if value >= 10 else 1)


def _top(subject: RunOrComparison, counts: pd.Series[float]) -> str:
    if not counts.sum():
        return text("report.words.nowhere")
    return named(firm_label(subject.scenario, str(counts.idxmax()))) + text(
        "report.words.count", number=_count(counts.max())
    )
