"""Findings in words, as a table, and as plain data."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from simulation.experiments.claims.checking import Check
from simulation.experiments.claims.condition import ClaimCondition, ClaimUnit, Finding
from simulation.language import text
from simulation.report.experiments.claim_sentences import sentence, unit_of_claim
from simulation.report.kit.numbers import MeasureUnit, decimals_of, difference_unit, listed, written
from simulation.report.kit.tables import ReportTable, TableColumn

if TYPE_CHECKING:
    from simulation.scenario.document import Scenario


def claims_table(found: Check) -> ReportTable:
    """Return the claims of a scenario with verdict, figures and runs."""
    lesson = found.scenario.lesson()
    rows = tuple(
        (
            text(f"check.verdict.{finding.verdict}"),
            f"{lesson.claims[finding.expect.claim]}\n{said}",
            "\n".join(_figures(finding, found.scenario)),
            str(finding.replications),
        )
        for finding in found.findings
        for said in (text("check.tested", sentence=sentence(finding.expect, found.scenario)),)
    )
    columns = tuple(TableColumn(text(f"check.column.{name}"), numeric=name == "runs") for name in _COLUMNS)
    return ReportTable(title=lesson.title, columns=columns, rows=rows, note="")


_COLUMNS = ("verdict", "claim", "figures", "runs")


def verdict_sentence(finding: Finding, scenario: Scenario) -> str:
    """Return what became of a claim, with the numbers that decided it and their intervals."""
    figures = text("claims.part.separator").join(_figures(finding, scenario))
    return text(f"claims.verdict.{finding.verdict}", figures=figures)


def _figures(finding: Finding, scenario: Scenario) -> Iterator[str]:
    """Yield each condition's number with its interval and what it has to be, in its unit."""
    for part in finding.parts:
        yield from _figures(part, scenario)
    lesson = scenario.lesson()
    for condition in finding.conditions:
        unit = _unit_of(condition, unit_of_claim(finding.expect, scenario))
        mean, low, high = _written(condition, unit)
        subject = listed([lesson.alternatives.get(name, name) for name in condition.subject])
        yield text(
            "check.figures" if condition.bounded else "check.figures_aside",
            what=text(f"check.kind.{condition.kind}", subject=subject),
            mean=mean,
            low=low,
            high=high,
            wanted=_wanted(condition, unit) if condition.bounded else "",
            percent=f"{100 * condition.confidence:.4g}",
        )


def _unit_of(condition: ClaimCondition, own: MeasureUnit) -> MeasureUnit:
    """Return the unit of a condition, given that of the claim's figure."""
    match condition.unit:
        case "value":
            return own
        case "difference":
            return difference_unit(own)
        case "runs":
            return MeasureUnit("percent", own.currency)
        case "month" | "dose" | "correlation":
            return MeasureUnit("plain", own.currency)


def _written(condition: ClaimCondition, unit: MeasureUnit) -> tuple[str, str, str]:
    """Return a number with its unit, and the ends of its interval."""
    interval = condition.interval
    if math.isnan(interval.mean):
        return (text("check.unknown"),) * 3
    if condition.estimate == "median":
        mean, low, high = (_written_median(value, condition.unit) for value in interval)
        return mean, low, high
    decimals = decimals_of(interval, unit)
    mean, low, high = (written(unit.factor * value, decimals) for value in interval)
    return unit.say(mean), low, high


def _written_median(value: float, unit: ClaimUnit) -> str:
    """Return a month or a dose, or that there is none."""
    if math.isnan(value):
        return text("check.unknown")
    if unit == "month":
        return text("check.never") if math.isinf(value) else f"{value:.0f}"
    if math.isinf(value):
        return text("check.above_all" if value > 0 else "check.below_all")
    return f"{value:,.4g}"


def as_data(finding: Finding, scenario: Scenario) -> dict[str, Any]:
    """Return a finding as data for other programs; bounds that are infinite or unknown become None."""
    conditions = [
        {
            "kind": each.kind,
            "subject": ", ".join(each.subject),
            **{name: _finite(value) for name, value in each.interval._asdict().items()},
            "at_least": _finite(each.low),
            "at_most": _finite(each.high),
        }
        for each in finding.conditions
    ]
    expect = finding.expect
    data = {"claim": expect.claim, "text": expect.text, "verdict": finding.verdict}
    return (
        data
        | {
            "confidence": expect.confidence,
            "replications": finding.replications,
            "tested": sentence(expect, scenario),
            "found": verdict_sentence(finding, scenario),
            "conditions": conditions,
        }
        | ({"parts": [as_data(part, scenario) for part in finding.parts]} if finding.parts else {})
    )


def _wanted(condition: ClaimCondition, unit: MeasureUnit) -> str:
    """What the number has to be: above, at least, below, at most, or between."""
    low, high = (f"{unit.factor * bound:,.6g}" for bound in (condition.low, condition.high))
    if math.isfinite(condition.low) and math.isfinite(condition.high):
        return text("check.wanted.between", low=low, high=high)
    side, bound = ("low", low) if math.isfinite(condition.low) else ("high", high)
    return text(f"check.wanted.{side}_{'strict' if condition.strict else 'included'}", bound=bound)


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None
