"""``loyaltylab compare``: alternatives as twin runs, with intervals, a verdict and a report."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from simulation.commands.beyond_comparison import plausible_worlds, show_best_prices, tested_conditions
from simulation.commands.framework import command, option
from simulation.commands.options import market_options, output_options, read_scenario, scenario_argument
from simulation.commands.printing import as_json, print_json, print_place, print_sentences, print_table
from simulation.commands.progress import progress
from simulation.errors import InputError
from simulation.language import text
from simulation.scenario.typed_values import values_of

if TYPE_CHECKING:
    from simulation.experiments.compare import Comparison
    from simulation.scenario.document import Scenario


@command("compare", "commands.compare")
@scenario_argument
@option("--vary", multiple=True, metavar="PATH=V1,V2,...")
@option("--focal", metavar="FIRM")
@option("--replications", type=int, metavar="N")
@option("--precision", multiple=True, metavar="MEASURE=WIDTH")
@option("--best-price", is_flag=True)
@option("--conditions", is_flag=True)
@market_options
@option("--workers", type=click.IntRange(min=1), metavar="N")
@output_options
def compare(
    scenario: str,
    vary: tuple[str, ...],
    focal: str | None,
    replications: int | None,
    precision: tuple[str, ...],
    best_price: bool,
    conditions: bool,
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
    from simulation.experiments.sweep.axes import by_path
    from simulation.experiments.unfinished import unfinished
    from simulation.record.folder import NewFolder
    from simulation.record.record_files import write_comparison
    from simulation.report.comparison.comparison_page import write_report

    varied = by_path([_values(written) for written in vary]) or None
    widths = dict(_width(written) for written in precision)
    if best_price:
        if widths:
            raise InputError("best_price.error.with_precision")
        if conditions:
            raise InputError("best_price.error.with_conditions")
        asked = {"replications": replications, "seed": seed, "focal": focal, "workers": workers}
        show_best_prices(market, varied, asked, out, as_json_, quiet)
        return
    count = market.world.replications if replications is None else replications
    changes = alternatives(market, varied)
    worlds = plausible_worlds(market, varied, focal, seed) if conditions else None
    stamp = {"market": market.digest, "alternatives": list(changes.items()), "seed": seed}
    with (
        unfinished("compare", **stamp) as pieces,
        NewFolder(f"{market.name or 'market'}-compare", out) as folder,
    ):
        with progress("commands.compare.progress", count * len(changes), quiet=quiet or as_json_) as tell:
            given: dict[str, Any] = {"seed": seed, "focal": focal, "workers": workers, "folder": pieces}
            twins = _twins(market, varied, count, widths, given, tell)
        tested: tuple[str, ...] = ()
        if worlds:
            tested = tested_conditions(twins, worlds, workers, out, silent=quiet or as_json_)
        write_report(twins, folder.draft / "report.html", tested)
        write_comparison(twins, folder.draft)
    if as_json_:
        _print_json(twins, tested, folder.path)
        return
    if not quiet:
        same = {"vary": vary, "set": settings, "months": months, "customers": customers, "firm": focal}
        _print(twins, tested, _conditions(scenario, same), _same_with(scenario, same))
    print_place(folder.path, text("commands.record", folder=str(folder.path)), quiet)


def _twins(
    market: Scenario,
    varied: Mapping[str, Sequence[object]] | None,
    count: int,
    widths: Mapping[str, float],
    given: Mapping[str, Any],
    tell: Callable[[int], None],
) -> Comparison:
    """Make the comparison: so many runs of each alternative, or as many as the wanted widths need."""
    from simulation.experiments.compare import compare as experiment
    from simulation.experiments.twins.precision import compare_until

    options = {**given, "progress": lambda done, _: tell(done)}
    if widths:
        return compare_until(market, widths, varied, **options)
    return experiment(market, varied, replications=count, **options)


def _print(twins: Comparison, tested: Sequence[str], conditions: str, best_price: str) -> None:
    """Print tables, answers and verdict, and the commands that look for its conditions and best prices."""
    from simulation.experiments.predictions.declared_questions import answers
    from simulation.report.comparison.comparison_tables import summary_table
    from simulation.report.comparison.paybacks import payback_table
    from simulation.report.comparison.prediction_table import prediction_table
    from simulation.report.comparison.time_and_price import same_price
    from simulation.report.comparison.verdict import verdict
    from simulation.report.measures import GIST

    print_table(summary_table(twins, GIST))
    if len(twins.alternatives) > 1:
        print_table(payback_table(twins))
    if answered := answers(twins):
        print_table(prediction_table(twins.scenario, answered))
    print_sentences((*verdict(twins).sentences, *tested))
    if len(twins.alternatives) > 1:
        click.echo(text("commands.compare.next", command=conditions))
        if same_price(twins):
            click.echo(text("best_price.next", command=best_price))


def _print_json(twins: Comparison, tested: Sequence[str], folder: Path) -> None:
    """Print what was found for other programs."""
    from simulation.experiments.predictions.declared_questions import answers
    from simulation.experiments.predictions.plain_data import as_data
    from simulation.report.comparison.verdict import verdict

    found = verdict(twins)
    content = {"record": str(folder), "focal": twins.focal, "winner": found.winner}
    said = {"verdict": list(found.sentences), "conditions": list(tested)}
    predictions = {name: as_data(answer) for name, answer in answers(twins).items()}
    print_json({**content, **said, "predictions": predictions, "summary": as_json(twins.summary)})


def _conditions(scenario: str, same: Mapping[str, Any]) -> str:
    """Return the command that looks for the conditions of a comparison with the same options."""
    return _command("conditions", scenario, same)


def _same_with(scenario: str, same: Mapping[str, Any]) -> str:
    """Return the command that compares with the same options, each alternative at its own best price."""
    own = {"focal" if name == "firm" else name: given for name, given in same.items()}
    return f"{_command('compare', scenario, own)} --best-price"


def _command(command: str, scenario: str, same: Mapping[str, Any]) -> str:
    words = ["loyaltylab", command, scenario]
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
