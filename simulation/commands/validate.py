"""``loyaltylab validate``: the model against the published record, with a report in both languages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from simulation.commands.framework import command, option
from simulation.commands.printing import print_json, print_place
from simulation.commands.progress import console, progress
from simulation.errors import CheckFailed, InputError
from simulation.files import write_text_whole
from simulation.language import LANGUAGES, Listing, current_language, text, use_language

if TYPE_CHECKING:
    from simulation.report.kit.tables import ReportTable
    from simulation.validation.result import Validation

MOST_DRAWS = 10_000
"""More plausible worlds tell no more than these, and take days."""
FULL_SEEDS, QUICK_SEEDS = 30, 5
QUICK_SCALE, QUICK_EFFORT = 0.25, 0.35
FULL_DRAWS, QUICK_DRAWS = 200, 20
USUAL_PLACE = Path("results/validation")


@command("validate", "validate")
@option("--quick", is_flag=True)
@option("--patterns", metavar="P6,P9,...")
@option("--seeds", type=click.IntRange(min=1), metavar="N")
@option("--nulls", is_flag=True)
@option("--draws", type=click.IntRange(min=0, max=MOST_DRAWS), metavar="N")
@option("--no-real-data", "real", is_flag=True, flag_value=False, default=True)
@option("--workers", type=click.IntRange(min=1), metavar="N")
@option("--out", type=click.Path(path_type=Path, file_okay=False), metavar="DIR")
@option("--summary", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE")
@option("--json", "as_json_", is_flag=True)
@option("--quiet", is_flag=True)
def validate(
    quick: bool,
    patterns: str | None,
    seeds: int | None,
    nulls: bool,
    draws: int | None,
    real: bool,
    workers: int | None,
    out: Path | None,
    summary: Path | None,
    as_json_: bool,
    quiet: bool,
) -> None:
    """Validate the model."""
    names = _names(patterns)
    from simulation.validation.validation_document import markdown
    from simulation.validation.validation_run import Plan, validated

    folder = out or USUAL_PLACE
    count = seeds or (QUICK_SEEDS if quick else FULL_SEEDS)
    effort = QUICK_EFFORT if quick else 1.0
    # Single patterns are measured alone, without real data and plausible worlds.
    studies = effort if real and patterns is None else None
    usual = 0 if patterns is not None else QUICK_DRAWS if quick else FULL_DRAWS
    worlds = usual if draws is None else draws
    plan = Plan(names, count, QUICK_SCALE if quick else 1.0, nulls, studies, worlds)
    with progress("validate.progress", plan.steps, quiet=quiet or as_json_) as tell:
        found = validated(plan, folder, workers, tell)
    _write(found, folder)
    if summary is not None:
        summary.write_text(markdown(found), encoding="utf-8")
    if as_json_:
        print_json({"record": str(folder), **found.content()})
    elif not quiet:
        _print(found)
    if not as_json_:
        print_place(folder, text("validate.record", folder=str(folder)), quiet)
    if not found.exact:
        raise CheckFailed("validate.inexact")


def _names(written: str | None) -> tuple[str, ...]:
    """Return the patterns asked for, in order; all if none is named."""
    from simulation.validation.patterns import NAMES

    if written is None:
        return NAMES
    asked = [name.strip().upper() for name in written.split(",")]
    for name in asked:
        if name not in NAMES:
            raise InputError("validate.unknown_pattern", given=name, allowed=Listing(NAMES))
    return tuple(name for name in NAMES if name in asked)


def _write(found: Validation, folder: Path) -> None:
    """Write the outcome as data, and the report in every language."""
    from simulation.validation.validation_document import page

    found.write(folder / "validation.json")
    spoken = current_language()
    try:
        for language in LANGUAGES:
            use_language(language)
            write_text_whole(folder / f"report.{language}.html", page(found))
    finally:
        use_language(spoken)


def _print(found: Validation) -> None:
    from rich import box
    from rich.markup import escape
    from rich.table import Table

    from simulation.validation.null_outcomes import NULLS
    from simulation.validation.null_tables import beaten, null_table
    from simulation.validation.real.study_report import heading, sentences
    from simulation.validation.validation_tables import exact_table, pattern_table
    from simulation.validation.worlds.world_report import answer

    shown_tables: list[tuple[str, ReportTable, tuple[int, ...]]] = [
        (text("validate.table.patterns"), pattern_table(found), (0, 1, 3, 4))
    ]
    if not found.exact:
        shown_tables.append((text("validate.table.exact"), exact_table(found), (0, 1, 2, 3, 5)))
    if found.nulls:
        shown_tables.append(
            (text("validate.nulls.heading"), null_table(found), (0, 2, *range(3, 3 + len(NULLS))))
        )
    for title, content, shown in shown_tables:
        grid = Table(title=escape(title), box=box.SIMPLE_HEAD, title_justify="left")
        for column in shown:
            grid.add_column(escape(content.columns[column].name))
        for row in content.rows:
            grid.add_row(*(escape(row[column].replace("`", "")) for column in shown))
        console().print(grid)
    if found.nulls:
        console().print(beaten(found), markup=False)
    if found.worlds is not None:
        console().print(answer(found.worlds), markup=False)
    for study in found.studies:
        console().print(f"{heading(study)}: {' '.join(sentences(study)[-2:])}", markup=False)
    counted = text(
        "validate.counted",
        holding=found.holding,
        patterns=len(found.verdicts),
        checks=sum(check.holds for check in found.checks),
        all_checks=len(found.checks),
    )
    console().print(counted, markup=False)
