"""P6: who buys again after a failure, by how the complaint went."""

from __future__ import annotations

from itertools import pairwise

from simulation.kernel.arithmetic import Flags, Values
from simulation.schema import Grade
from simulation.validation.markets import FOCAL, equals
from simulation.validation.measurement_conditions import MeasurementConditions
from simulation.validation.observing import everywhere, share, stayers, twin
from simulation.validation.pattern import Figures, Pattern, Target, Worth

PUBLISHED = {"minor": (37.0, 46.0, 70.0, 95.0), "major": (9.0, 19.0, 54.0, 82.0)}
"""Repurchase in percent: no complaint, complaint unsatisfied, satisfied, satisfied quickly."""
OUTCOMES = ("silent", "unsatisfied", "satisfied", "quick")
TOLERANCE = 8.0
FAILING = 0.2
"""Share of customers with a failure in the month looked at: many, so that the rarer outcomes are seen."""
COMPLAINING = 0.5
"""Complaint probability in that month; who complains still depends on involvement as always."""
MONTHS = 3


def measure(conditions: MeasurementConditions) -> Figures:
    """Return repurchase within three months by severity and outcome, in percent, and the least step up."""
    before = conditions.start(equals(4, 16_000))
    figures: dict[str, float] = {}
    for severity in PUBLISHED:
        process = twin(before)
        usual = process.scenario.get(f"firm.{FOCAL}.service.failure_{severity}")
        everywhere(process, **{f"service__failure_{severity}": FAILING})
        process.change(**{f"world.experience.complaint_{severity}": COMPLAINING})
        stayed = stayers(process, 1)
        outcome = _outcomes(process.state.loss > 0.0, process.state.compensation)
        everywhere(process, **{f"service__failure_{severity}": usual})
        stayed &= stayers(process, MONTHS - 1)
        percent = [100.0 * share(stayed, who) for who in outcome]
        figures |= {f"{severity}_{name}": value for name, value in zip(OUTCOMES, percent, strict=True)}
        figures[f"{severity}_least_step"] = min(b - a for a, b in pairwise(percent))
    return figures


def _outcomes(failed: Flags, made_good: Values) -> list[Flags]:
    """Return who had which outcome: compensation levels differ by outcome, and silence has none."""
    levels = [failed & (made_good == 0.0)]
    answered = sorted(set(made_good[failed & (made_good > 0.0)].tolist()))
    return levels + [failed & (made_good == level) for level in answered]


TARGETS = tuple(
    Target(f"{severity}_{name}", value - TOLERANCE, value + TOLERANCE, published=value)
    for severity, row in PUBLISHED.items()
    for name, value in zip(OUTCOMES, row, strict=True)
) + tuple(Target(f"{severity}_least_step", 0.0, 100.0, 0.0) for severity in PUBLISHED)
PATTERN = Pattern("P6", measure, TARGETS, Worth.FITTED, Grade.REPORTED, ("tarp",))
