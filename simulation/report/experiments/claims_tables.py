"""Findings in words, as a table, and as plain data."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from simulation.experiments.claims.checking import Check
from simulation.experiments.claims.judging import ClaimCondition, Finding
from simulation.experiments.intervals import Interval
from simulation.language import text
from simulation.report.kit.numbers import MeasureUnit, decimals_of, written
from simulation.report.kit.tables import ReportTable, TableColumn
from simulation.report.measures import unit_of

if TYPE_CHECKING:
    from simulation.scenario.document import Scenario


def claims_table(found: Check) -> ReportTable:
    """Return the claims of a scenario with verdict, figures and runs."""
    lesson = found.scenario.lesson()
    rows = tuple(
        (
            text(f"check.verdict.{finding.verdict}"),
            lesson.claims[finding.expect.claim],
            "\n".join(_figures(finding, found.scenario)),
            str(finding.replications),
        )
        for finding in found.findings
    )
    columns = tuple(TableColumn(text(f"check.column.{name}"), numeric=name == "runs") for name in _COLUMNS)
    return ReportTable(title=lesson.title, columns=columns, rows=rows, note="")


_COLUMNS = ("verdict", "claim", "figures", "runs")


def _figures(finding: Finding, scenario: Scenario) -> Iterator[str]:
    """Yield each condition's number with its interval and what it has to be, in the measure's unit."""
    unit = unit_of(finding.expect.measure, scenario)
    for condition in finding.conditions:
        mean, low, high = _written(condition.interval, unit)
        yield text(
            "check.figures",
            what=text(f"check.kind.{condition.kind}", subject=condition.subject),
            mean=mean,
            low=low,
            high=high,
            wanted=_wanted(condition, unit),
            percent=f"{100 * condition.confidence:.4g}",
        )


def _written(interval: Interval, unit: MeasureUnit) -> tuple[str, str, str]:
    """Return a mean with its unit, and the ends of its interval."""
    if math.isnan(interval.mean):
        return (text("check.unknown"),) * 3
    decimals = decimals_of(interval, unit)
    mean, low, high = (written(unit.factor * value, decimals) for value in interval)
    return unit.say(mean), low, high


def as_data(finding: Finding) -> dict[str, Any]:
    """Return a finding as data for other programs; bounds that are infinite or unknown become None."""
    conditions = [
        {
            "kind": each.kind,
            "subject": each.subject,
            **{name: _finite(value) for name, value in each.interval._asdict().items()},
            "at_least": _finite(each.low),
            "at_most": _finite(each.high),
        }
        for each in finding.conditions
    ]
    expect = finding.expect
    data = {"claim": expect.claim, "text": expect.text, "verdict": finding.verdict}
    return data | {
        "confidence": expect.confidence,
        "replications": finding.replications,
        "conditions": conditions,
    }


def _wanted(condition: ClaimCondition, unit: MeasureUnit) -> str:
    """What the number has to be: above, at least, below, at most, or between."""
    low, high = (f"{unit.factor * bound:,.6g}" for bound in (condition.low, condition.high))
    if math.isfinite(condition.low) and math.isfinite(condition.high):
        return text("check.wanted.between", low=low, high=high)
    side, bound = ("low", low) if math.isfinite(condition.low) else ("high", high)
    return text(f"check.wanted.{side}_{'strict' if condition.strict else 'included'}", bound=bound)


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None
