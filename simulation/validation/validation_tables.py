"""The tables of the validation, of finished strings in the current language."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable

from simulation.language import text
from simulation.report.kit.numbers import short
from simulation.report.kit.tables import ReportTable, TableColumn
from simulation.scenario.schema import parameters_by_path, template
from simulation.validation.calibrate import DATA, PATHS
from simulation.validation.null_models import NULLS
from simulation.validation.pattern import Role, Target
from simulation.validation.pattern_verdict import Band, PatternVerdict, TargetFinding
from simulation.validation.references import references
from simulation.validation.result import Validation

FAR = 100.0
"""An end of a range beyond this stands for no bound at all (every figure here is far smaller)."""


def plain_table(heads: Iterable[str], rows: Iterable[tuple[str, ...]]) -> ReportTable:
    """Return a table of words whose title is the heading above it."""
    return ReportTable("", tuple(TableColumn(head, numeric=False) for head in heads), tuple(rows))


def heads(*names: str) -> tuple[str, ...]:
    """Return the heads of columns by name."""
    return tuple(text(f"validate.head.{name}") for name in names)


def pattern_table(validation: Validation) -> ReportTable:
    """Return a row a pattern: what it is, the target, what came out, and the verdict."""
    rows = []
    for verdict in validation.verdicts:
        name = verdict.pattern.name
        shown = next((finding for finding in verdict.findings if not finding.holds), verdict.findings[0])
        rows.append(
            (
                name,
                text(f"validate.pattern.{name}.title"),
                text(f"validate.pattern.{name}.target"),
                f"`{shown.target.figure}` {band(shown)}",
                outcome(verdict.holds),
                text(f"validate.role.{verdict.pattern.role}"),
                f"{verdict.pattern.source} ({text(f'grade.{verdict.pattern.grade}')})",
            )
        )
    return plain_table(heads("pattern", "title", "target", "found", "verdict", "role", "source"), tuple(rows))


def figure_table(verdict: PatternVerdict) -> ReportTable:
    """Return a row a figure with its range, its distribution over seeds and the share with the right sign."""
    tested = [
        (
            f"`{finding.target.figure}`",
            wanted(finding.target),
            band(finding),
            "" if finding.with_sign is None else f"{100.0 * finding.with_sign:.0f} %",
            outcome(finding.holds),
        )
        for finding in verdict.findings
    ]
    beside = [(f"`{name}`", "", band(value), "", text("validate.beside")) for name, value in verdict.beside]
    return plain_table(heads("figure", "range", "found", "sign", "verdict"), (*tested, *beside))


def exact_table(validation: Validation) -> ReportTable:
    """Return a row an exact check."""
    rows = [
        (
            text(f"validate.exact.{check.name}"),
            check.case,
            f"{check.exact:.4f}",
            f"{check.given:.4f}",
            f"{check.allowed:.4f}",
            outcome(check.holds),
        )
        for check in validation.checks
    ]
    return plain_table(heads("check", "case", "exact", "given", "allowed", "verdict"), tuple(rows))


def calibration_table() -> ReportTable:
    """Return a row a fitted default: plausible range, estimate, and how much the figures say of it."""
    data = tomllib.loads((DATA / "calibration.toml").read_text(encoding="utf-8"))
    rows = []
    for path in PATHS:
        parameter = parameters_by_path()[template(path)]
        evidence = parameter.evidence
        assert evidence is not None
        low, high = evidence.plausible
        value, error, told = (data[part][path] for part in ("values", "standard_deviations", "told"))
        estimate = f"{short(value)} ± {short(error)}"
        rows.append((f"`{path}`", f"{low:g} … {high:g}", estimate, f"{told:.2f}", f"{parameter.default:g}"))
    return plain_table(heads("parameter", "plausible", "estimate", "told", "default"), tuple(rows))


def null_table(validation: Validation) -> ReportTable:
    """Return a row a pattern: whether the full model and each null model reproduce it."""
    full = {verdict.pattern.name: verdict.holds for verdict in validation.verdicts}
    names = [name for name in full if all(name in row for row in validation.nulls.values())]
    rows = [
        (
            name,
            text(f"validate.pattern.{name}.title"),
            outcome(full[name]),
            *(outcome(row[name]) for row in validation.nulls.values()),
        )
        for name in names
    ]
    models = tuple(text(f"validate.null.{null}") for null in validation.nulls)
    return plain_table(heads("pattern", "title", "full") + models, tuple(rows))


def beaten(validation: Validation) -> str:
    """Say on how many of the patterns that nothing was fitted to the full model beats each null model."""
    full = {v.pattern.name: v.holds for v in validation.verdicts if v.pattern.role is not Role.CALIBRATION}
    sentences = []
    for null in NULLS:
        row = validation.nulls[null]
        better = [name for name in full if full[name] and not row.get(name, True)]
        worse = [name for name in full if not full[name] and row.get(name, False)]
        sentences.append(
            text(
                "validate.nulls.beaten",
                null=text(f"validate.null.{null}"),
                better=len(better),
                names=text("words.separator").join(better) or text("validate.none"),
                worse=text("words.separator").join(worse) or text("validate.none"),
            )
        )
    return " ".join(sentences)


def reference_table() -> ReportTable:
    """Return a row a publication: how it is cited, what and where it is, and how it was checked."""
    rows = [
        (one.citation, one.description, text(f"bibliography.checked.{one.checked}")) for one in references()
    ]
    return plain_table(heads("cited", "reference", "checked"), tuple(rows))


def outcome(holds: bool) -> str:
    """Say whether something holds."""
    return text("validate.holds" if holds else "validate.fails")


def band(found: TargetFinding | Band) -> str:
    """Return the middle over seeds with its 5 to 95 % band."""
    return f"{short(found.middle)} [{short(found.low)}; {short(found.high)}]"


def wanted(target: Target) -> str:
    """Return the range of a target; ends far out are no bounds."""
    if target.high >= FAR:
        return f"≥ {short(target.low)}"
    if target.low <= -FAR:
        return f"≤ {short(target.high)}"
    return f"{short(target.low)} … {short(target.high)}"
