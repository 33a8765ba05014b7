"""The validation in words, tables and pictures, in the order of Rand & Rust 2011, as Markdown or as a page.

Rand, W. & Rust, R. T. (2011), "Agent-based modeling in marketing: Guidelines for rigor".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from simulation.language import text
from simulation.report.kit.blocks import Block, as_markdown, as_page
from simulation.validation import pattern_pictures, threats
from simulation.validation.null_tables import beaten, fit_table, null_table
from simulation.validation.pattern_verdict import PatternVerdict
from simulation.validation.real import study_report
from simulation.validation.result import Validation
from simulation.validation.validation_tables import (
    calibration_table,
    exact_table,
    figure_table,
    outcome,
    pattern_table,
    reference_table,
    worth_table,
)
from simulation.validation.worlds import world_report

VERIFICATION = ("documentation", "programmatic_testing", "test_cases")
FACE = ("micro_face", "macro_face", "empirical_input", "empirical_output")


def document(validation: Validation) -> Iterator[Block]:
    """Yield the blocks of the document, in the current language."""
    yield Block("heading", text("validate.title"), 1)
    yield Block("paragraph", _told(validation))
    yield Block("table", table=worth_table(validation))
    yield Block("paragraph", _failing(validation))
    yield Block("paragraph", study_report.summary(validation.studies))
    for part, headings in (("verification", VERIFICATION), ("validation", FACE)):
        yield Block("heading", text(f"validate.part.{part}"), 2)
        for heading in headings:
            yield Block("heading", text(f"validate.{heading}.heading"), 3)
            yield Block("paragraph", text(f"validate.{heading}.text"))
            if heading in MORE:
                yield from MORE[heading](validation)
    yield from world_report.blocks(validation)
    yield from threats.blocks(validation)
    yield from _nulls(validation)
    yield from _limits()
    yield Block("heading", text("validate.references.heading"), 2)
    yield Block("paragraph", text("validate.references.text"))
    yield Block("table", table=reference_table())


def _told(validation: Validation) -> str:
    return text(
        "validate.summary",
        date=validation.date[:10],
        code=validation.code,
        seeds=validation.seeds,
        scale=f"{validation.scale:g}",
        independent_holding=sum(verdict.holds for verdict in validation.independent),
        independent=len(validation.independent),
        holding=validation.holding,
        patterns=len(validation.verdicts),
        checks=sum(check.holds for check in validation.checks),
        all_checks=len(validation.checks),
    )


def _failing(validation: Validation) -> str:
    names = [verdict.pattern.name for verdict in validation.verdicts if not verdict.holds]
    return text("validate.failing", names=text("words.separator").join(names) or text("validate.none"))


def _test_cases(validation: Validation) -> Iterator[Block]:
    yield Block("table", table=exact_table(validation))


def _input(_: Validation) -> Iterator[Block]:
    yield Block("table", table=calibration_table())
    yield Block("paragraph", text("validate.empirical_input.limits"))


def _output(validation: Validation) -> Iterator[Block]:
    yield Block("table", table=pattern_table(validation))
    yield Block("heading", text("validate.patterns.heading"), 3)
    yield Block("caption", text("validate.picture"))
    for verdict in validation.verdicts:
        yield from _pattern(verdict)
    if validation.studies:
        yield Block("heading", text("validate.real.heading"), 3)
        yield Block("paragraph", text("validate.real.text"))
    for study in validation.studies:
        yield Block("heading", study_report.heading(study), 4)
        yield from (Block("paragraph", words) for words in study_report.sentences(study))
        if not study.missing:
            yield Block("picture", study_report.picture(study))
            yield Block("caption", text(f"validate.real.{study.name}.picture"))
            yield Block("table", table=study_report.table(study))


def _pattern(verdict: PatternVerdict) -> Iterator[Block]:
    """Yield a pattern: what it says, how it was measured, its picture, and all its figures."""
    name = verdict.pattern.name
    title = text(f"validate.pattern.{name}.title")
    yield Block("heading", text("validate.entry", name=name, title=title, verdict=outcome(verdict.holds)), 4)
    yield Block("paragraph", text(f"validate.pattern.{name}.measured"))
    yield Block("picture", pattern_pictures.picture(verdict))
    yield Block("table", table=figure_table(verdict))


def _nulls(validation: Validation) -> Iterator[Block]:
    if validation.nulls:
        yield Block("heading", text("validate.nulls.heading"), 2)
        yield Block("paragraph", text("validate.nulls.text", seeds=validation.null_seeds))
        yield Block("table", table=fit_table())
        yield Block("paragraph", text("validate.nulls.scores"))
        yield Block("table", table=null_table(validation))
        yield Block("paragraph", beaten(validation))


def _limits() -> Iterator[Block]:
    yield Block("heading", text("validate.limits.heading"), 2)
    for part in ("fitted", "definitions", "built_in", "left_out", "data"):
        yield Block("paragraph", text(f"validate.limits.{part}"))


MORE: dict[str, Callable[[Validation], Iterator[Block]]] = {
    "test_cases": _test_cases,
    "empirical_input": _input,
    "empirical_output": _output,
}
"""What follows the words under a heading."""


def markdown(validation: Validation) -> str:
    """Return the document as Markdown; the pictures are in the page."""
    return as_markdown(document(validation))


def page(validation: Validation) -> str:
    """Return the document as one HTML page, in the current language."""
    classes = {text("validate.holds"): "verdict", text("validate.fails"): "verdict bad"}
    return as_page(text("validate.title"), document(validation), classes)
