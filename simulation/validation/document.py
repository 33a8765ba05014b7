"""The validation in words and tables, in the order of Rand & Rust 2011, as Markdown or as a page.

Rand, W. & Rust, R. T. (2011), "Agent-based modeling in marketing: Guidelines for rigor".
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

from simulation.language import text
from simulation.validation.nulls import NULLS
from simulation.validation.pattern import Role, Target
from simulation.validation.result import Validation
from simulation.validation.verdict import Finding, Verdict

HEADINGS = (
    "documentation", "programmatic_testing", "test_cases", "micro_face", "macro_face", "empirical_input",
    "empirical_output",
)  # fmt: skip
FAR = 100.0
"""An end of a range beyond this stands for no bound at all (every figure here is far smaller)."""


class Table(NamedTuple):
    """A table of finished strings."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Block(NamedTuple):
    """A piece of the document: a heading, a paragraph, a table or the pictures of the patterns."""

    kind: str
    words: str = ""
    level: int = 0
    table: Table | None = None


def document(validation: Validation) -> Iterator[Block]:
    """Yield the blocks of the document, in the current language."""
    yield Block("heading", text("validate.title"), 1)
    yield Block("paragraph", _told(validation))
    for part, headings in (("verification", HEADINGS[:3]), ("validation", HEADINGS[3:])):
        yield Block("heading", text(f"validate.part.{part}"), 2)
        for heading in headings:
            yield Block("heading", text(f"validate.{heading}.heading"), 3)
            yield Block("paragraph", text(f"validate.{heading}.text"))
            yield from _tables(validation, heading)


def _told(validation: Validation) -> str:
    return text(
        "validate.summary",
        date=validation.date[:10],
        code=validation.code,
        seeds=validation.seeds,
        scale=f"{validation.scale:g}",
        holding=validation.holding,
        patterns=len(validation.verdicts),
        checks=sum(check.holds for check in validation.checks),
        all_checks=len(validation.checks),
    )


def _tables(validation: Validation, heading: str) -> Iterator[Block]:
    if heading == "test_cases":
        yield Block("table", table=exact_table(validation))
    if heading == "empirical_output":
        yield Block("table", table=pattern_table(validation))
        yield Block("pictures")
        yield Block("heading", text("validate.figures.heading"), 3)
        yield Block("paragraph", text("validate.figures.text"))
        yield Block("table", table=figure_table(validation))
        yield Block("heading", text("validate.remarks.heading"), 3)
        for verdict in validation.verdicts:
            yield Block("paragraph", remark(verdict))
        if validation.nulls:
            yield Block("heading", text("validate.nulls.heading"), 3)
            yield Block("paragraph", text("validate.nulls.text", seeds=validation.null_seeds))
            yield Block("table", table=null_table(validation))
            yield Block("paragraph", beaten(validation))


def _heads(*names: str) -> tuple[str, ...]:
    return tuple(text(f"validate.head.{name}") for name in names)


def pattern_table(validation: Validation) -> Table:
    """Return a row a pattern: what it is, the target, what came out, and the verdict."""
    rows = []
    for verdict in validation.verdicts:
        name = verdict.pattern.name
        told = next((finding for finding in verdict.findings if not finding.holds), verdict.findings[0])
        rows.append(
            (
                name,
                text(f"validate.pattern.{name}.title"),
                text(f"validate.pattern.{name}.target"),
                f"`{told.target.figure}` {band(told)}",
                outcome(verdict.holds),
                text(f"validate.role.{verdict.pattern.role}"),
                f"{verdict.pattern.source} ({text(f'grade.{verdict.pattern.grade}')})",
            )
        )
    return Table(_heads("pattern", "title", "target", "found", "verdict", "role", "source"), tuple(rows))


def figure_table(validation: Validation) -> Table:
    """Return a row a figure with its range, its distribution over seeds and the share with the right sign."""
    rows = [
        (
            verdict.pattern.name,
            f"`{finding.target.figure}`",
            wanted(finding.target),
            band(finding),
            "" if finding.with_sign is None else f"{100.0 * finding.with_sign:.0f} %",
            outcome(finding.holds),
        )
        for verdict in validation.verdicts
        for finding in verdict.findings
    ]
    return Table(_heads("pattern", "figure", "range", "found", "sign", "verdict"), tuple(rows))


def exact_table(validation: Validation) -> Table:
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
    return Table(_heads("check", "case", "exact", "given", "allowed", "verdict"), tuple(rows))


def null_table(validation: Validation) -> Table:
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
    heads = _heads("pattern", "title", "full") + tuple(
        text(f"validate.null.{null}") for null in validation.nulls
    )
    return Table(heads, tuple(rows))


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


def remark(verdict: Verdict) -> str:
    """Return how a pattern was measured, what is reported beside it, and what limits it."""
    name = verdict.pattern.name
    beside = text("words.separator").join(f"`{figure}` {short(value)}" for figure, value in verdict.beside)
    told = text(
        "validate.remark",
        name=name,
        verdict=outcome(verdict.holds),
        measured=text(f"validate.pattern.{name}.measured"),
    )
    return told + (" " + text("validate.beside", figures=beside) if beside else "")


def outcome(holds: bool) -> str:
    """Say whether something holds."""
    return text("validate.holds" if holds else "validate.fails")


def band(finding: Finding) -> str:
    """Return the middle over seeds with its 5 to 95 % band."""
    return f"{short(finding.middle)} [{short(finding.low)}; {short(finding.high)}]"


def wanted(target: Target) -> str:
    """Return the range of a target; ends far out are no bounds."""
    if target.high >= FAR:
        return f"≥ {short(target.low)}"
    if target.low <= -FAR:
        return f"≤ {short(target.high)}"
    return f"{short(target.low)} … {short(target.high)}"


def short(value: float) -> str:
    """Return a number with three significant digits, or a dash where there is none."""
    return f"{value:.3g}".replace("-", "\N{MINUS SIGN}") if math.isfinite(value) else "–"


def markdown(validation: Validation) -> str:
    """Return the document as Markdown."""
    return "\n\n".join(filter(None, map(_as_markdown, document(validation)))) + "\n"


def _as_markdown(block: Block) -> str:
    if block.kind == "heading":
        return f"{'#' * block.level} {block.words}"
    if block.table is not None:
        rows = [block.table.heads, tuple("---" for _ in block.table.heads), *block.table.rows]
        return "\n".join(f"| {' | '.join(row)} |" for row in rows)
    return block.words
