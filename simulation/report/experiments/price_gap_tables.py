"""The price-gap test in a table and in sentences."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from simulation.experiments.intervals import Interval
from simulation.language import text
from simulation.report.kit.numbers import MeasureUnit, cell, difference_in_words, in_words, written
from simulation.report.kit.tables import ReportTable, TableColumn
from simulation.scenario.document import Lesson, Scenario

if TYPE_CHECKING:
    import pandas as pd

ALL_SEEDS = 1.0
PERCENT = MeasureUnit("percent", "")


def price_gap_table(summary: pd.DataFrame, scenario: Scenario) -> ReportTable:
    """Return the falls by level, their step from the level before, and who leaves without any fall."""
    rows = []
    for row in summary.to_dict("records"):
        fall = cell(Interval(row["fall"], row["low"], row["high"]), PERCENT)
        step = Interval(row["difference"], row["difference_low"], row["difference_high"])
        shown = fall if row["enough"] == ALL_SEEDS else text("price_gap.at_least", fall=fall)
        leaving = written(100 * row["leaving"], 1)
        rows.append((str(row["level"]), shown, cell(step, PERCENT), leaving, str(row["runs"])))
    columns = [TableColumn(text(f"price_gap.column.{name}"), unit) for name, unit in _columns(PERCENT.word)]
    return ReportTable(
        text("price_gap.title", name=scenario.lesson().title),
        tuple(columns),
        tuple(rows),
        text("price_gap.note"),
    )


def _columns(percent: str) -> list[tuple[str, str]]:
    return [("level", ""), ("fall", percent), ("step", percent), ("leaving", percent), ("runs", "")]


def price_gap_sentences(summary: pd.DataFrame) -> list[str]:
    """Return a sentence a step between levels: whether it takes a deeper fall, or chance explains it.

    A level at which the firm has nobody to lose is said to be one, and no step leads to it or from it.
    """
    rows = summary.to_dict("records")
    sentences = [text("price_gap.nobody", level=row["level"]) for row in rows if not row["runs"]]
    for before, row in pairwise(rows):
        if not (before["runs"] and row["runs"]):
            continue
        known = Interval(row["difference"], row["difference_low"], row["difference_high"])
        kind = "same" if not known.excludes_zero else "more" if known.mean > 0 else "less"
        shown = known if kind == "same" else _size(known)
        sentences.append(
            text(f"price_gap.step.{kind}", level=row["level"], points=difference_in_words(shown, PERCENT))
        )
    return sentences


def price_gap_headline(summary: pd.DataFrame, lesson: Lesson, asked: Any) -> str:
    """Return one sentence on the lowest and the highest level that were tried."""
    rows = [row for row in summary.to_dict("records") if row["runs"]]
    firm, rival = lesson.firms[asked.firm], lesson.firms[asked.rival]
    if not rows:
        return text("price_gap.headline.nobody", firm=firm)
    said = {"firm": firm, "rival": rival, "share": written(100 * asked.share, 0), "months": asked.months}
    ends = {
        "high": text(f"report.level.{rows[-1]['level']}"),
        "low": text(f"report.level.{rows[0]['level']}"),
    }
    falls = {"high_fall": _told(rows[-1]), "low_fall": _told(rows[0])}
    return text(f"price_gap.headline.{'one' if len(rows) == 1 else 'ends'}", **said, **ends, **falls)


def _told(row: dict[Any, Any]) -> str:
    fall = in_words(Interval(row["fall"], row["low"], row["high"]), PERCENT)
    return fall if row["enough"] == ALL_SEEDS else text("price_gap.at_least", fall=fall)


def _size(known: Interval) -> Interval:
    """Return a difference without its sign."""
    if known.mean >= 0:
        return known
    return Interval(-known.mean, -known.high, -known.low)


def price_gap_curve_table(curves: pd.DataFrame, title: str) -> ReportTable:
    """Return who leaves at each fall of the rival's price: a row a fall, a column a level."""
    levels = list(dict.fromkeys(curves["level"]))
    heads = [TableColumn(text("price_gap.curve.cut"), PERCENT.word)]
    heads += [TableColumn(text(f"report.level.{level}"), PERCENT.word) for level in levels]
    rows = tuple(
        (written(100 * cut, 0), *(cell(interval, PERCENT) for interval in _at(curves, cut).values()))
        for cut in dict.fromkeys(curves["cut"])
    )
    return ReportTable(title, tuple(heads), rows)


def price_gap_curve_sentence(curves: pd.DataFrame, lesson: Lesson, asked: Any) -> str:
    """Return one sentence on the fall at which the first and the last level are furthest apart.

    Levels at which the firm has no customers are left out; nothing is said if there are no others.
    """
    curves = curves[curves["mean"].notna()]
    if curves.empty:
        return ""
    falls = {cut: [*_at(curves, cut).values()] for cut in dict.fromkeys(curves["cut"])}
    cut = max(falls, key=lambda each: abs(falls[each][0].mean - falls[each][-1].mean))
    levels = [text(f"report.level.{level}") for level in dict.fromkeys(curves["level"])]
    said = {"firm": lesson.firms[asked.firm], "rival": lesson.firms[asked.rival], "months": asked.months}
    said |= {
        "cut": written(100 * cut, 0),
        "first": levels[0],
        "first_leave": in_words(falls[cut][0], PERCENT),
    }
    said |= {"last": levels[-1], "last_leave": in_words(falls[cut][-1], PERCENT)}
    return text(f"price_gap.curve.words.{'one' if len(levels) == 1 else 'ends'}", **said)


def _at(curves: pd.DataFrame, cut: float) -> dict[Any, Interval]:
    """Return who leaves at one fall, by level."""
    rows = curves[curves["cut"] == cut].to_dict("records")
    return {row["level"]: Interval(row["mean"], row["low"], row["high"]) for row in rows}
