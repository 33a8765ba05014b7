"""What the figures of the switching cost show: what leaving costs, of which type, and how it moved."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING

from simulation.language import text
from simulation.measures.declared.words import part_label
from simulation.report.comparison.figures import chosen
from simulation.report.comparison.names import named
from simulation.report.comparison.ranking import rank_by
from simulation.report.comparison.sentences.saying import extremes, firm_said, said
from simulation.report.comparison.series import PARTS, last_month, parts_at_end, spread
from simulation.report.comparison.tracks import Track, is_comparison, tracks
from simulation.report.kit.numbers import exact, in_words
from simulation.report.measures import interval_of, unit_of

if TYPE_CHECKING:
    import pandas as pd

    from simulation.experiments.compare import Comparison
    from simulation.report.comparison.tracks import RunOrComparison


def switching_cost(subject: RunOrComparison) -> str:
    """Say which firm it costs most to leave in the last month, and of which types that consists."""
    candidates = tracks(subject)
    sentence = extremes(subject, "switching_cost", lambda track: track.last("switching_cost"))
    ranking = rank_by(candidates, lambda track: track.last("switching_cost"))
    if ranking is None:
        return sentence
    unit = unit_of("switching_cost", subject.scenario)
    parts = parts_at_end(ranking.best, "switching_cost")
    types = {part.rpartition("_")[2]: in_words(interval, unit) for part, interval in parts.items()}
    return sentence + text("report.words.switching_cost.types", name=named(ranking.best.label), **types)


def switching_cost_over_time(subject: RunOrComparison) -> str:
    """Say from where to where the switching cost moved: of the alternatives where it costs most and least to
    leave at the end, or of the measured firm of a run, with the type that is largest there."""
    if is_comparison(subject):
        return _moved(subject)
    track = chosen(subject)
    unit = unit_of("switching_cost", subject.scenario)
    line = spread(track, "switching_cost")
    ends = [(month, value) for month, value in zip(line.months, line.mean, strict=True) if isfinite(value)]
    if not ends:
        return text("report.words.nobody", firm=firm_said(subject))
    (first, start), (last, _) = ends[0], ends[-1]
    largest = max(PARTS["switching_cost"], key=lambda part: spread(track, part).mean[line.months.index(last)])
    return said(
        subject,
        "switching_cost_over_time",
        name=named(track.label),
        first=first,
        last=last,
        start=exact(start, unit),
        end=in_words(interval_of(_month(track, last)), unit),
        type=part_label(largest),
    )


def _moved(comparison: Comparison) -> str:
    """Say from where to where the switching cost moved with the highest and the lowest alternative."""
    ranking = rank_by(tracks(comparison), lambda track: track.last("switching_cost"))
    if ranking is None:
        return text("report.words.nobody", firm=firm_said(comparison))
    unit = unit_of("switching_cost", comparison.scenario)
    key = "compare" if len(ranking.order) > 1 else "single"
    values: dict[str, str] = {}
    for place, track in (("high", ranking.best), ("low", ranking.worst)):
        first = track.monthly("switching_cost").iloc[0]
        values[place] = named(track.label)
        values[f"{place}_start"] = in_words(interval_of(first), unit)
        values[f"{place}_end"] = in_words(ranking.interval(track), unit)
    return text(
        f"report.words.switching_cost_over_time.{key}",
        firm=firm_said(comparison),
        month=last_month(tracks(comparison)),
        **values,
    )


def _month(track: Track, month: int) -> pd.Series[float]:
    """Return the switching cost of one month for every replication."""
    rows = track.frame[track.frame["month"] == month]
    return rows["switching_cost"]
