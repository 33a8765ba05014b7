"""Answers to the questions of a lesson as plain data, for pages and other programs."""

from __future__ import annotations

import math
from typing import Any

from simulation.experiments.intervals import Interval
from simulation.experiments.payback import MonthsOfRuns
from simulation.experiments.predictions.answering import Answered, Chosen, Course, Order, PredictionAnswer


def as_data(found: PredictionAnswer) -> dict[str, Any]:
    """Return an answer as data; what is unknown or does not come is None."""
    return {
        "kind": found.asked.kind,
        "replications": found.replications,
        "about_right": found.asked.about_right,
        "alternatives": {name: _data(each) for name, each in found.alternatives.items()},
        "answer": None if found.answer is None else _data(found.answer),
    }


def _data(found: Answered) -> dict[str, Any]:
    match found:
        case Chosen():
            lead = _data(found.lead)
            return {"option": found.option, "best": found.best, "second": found.second, "lead": lead}
        case Order():
            return {"places": [list(place) for place in found.places]}
        case Course():
            points = [_data(point) for point in found.points]
            ends = {name: [point[name] for point in points] for name in Interval._fields}
            return ends | {"shape": found.shape}
        case MonthsOfRuns():
            month = {"month": found.middle, "low": found.low, "high": found.high}
            return {name: _month(value) for name, value in month.items()} | {"without": found.without}
        case Interval():
            return {name: _finite(value) for name, value in found._asdict().items()}


def _month(value: float) -> int | None:
    return int(value) if math.isfinite(value) else None


def _finite(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None
