"""Answering a question by the figures of runs: what is best, how much, when, which course, which order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from simulation.experiments.intervals import Interval, mean_interval, paired_interval
from simulation.experiments.payback import MonthsOfRuns, months_of_runs
from simulation.experiments.predictions.figures import Figures
from simulation.kernel.arithmetic import Values
from simulation.scenario.prediction import CANNOT_BE_TOLD_APART, CurveShape, Prediction

STEP = 0.8
"""A curve of which so much of its movement lies between two neighbours is a step."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The answer to a choice. ``lead``: the best less the second (paired), or the figure that options in
    words are about."""

    option: str
    best: str | None
    second: str | None
    lead: Interval


@dataclass(frozen=True, slots=True)
class Course:
    """A value at each place, and what the whole looks like; None where a value is missing."""

    points: tuple[Interval, ...]
    shape: CurveShape | None


@dataclass(frozen=True, slots=True)
class Order:
    """Alternatives in order; those of one place cannot be told apart from its first."""

    places: tuple[tuple[str, ...], ...]


Found = Interval | MonthsOfRuns | Course
Answered = Chosen | Interval | MonthsOfRuns | Course | Order


@dataclass(frozen=True, slots=True)
class PredictionAnswer:
    """What runs answer: the measure of every alternative, and the answer; None if they cannot."""

    asked: Prediction
    replications: int
    alternatives: Mapping[str, Found]
    answer: Answered | None


def answered(asked: Prediction, found: Figures) -> PredictionAnswer:
    """Answer a question by the figures of runs."""
    runs = len(next(iter(found.alternatives.values())))
    each = {name: _shown(asked, values) for name, values in found.alternatives.items()}
    return PredictionAnswer(asked, runs, each, _answer(asked, found))


def unanswered(asked: Prediction, replications: int) -> PredictionAnswer:
    """Return the answer to a question about months that the runs do not have."""
    return PredictionAnswer(asked, replications, {}, None)


def _answer(asked: Prediction, found: Figures) -> Answered | None:
    match asked.form:
        case "choice":
            return best(found.alternatives, asked.goal == "highest")
        case "ranking":
            return order(found.alternatives, asked.goal == "highest")
    assert found.asked is not None
    known = found.asked[~np.isnan(found.asked)]
    if not known.size and asked.kind != "month":
        return None
    if asked.form == "choice with option":
        return option_of(asked, mean_interval(found.asked))
    if asked.form == "curve":
        return course(found.asked, asked.about_right or 0.0)
    return _shown(asked, found.asked)


def _shown(asked: Prediction, values: Values) -> Found:
    if asked.kind == "month":
        return months_of_runs(values)
    return mean_interval(values) if values.ndim == 1 else course(values, asked.about_right or 0.0)


def best(values: Mapping[str, Values], highest: bool) -> Chosen:
    """Return the best alternative, unless the runs do not separate it from the second."""
    ranked = _ranked(values, highest)
    first, second = ranked[:2]
    lead = paired_interval(values[first], values[second])
    return Chosen(first if lead.excludes_zero else CANNOT_BE_TOLD_APART, first, second, lead)


def order(values: Mapping[str, Values], highest: bool) -> Order:
    """Return the order; whoever cannot be told apart from the first of a place shares it."""
    places: list[list[str]] = []
    for name in _ranked(values, highest):
        if places and not paired_interval(values[name], values[places[-1][0]]).excludes_zero:
            places[-1].append(name)
        else:
            places.append([name])
    return Order(tuple(map(tuple, places)))


def _ranked(values: Mapping[str, Values], highest: bool) -> Sequence[str]:
    """The alternatives by their means, the best first; those without a value last, ties as in the file."""
    sign = -1.0 if highest else 1.0
    means = {name: sign * mean_interval(each).mean for name, each in values.items()}
    return sorted(values, key=lambda name: np.nan_to_num(means[name], nan=np.inf))


def option_of(asked: Prediction, figure: Interval) -> Chosen:
    """Return the option in which the whole interval of the figure lies."""
    for option in asked.options:
        low = -np.inf if option.low is None else option.low
        high = np.inf if option.high is None else option.high
        if figure.low >= low and figure.high <= high:
            return Chosen(option.id, None, None, figure)
    return Chosen(CANNOT_BE_TOLD_APART, None, None, figure)


def course(values: Values, about_right: float) -> Course:
    """Return the mean course of runs (runs x places) with its band, and its shape."""
    points = tuple(mean_interval(column) for column in values.T)
    means = [point.mean for point in points]
    return Course(points, None if np.isnan(means).any() else shape_of(means, about_right))


def shape_of(values: Sequence[float], about_right: float) -> CurveShape:
    """Return what a course looks like; PROTOCOL.md of the laboratory says the same to the page."""
    whole = max(values) - min(values)
    if whole <= about_right:
        return "flat"
    moves = [after - before for before, after in pairwise(values)]
    largest = max(moves, key=abs)
    back = max(-move if largest > 0.0 else move for move in moves)
    if back <= about_right and abs(largest) >= STEP * whole:
        return "step"
    inner, ends = values[1:-1], (values[0], values[-1])
    if max(inner) > max(ends) + about_right:
        return "hump"
    if min(inner) < min(ends) - about_right:
        return "dip"
    return "rising" if values[-1] > values[0] else "falling"
