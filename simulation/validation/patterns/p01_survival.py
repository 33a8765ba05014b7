"""P1: how many of a cohort are still there after one to seven years, in two segments."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import numpy as np

from simulation.scenario.document import Scenario
from simulation.schema import Grade
from simulation.validation.markets import equals
from simulation.validation.measurement_conditions import MeasurementConditions
from simulation.validation.pattern import Figures, Pattern, Target, Worth

PUBLISHED = {
    "regular": (63.1, 46.8, 38.2, 32.6, 28.9, 26.2, 24.1),
    "high_end": (86.9, 74.3, 65.3, 59.3, 55.1, 51.7, 49.1),
}
"""Survivors in percent after years 1 to 7."""
YEARS = 7
TOLERANCE = 2.0
SEGMENTS = Path(__file__).parents[1] / "data" / "segments.toml"


@cache
def segments() -> Mapping[str, Mapping[str, float]]:
    """Return what sets each segment apart from the defaults, as calibrated."""
    return tomllib.loads(SEGMENTS.read_text(encoding="utf-8"))


def market(settings: Mapping[str, float], customers: int = 8000) -> Scenario:
    """Return the market of a segment; everybody in it begins as a new customer (no warm-up)."""
    plain = equals(4, customers, 0)
    changes: dict[str, object] = {
        "world.search.routine": settings["routine"],
        "world.search.involuntary": settings["involuntary"],
        "world.population.restlessness_spread": settings["restlessness_spread"],
        "world.trust.initial": settings["trust_initial"],
    }
    for firm in plain.firms:
        for kind in ("failure_minor", "failure_major"):
            usual = plain.get(f"firm.{firm.name}.service.{kind}")
            changes[f"firm.{firm.name}.service.{kind}"] = settings["failures"] * usual
    return plain.built_with(**changes)


def survival(conditions: MeasurementConditions, scenario: Scenario) -> list[float]:
    """Return the share (in percent) of the first customers who never left, after each year."""
    process = conditions.start(scenario)
    left = []
    for _ in range(YEARS):
        for _ in range(12):
            process.advance()
        left.append(100.0 * float(np.mean(process.state.departures == 0)))
    return left


def measure(conditions: MeasurementConditions) -> Figures:
    """Return survivors by segment and year, in percent."""
    figures = {}
    for segment, settings in segments().items():
        for year, percent in enumerate(survival(conditions, market(settings)), start=1):
            figures[f"{segment}_{year}"] = percent
    return figures


TARGETS = tuple(
    Target(f"{segment}_{year}", percent - TOLERANCE, percent + TOLERANCE, published=percent)
    for segment, column in PUBLISHED.items()
    for year, percent in enumerate(column, start=1)
)
PATTERN = Pattern("P1", measure, TARGETS, Worth.FITTED, Grade.MEASURED, ("fader-hardie-2007",))
