"""The price-gap test in a table and in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulation.experiments.intervals import Interval
from simulation.language import text
from simulation.report.numbers import Unit, cell, written
from simulation.report.tables import Column, Table
from simulation.scenario.document import Lesson, Scenario

if TYPE_CHECKING:
    import pandas as pd

ALL_SEEDS = 1.0


def price_gap_table(summary: pd.DataFrame, scenario: Scenario) -> Table:
    """Return the falls by level, their step from the level before, and who leaves without any fall."""
    percent = Unit("percent", scenario.world.currency)
    rows = []
    for row in summary.to_dict("records"):
        fall = cell(Interval(row["fall"], row["low"], row["high"]), percent)
        step = Interval(row["difference"], row["difference_low"], row["difference_high"])
        told = fall if row["enough"] == ALL_SEEDS else text("price_gap.at_least", fall=fall)
        leaving = written(100 * row["leaving"], 1)
        rows.append((str(row["level"]), told, cell(step, percent), leaving, str(row["runs"])))
    columns = [Column(text(f"price_gap.column.{name}"), unit) for name, unit in _columns(percent.word)]
    return Table(
        text("price_gap.title", name=scenario.lesson().title),
        tuple(columns),
        tuple(rows),
        text("price_gap.note"),
    )


def _columns(percent: str) -> list[tuple[str, str]]:
    return [("level", ""), ("fall", percent), ("step", percent), ("leaving", percent), ("runs", "")]


def price_gap_sentences(summary: pd.DataFrame, lesson: Lesson, asked: Any) -> list[str]:
    """Return a sentence a step between levels: whether it takes a deeper fall, or chance explains it."""
    sentences = []
    for row in summary.to_dict("records")[1:]:
        known = Interval(row["difference"], row["difference_low"], row["difference_high"])
        kind = "same" if not known.excludes_zero else "more" if known.mean > 0 else "less"
        points = written(100 * abs(known.mean), 1)
        firm, rival = lesson.firms[asked.firm], lesson.firms[asked.rival]
        share = written(100 * asked.share, 0)
        told = text(f"price_gap.step.{kind}", level=row["level"], firm=firm, rival=rival, points=points,
                    share=share, months=asked.months)  # fmt: skip
        sentences.append(told)
    return sentences
