"""``loyaltylab validate``: the model against the published record, with a report in both languages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from simulation.commands.framework import command, option
from simulation.commands.printing import print_json
from simulation.commands.shared import console, progress
from simulation.errors import CheckFailed, InputError
from simulation.language import LANGUAGES, Listing, current_language, text, use_language

if TYPE_CHECKING:
    from simulation.validation.result import Validation

FULL_SEEDS, QUICK_SEEDS = 30, 5
QUICK_SCALE = 0.25
LEAST_NULL_SEEDS = 2
USUAL_PLACE = Path("results/validation")


@command("validate", "validate")
@option("--quick", is_flag=True)
@option("--patterns", metavar="P6,P9,...")
@option("--seeds", type=click.IntRange(min=1), metavar="N")
@option("--nulls", is_flag=True)
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
    workers: int | None,
    out: Path | None,
    summary: Path | None,
    as_json_: bool,
    quiet: bool,
) -> None:
    """Validate the model."""
    from simulation.validation.document import markdown

    names = _names(patterns)
    folder = out or USUAL_PLACE
    count = seeds or (QUICK_SEEDS if quick else FULL_SEEDS)
    found = _validated(names, count, QUICK_SCALE if quick else 1.0, nulls, workers, folder, quiet or as_json_)
    _write(found, folder)
    if summary is not None:
        summary.write_text(markdown(found), encoding="utf-8")
    if as_json_:
        print_json({"record": str(folder), **found.content()})
    elif not quiet:
        _print(found)
    if not as_json_:
        click.echo(text("validate.record", folder=str(folder)))
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


def _validated(
    names: tuple[str, ...],
    seeds: int,
    scale: float,
    nulls: bool,
    workers: int | None,
    folder: Path,
    quiet: bool,
) -> Validation:
    from datetime import UTC, datetime

    from simulation.validation.exact import exact_checks
    from simulation.validation.nulls import NULLS
    from simulation.validation.pattern import Role
    from simulation.validation.patterns import pattern
    from simulation.validation.result import Validation
    from simulation.validation.runner import digest, measure_all
    from simulation.validation.verdict import judge

    null_seeds = max(LEAST_NULL_SEEDS, seeds // 10)
    # What the full model was fitted to is no contest.
    contested = [name for name in names if pattern(name).role is not Role.CALIBRATION]
    total = len(names) * seeds + (len(contested) * null_seeds * len(NULLS) if nulls else 0)
    finished = 0

    def told(tell: Callable[[int], None]) -> Callable[[int, int], None]:
        return lambda done, _: tell(finished + done)

    folder.mkdir(parents=True, exist_ok=True)
    with progress("validate.progress", total, quiet=quiet) as tell:
        measured = measure_all(
            names, seeds, scale=scale, folder=folder / "measurements", workers=workers, progress=told(tell)
        )
        finished = len(names) * seeds
        rows = {}
        for null, changes in NULLS.items() if nulls else ():
            figures = measure_all(
                contested,
                null_seeds,
                scale=scale,
                changes=changes,
                folder=folder / "nulls" / null,
                workers=workers,
                progress=told(tell),
            )
            finished += len(contested) * null_seeds
            rows[null] = {name: judge(pattern(name), figures[name]).holds for name in contested}
    return Validation(
        tuple(judge(pattern(name), measured[name]) for name in names),
        tuple(exact_checks()),
        rows,
        seeds,
        null_seeds if nulls else 0,
        scale,
        datetime.now(UTC).isoformat(timespec="seconds"),
        digest(),
    )


def _write(found: Validation, folder: Path) -> None:
    """Write the outcome as data, and the report in every language."""
    from simulation.validation.page import page

    found.write(folder / "validation.json")
    spoken = current_language()
    try:
        for language in LANGUAGES:
            use_language(language)
            (folder / f"report.{language}.html").write_text(page(found), encoding="utf-8")
    finally:
        use_language(spoken)


def _print(found: Validation) -> None:
    from rich import box
    from rich.markup import escape
    from rich.table import Table

    from simulation.validation import document
    from simulation.validation.document import beaten, exact_table, null_table, pattern_table

    tables: list[tuple[str, document.Table, tuple[int, ...]]] = [
        ("validate.table.patterns", pattern_table(found), (0, 1, 3, 4))
    ]
    if not found.exact:
        tables.append(("validate.table.exact", exact_table(found), (0, 1, 2, 3, 5)))
    if found.nulls:
        tables.append(("validate.nulls.heading", null_table(found), (0, 2, 3, 4, 5)))
    for title, content, shown in tables:
        grid = Table(title=escape(text(title)), box=box.SIMPLE_HEAD, title_justify="left")
        for column in shown:
            grid.add_column(escape(content.heads[column]))
        for row in content.rows:
            grid.add_row(*(escape(row[column].replace("`", "")) for column in shown))
        console().print(grid)
    if found.nulls:
        console().print(beaten(found), markup=False)
    counted = text(
        "validate.counted",
        holding=found.holding,
        patterns=len(found.verdicts),
        checks=sum(check.holds for check in found.checks),
        all_checks=len(found.checks),
    )
    console().print(counted, markup=False)
