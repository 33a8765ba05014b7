"""``loyaltylab compare``: alternatives as twin runs, with intervals, a verdict and a report."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from simulation.commands.framework import command, option
from simulation.commands.options import market_options, output_options, read_scenario, scenario_argument
from simulation.commands.printing import as_json, print_json, print_sentences, print_table
from simulation.commands.progress import progress
from simulation.errors import InputError
from simulation.language import text
from simulation.scenario.typed_values import values_of


@command("compare", "commands.compare")
@scenario_argument
@option("--vary", multiple=True, metavar="PATH=V1,V2,...")
@option("--focal", metavar="FIRM")
@option("--replications", type=int, metavar="N")
@option("--precision", multiple=True, metavar="MEASURE=WIDTH")
@market_options
@option("--workers", type=click.IntRange(min=1), metavar="N")
@output_options
def compare(
    scenario: str,
    vary: tuple[str, ...],
    focal: str | None,
    replications: int | None,
    precision: tuple[str, ...],
    seed: int,
    months: int | None,
    customers: int | None,
    settings: tuple[str, ...],
    workers: int | None,
    out: Path | None,
    as_json_: bool,
    quiet: bool,
) -> None:
    """Compare alternatives of one market."""
    market = read_scenario(scenario, settings, months, customers)
    from simulation.experiments.compare import alternatives
    from simulation.experiments.compare import compare as experiment
    from simulation.experiments.sweep.axes import by_path
    from simulation.experiments.twins.precision import compare_until
    from simulation.experiments.unfinished import unfinished
    from simulation.record.folder import NewFolder
    from simulation.record.record_files import write_comparison
    from simulation.report.comparison.comparison_page import write_report
    from simulation.report.comparison.comparison_tables import summary_table
    from simulation.report.comparison.verdict import verdict
    from simulation.report.measures import GIST

    varied = by_path([_values(written) for written in vary]) or None
    count = market.world.replications if replications is None else replications
    changes = alternatives(market, varied)
    total = count * len(changes)
    asked = {"market": market.digest, "alternatives": list(changes.items()), "seed": seed}
    with (
        unfinished("compare", **asked) as pieces,
        NewFolder(f"{market.name or 'market'}-compare", out) as folder,
    ):
        with progress("commands.compare.progress", total, quiet=quiet or as_json_) as tell:
            options: dict[str, Any] = {
                "seed": seed,
                "focal": focal,
                "workers": workers,
                "folder": pieces,
                "progress": lambda done, _: tell(done),
            }
            if precision:
                twins = compare_until(
                    market, dict(_width(written) for written in precision), varied, **options
                )
            else:
                twins = experiment(market, varied, replications=count, **options)
        write_report(twins, folder.draft / "report.html")
        write_comparison(twins, folder.draft)
    found = verdict(twins)
    if as_json_:
        content = {"record": str(folder.path), "focal": twins.focal, "winner": found.winner}
        print_json({**content, "verdict": list(found.sentences), "summary": as_json(twins.summary)})
        return
    if not quiet:
        print_table(summary_table(twins, GIST))
        print_sentences(found.sentences)
        if len(twins.alternatives) > 1:
            same = {"vary": vary, "set": settings, "months": months, "customers": customers, "firm": focal}
            click.echo(text("commands.compare.next", command=_conditions(scenario, same)))
    click.echo(text("commands.record", folder=str(folder.path)))


def _conditions(scenario: str, same: Mapping[str, Any]) -> str:
    """Return the command that looks for the conditions of a comparison with the same options."""
    words = ["loyaltylab", "conditions", scenario]
    for name, given in same.items():
        for value in given if isinstance(given, tuple) else [given]:
            words += [] if value is None else [f"--{name}", str(value)]
    return shlex.join(words)


def _width(written: str) -> tuple[str, float]:
    """Read ``measure=half width`` of the command line."""
    measure, _, width = written.partition("=")
    try:
        return measure.strip(), float(width)
    except ValueError:
        raise InputError("experiments.error.precision_measure", measure=measure, width=width) from None


def _values(written: str) -> tuple[str, Sequence[object]]:
    """Read ``path=v1,v2,...`` of the command line; the values are TOML, or else plain texts."""
    path, equals, values = written.partition("=")
    if not equals or not values.strip():
        raise InputError("commands.compare.no_values", given=written)
    return path.strip(), values_of(values.strip())
