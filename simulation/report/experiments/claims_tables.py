"""Findings in words, as a table, and as plain data."""

from __future__ import annotations

import math
from typing import Any

from simulation.experiments.claims.checking import Check
from simulation.experiments.claims.judging import ClaimCondition, Finding
from simulation.language import text
from simulation.report.kit.tables import ReportTable, TableColumn


def claims_table(found: Check) -> ReportTable:
    """Return the claims of a scenario with verdict, figures and runs."""
    lesson = found.scenario.lesson()
    rows = tuple(
        (
            text(f"check.verdict.{finding.verdict}"),
            lesson.claims[finding.expect.claim],
            "\n".join(figures(condition) for condition in finding.conditions),
            str(finding.replications),
        )
        for finding in found.findings
    )
    columns = tuple(TableColumn(text(f"check.column.{name}"), numeric=name == "runs") for name in _COLUMNS)
    return ReportTable(title=lesson.title, columns=columns, rows=rows, note="")


_COLUMNS = ("verdict", "claim", "figures", "runs")


def figures(condition: ClaimCondition) -> str:
    """Return a condition's number with its interval and what it has to be."""
    mean, low, high = (_number(value) for value in condition.interval)
    what = text(f"check.kind.{condition.kind}", subject=condition.subject)
    return text("check.figures", what=what, mean=mean, low=low, high=high, wanted=_wanted(condition),
                percent=f"{100 * condition.confidence:.4g}")  # fmt: skip


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


def _wanted(condition: ClaimCondition) -> str:
    """What the number has to be: above, at least, below, at most, or between."""
    if math.isfinite(condition.low) and math.isfinite(condition.high):
        return text("check.wanted.between", low=_number(condition.low), high=_number(condition.high))
    side, bound = ("low", condition.low) if math.isfinite(condition.low) else ("high", condition.high)
    return text(f"check.wanted.{side}_{'strict' if condition.strict else 'included'}", bound=_number(bound))


def _number(value: float) -> str:
    return text("check.unknown") if math.isnan(value) else f"{value:,.4g}"


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None
