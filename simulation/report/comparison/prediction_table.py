"""The questions of a lesson with what the runs answer, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from simulation.experiments.intervals import Interval
from simulation.experiments.payback import MonthsOfRuns
from simulation.experiments.predictions.answering import Answered, Chosen, Course, Order, PredictionAnswer
from simulation.language import text
from simulation.report.comparison.paybacks import said_months
from simulation.report.kit.numbers import MeasureUnit, decimals_of, written
from simulation.report.kit.tables import ReportTable, TableColumn
from simulation.scenario.prediction import CANNOT_BE_TOLD_APART

if TYPE_CHECKING:
    from simulation.scenario.document import Scenario

PLAIN = MeasureUnit("people", "")
"""Figures are asked for in the question's own unit."""


def prediction_table(scenario: Scenario, answers: Mapping[str, PredictionAnswer]) -> ReportTable:
    """Return the questions of a scenario and their answers, in the order of the file."""
    lesson = scenario.lesson()
    rows = tuple((lesson.predictions[name].ask, _said(scenario, found)) for name, found in answers.items())
    columns = tuple(
        TableColumn(text(f"predictions.column.{name}"), numeric=False) for name in ("question", "answer")
    )
    return ReportTable(text("predictions.title"), columns, rows, text("predictions.note"))


def _said(scenario: Scenario, found: PredictionAnswer) -> str:
    """Say what the runs answer."""
    own = scenario.lesson().predictions[found.asked.id]
    if found.answer is None:
        return text("predictions.beyond", months=scenario.world.months)
    horizon = found.asked.last or scenario.world.months
    return _in_words(found.answer, found, horizon, own.unit, scenario.lesson().alternatives | own.options)


def _in_words(
    answer: Answered, found: PredictionAnswer, horizon: int, unit: str, names: Mapping[str, str]
) -> str:
    match answer:
        case Chosen():
            told_apart = answer.option != CANNOT_BE_TOLD_APART
            return names[answer.option] if told_apart else text("predictions.cannot_be_told_apart")
        case Order():
            places = [text("predictions.tie").join(names[name] for name in place) for place in answer.places]
            return "\n".join(f"{number}. {place}" for number, place in enumerate(places, 1))
        case MonthsOfRuns():
            return said_months(answer, horizon)
        case Course():
            where = found.asked.at or [names[name] for name in found.alternatives]
            points = zip(where, answer.points, strict=True)
            lines = [f"{place}: {_interval(point)}" for place, point in points]
            shape = [] if answer.shape is None else [text(f"predictions.shape.{answer.shape}")]
            return "\n".join([*lines, *shape])
        case Interval():
            return _interval(answer, unit)


def _interval(found: Interval, unit: str = "") -> str:
    """Write a mean with its unit and interval, to the decimals that it supports."""
    decimals = decimals_of(found, PLAIN)
    mean, low, high = (written(value, decimals) for value in found)
    mean = f"{mean} {unit}".strip()
    return mean if np.isnan(found.low) else text("predictions.interval", mean=mean, low=low, high=high)
