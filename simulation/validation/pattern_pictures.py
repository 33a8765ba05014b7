"""The pictures of the patterns: a curve where the figures make one, else the seeds against their range."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from simulation.language import text
from simulation.report.kit.svg import Strip, SvgLine, curves, strips
from simulation.validation.pattern_verdict import Band, PatternVerdict, TargetFinding
from simulation.validation.patterns.p01_survival import PUBLISHED as SURVIVAL
from simulation.validation.patterns.p06_complaints import OUTCOMES
from simulation.validation.patterns.p06_complaints import PUBLISHED as REPURCHASE
from simulation.validation.patterns.p11_interaction_frequency import FREQUENCIES
from simulation.validation.patterns.p22_promises import PROMISES
from simulation.validation.validation_tables import wanted


class FigureSeries(NamedTuple):
    """Figures of a pattern that belong on one axis: their labels, names, and published values (if any)."""

    name: str
    labels: Sequence[str]
    figures: Sequence[str]
    published: Sequence[float] = ()


def _years(segment: str) -> FigureSeries:
    names = [f"{segment}_{year}" for year in range(1, 8)]
    return FigureSeries(segment, [str(year) for year in range(1, 8)], names, SURVIVAL[segment])


def _outcomes(severity: str) -> FigureSeries:
    return FigureSeries(severity, OUTCOMES, [f"{severity}_{name}" for name in OUTCOMES], REPURCHASE[severity])


SERIES: Mapping[str, tuple[FigureSeries, ...]] = {
    "P1": tuple(_years(segment) for segment in SURVIVAL),
    "P6": tuple(_outcomes(severity) for severity in REPURCHASE),
    "P11": (
        FigureSeries(
            "return", [f"{x:g}" for x in FREQUENCIES], [f"return_at_{x:g}" for x in FREQUENCIES], ()
        ),
    ),
    "P21": (FigureSeries("gap", ["0", "1", "2", "3"], [f"gap_{level}" for level in range(4)]),),
    "P22": (FigureSeries("profit", [f"{x:g}" for x in PROMISES], [f"percent_at_{x:g}" for x in PROMISES]),),
}
"""Patterns whose figures make a curve; the others are shown seed by seed."""


def picture(verdict: PatternVerdict) -> str:
    """Return a pattern's picture: a curve where its figures make one, else every tested figure's seeds."""
    found: dict[str, TargetFinding | Band] = dict(verdict.beside)
    found |= {finding.target.figure: finding for finding in verdict.findings}
    series = [one for one in SERIES.get(verdict.pattern.name, ()) if found.keys() >= set(one.figures)]
    drawn = {name for one in series for name in one.figures}
    rest = [finding for finding in verdict.findings if finding.target.figure not in drawn]
    return "".join(_series(one, found) for one in series) + (strips(list(map(_strip, rest))) if rest else "")


def _series(series: FigureSeries, found: Mapping[str, TargetFinding | Band]) -> str:
    bands = [found[name] for name in series.figures]
    model = SvgLine(
        series.name, [one.middle for one in bands], [one.low for one in bands], [one.high for one in bands]
    )
    published = [SvgLine("published", series.published, kind="published")] if series.published else []
    labels = [text(f"validate.label.{label}") if label.isalpha() else label for label in series.labels]
    return curves(text(f"validate.series.{series.name}"), labels, [model, *published])


def _strip(finding: TargetFinding) -> Strip:
    target = finding.target
    return Strip(
        target.figure, finding.values, finding.middle, target.low, target.high, target.neutral,
        finding.holds, wanted(target),
    )  # fmt: skip
