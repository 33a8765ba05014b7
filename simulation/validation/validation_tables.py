"""The tables of the validation, of finished strings in the current language."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable

from simulation.language import text
from simulation.report.kit.numbers import short
from simulation.report.kit.tables import ReportTable, TableColumn
from simulation.scenario.schema import parameters_by_path, template
from simulation.validation.calibrate import DATA, PATHS
from simulation.validation.pattern import Target, Worth
from simulation.validation.pattern_verdict import Band, PatternVerdict, TargetFinding
from simulation.validation.references import references
from simulation.validation.result import Validation


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
                counted(verdict),
                text(f"validate.worth.{verdict.pattern.worth}"),
                f"{verdict.pattern.source} ({text(f'grade.{verdict.pattern.grade}')})",
                f"`{verdict.pattern.fixed}`",
            )
        )
    return plain_table(
        heads("pattern", "title", "target", "found", "verdict", "worth", "source", "fixed"), tuple(rows)
    )


def figure_table(verdict: PatternVerdict) -> ReportTable:
    """Return a row a figure with its range, its distribution over seeds and the share with the right sign."""
    tested = [
        (
            f"`{finding.target.figure}`",
            wanted(finding.target),
            "" if finding.target.published is None else short(finding.target.published),
            band(finding),
            "" if finding.with_sign is None else f"{100.0 * finding.with_sign:.0f} %",
            outcome(finding.holds),
        )
        for finding in verdict.findings
    ]
    beside = [
        (f"`{name}`", "", "", band(value), "", text("validate.beside")) for name, value in verdict.beside
    ]
    return plain_table(heads("figure", "range", "published", "found", "sign", "verdict"), (*tested, *beside))


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


def reference_table() -> ReportTable:
    """Return a row a publication: how it is cited, what and where it is, and how it was checked."""
    rows = [
        (one.citation, one.description, text(f"bibliography.checked.{one.checked}")) for one in references()
    ]
    return plain_table(heads("cited", "reference", "checked"), tuple(rows))


def worth_table(validation: Validation) -> ReportTable:
    """Return a row for each worth of a pattern: how many hold, and how many are reported without counting."""
    rows = []
    for worth in Worth:
        found = [verdict for verdict in validation.verdicts if verdict.pattern.worth is worth]
        counts = [verdict for verdict in found if verdict.pattern.counts]
        rest = [verdict for verdict in found if not verdict.pattern.counts]
        rows.append(
            (text(f"validate.worth.{worth}"), _of(counts), _of(rest), text(f"validate.means.{worth}"))
        )
    return plain_table(heads("worth", "counted", "not_counted", "means"), tuple(rows))


def _of(verdicts: list[PatternVerdict]) -> str:
    """Return how many of some patterns hold, and which fail."""
    failing = [verdict.pattern.name for verdict in verdicts if not verdict.holds]
    key = "validate.of_failing" if failing else "validate.of"
    names = text("words.separator").join(failing)
    return text(key, holding=len(verdicts) - len(failing), all=len(verdicts), names=names)


def outcome(holds: bool) -> str:
    """Say whether something holds."""
    return text("validate.holds" if holds else "validate.fails")


def counted(verdict: PatternVerdict) -> str:
    """Say whether a pattern holds, and if its target is from memory, that this does not count."""
    said = outcome(verdict.holds)
    return said if verdict.pattern.counts else text("validate.not_counted", outcome=said)


def band(found: TargetFinding | Band) -> str:
    """Return the middle over seeds with its 5 to 95 % band."""
    return f"{short(found.middle)} [{short(found.low)}; {short(found.high)}]"


def wanted(target: Target) -> str:
    """Return the range of a target; ends far out are no bounds."""
    if target.high not in target.bounds:
        return f"≥ {short(target.low)}"
    if target.low not in target.bounds:
        return f"≤ {short(target.high)}"
    return f"{short(target.low)} … {short(target.high)}"
