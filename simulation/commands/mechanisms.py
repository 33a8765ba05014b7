"""``loyaltylab mechanisms``: what the textbooks claim, row by row, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from simulation.commands.framework import command, option
from simulation.commands.printing import print_json, print_sentences, print_table
from simulation.commands.progress import progress
from simulation.errors import InputError
from simulation.language import text

if TYPE_CHECKING:
    from simulation.report.kit.tables import ReportTable
    from simulation.textbook.row import Figures, Row, Trial


@command("mechanisms", "textbook")
@click.argument("rows", metavar="[ROW]...", nargs=-1)
@option("--measure", is_flag=True)
@option("--keep", is_flag=True)
@option("--runs", type=click.IntRange(min=2), metavar="N")
@option("--workers", type=click.IntRange(min=1), metavar="N")
@option("--json", "as_json_", is_flag=True)
def mechanisms(
    rows: tuple[str, ...], measure: bool, keep: bool, runs: int | None, workers: int | None, as_json_: bool
) -> None:
    """Show rows, or measure them."""
    from simulation.textbook import loading

    if keep and not measure:
        raise InputError("textbook.error.keep_what")
    asked = tuple({each.key: each for each in map(loading.row, rows)}.values())
    asked = asked or tuple(loading.rows().values())
    if measure:
        _measure(asked, keep, runs, workers, as_json_)
    elif as_json_:
        print_json([_content(each) for each in asked])
    elif rows:
        for each in asked:
            _print_row(each)
    else:
        _print_overview(asked)


def _print_overview(asked: Sequence[Row]) -> None:
    from simulation.textbook.loading import rows
    from simulation.textbook.telling import counted, legend

    print_table(_overview(asked))
    print_sentences([*legend(), counted(rows(), "M"), counted(rows(), "X")])
    click.echo(text("textbook.next"))


def _overview(asked: Sequence[Row]) -> ReportTable:
    from simulation.report.kit.tables import ReportTable, TableColumn
    from simulation.textbook.page import overview_cells

    heads = ("row", "sources", "claim", "standing", "verdict")
    columns = tuple(TableColumn(text(f"textbook.column.{head}"), numeric=False) for head in heads)
    return ReportTable("", columns, tuple(overview_cells(each) for each in asked))


def _print_row(row: Row) -> None:
    from simulation.textbook.page import heading
    from simulation.textbook.telling import in_other_language, sources, told

    click.secho(heading(row), bold=True)
    other = in_other_language(row)
    says = text("textbook.line.says", sources=sources(row), words=str(row.says), other=other)
    print_sentences([f"* {line}" for line in (says, *told(row))])
    click.echo()


def _content(row: Row) -> dict[str, object]:
    """Return what programs get of a row."""
    from simulation.textbook.loading import measured
    from simulation.textbook.telling import claims_of, judged_of, standing, verdict

    claims = dict.fromkeys(claims_of(row)) | {each.name: asdict(each) for each in judged_of(row)}
    figures = {trial.name: measured().get(trial.name) for trial in row.trials}
    return {
        **asdict(row),
        "standing": standing(row),
        "verdict": verdict(row),
        "figures": {name: asdict(each) if each else None for name, each in figures.items()},
        "claims": claims,
    }


def _measure(asked: Sequence[Row], keep: bool, runs: int | None, workers: int | None, as_json_: bool) -> None:
    """Run the trials of the rows again, and show what they found beside what is kept."""
    from simulation.textbook.measuring import USUAL_RUNS, measure

    trials = [trial for row in asked for trial in row.trials]
    found: list[Figures] = []
    with progress("textbook.progress", len(trials), quiet=as_json_) as tell:
        for done, trial in enumerate(trials, 1):
            found.append(measure(trial, runs or USUAL_RUNS, workers))
            tell(done)
    if as_json_:
        print_json([asdict(each) for each in found])
    else:
        _print_found(trials, found)
    if keep:
        _keep(asked, found, workers, as_json_)


def _print_found(trials: Sequence[Trial], found: Sequence[Figures]) -> None:
    from simulation.textbook.loading import measured
    from simulation.textbook.telling import figures_told, trial_told

    for trial, figures in zip(trials, found, strict=True):
        print_sentences([trial_told(trial, figures)])
        before = figures_told(trial, measured().get(trial.name))
        print_sentences([f"    {text('textbook.measured_before', figures=before)}"])


def _keep(asked: Sequence[Row], found: Sequence[Figures], workers: int | None, silent: bool) -> None:
    """Keep the figures, and those of the lessons' claims about the rows."""
    from simulation.textbook.loading import MEASURED, keep
    from simulation.textbook.measuring import judge_lesson
    from simulation.textbook.telling import claims_of

    named = {name.partition("/")[0] for row in asked for name in claims_of(row)}
    keep(found, [each for lesson in sorted(named) for each in judge_lesson(lesson, workers)])
    if not silent:
        click.echo(text("textbook.kept", file=str(MEASURED)))
