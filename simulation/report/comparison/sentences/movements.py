"""What the figures of customers who leave and come show: why they leave, to whom, and from whom they come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulation.language import text
from simulation.report.comparison import departures
from simulation.report.comparison.figures import chosen
from simulation.report.comparison.names import named
from simulation.report.comparison.ranking import rank_by
from simulation.report.comparison.sentences.saying import firm_said, said, undecided
from simulation.report.comparison.tracks import firm_label, is_comparison, tracks
from simulation.report.kit.numbers import exact, in_words, written
from simulation.report.measures import unit_of

if TYPE_CHECKING:
    import pandas as pd

    from simulation.report.comparison.tracks import RunOrComparison


def reasons(subject: RunOrComparison) -> str:
    """Say how many customers the measured firm lost, and the most frequent reason."""
    table = departures.reasons(subject)
    candidates = tracks(subject) if is_comparison(subject) else (chosen(subject),)
    ranking = rank_by(candidates, lambda track: track.monthly("lost").sum())
    if not table.to_numpy().sum() or ranking is None:
        return text("report.words.reasons.none", firm=firm_said(subject))
    unit = unit_of("lost", subject.scenario)
    counts = table[ranking.best.key if is_comparison(subject) else ""]
    values = {
        "firm": firm_said(subject),
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
    key = "single" if alike else "same" if undecided(subject, ranking) else "compare"
    return text(f"report.words.reasons.{key}", **values)


def rivals(subject: RunOrComparison) -> str:
    """Say to which rival the measured firm lost most, and from which it won most (chosen track)."""
    key = chosen(subject).key if is_comparison(subject) else ""
    won, lost = departures.won(subject)[key], departures.lost(subject)[key]
    if not won.sum() and not lost.sum():
        return text("report.words.rivals.none", firm=firm_said(subject))
    return said(
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
    return said(
        subject,
        "flow",
        name=named(chosen(subject).label),
        count=_count(counts.max()),
        total=_count(counts.sum()),
        origin=named(names[row]),
        destination=named(names[column]),
    )


def _count(value: float) -> str:
    return written(float(value), 0 if value >= 10 else 1)


def _top(subject: RunOrComparison, counts: pd.Series[float]) -> str:
    if not counts.sum():
        return text("report.words.nowhere")
    return named(firm_label(subject.scenario, str(counts.idxmax()))) + text(
        "report.words.count", number=_count(counts.max())
    )
