"""``loyaltylab fit``: a market calibrated to data of one's own, judged by what was held out."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from simulation.commands.framework import command, option
from simulation.commands.options import output_options
from simulation.commands.printing import print_json, print_place, print_sentences, print_table
from simulation.commands.progress import progress
from simulation.language import text

if TYPE_CHECKING:
    from simulation.fitting.data import Reading
    from simulation.fitting.fitted_market import FittedMarket
    from simulation.fitting.reading import Intake
    from simulation.fitting.simulated_outcomes import SimulatedMeasure

Function = TypeVar("Function", bound=Callable[..., None])
INTAKE = (
    option("--column", "columns", multiple=True, metavar="NAME=COLUMN"),
    option("--period", type=click.Choice(["days", "weeks", "months", "quarters", "years"])),
    option("--encoding", metavar="NAME"),
    option("--decimal", type=click.Choice(["point", "comma"])),
    option("--sheet", metavar="NAME"),
    option("--dates", type=click.Choice(["day-first", "month-first"])),
    option("--yes", multiple=True, metavar="WORD"),
    option("--completed", is_flag=True),
    option("--watched", type=int, metavar="N"),
    option("--since", metavar="DATE"),
    option("--until", metavar="DATE"),
    option("--silence", type=click.IntRange(min=1), metavar="DAYS"),
    option("--pool", is_flag=True),
    option("--leave-out", is_flag=True),
)
"""What can be said about a file; the names are those of `Intake`."""


def intake_options(function: Function) -> Function:
    """Give a command the options of `INTAKE`."""
    for add in reversed(INTAKE):
        function = add(function)
    return function


@command("fit", "fit")
@click.argument("data", metavar="DATA", type=click.Path(path_type=Path))
@intake_options
@option("--price", type=float, metavar="MONEY")
@option("--unit-cost", type=float, metavar="MONEY")
@option("--margin", type=float, metavar="PERCENT")
@option("--contract", type=int, metavar="MONTHS")
@option("--exit-fee", type=float, metavar="MONEY")
@option("--focal", metavar="BRAND")
@option("--segment", metavar="NAME")
@option("--hold-out", type=int, metavar="N")
@option("--months", type=int, metavar="N")
@option("--simulate", type=click.IntRange(min=1), metavar="N")
@option("--runs", type=click.IntRange(min=16), metavar="N")
@option("--customers", type=click.IntRange(min=100), metavar="N")
@option("--seed", type=int, default=0, show_default=True, metavar="N")
@option("--workers", type=click.IntRange(min=1), metavar="N")
@output_options
def fit(
    data: Path,
    segment: str | None,
    hold_out: int | None,
    months: int | None,
    simulate: int | None,
    runs: int | None,
    customers: int | None,
    seed: int,
    workers: int | None,
    out: Path | None,
    as_json_: bool,
    quiet: bool,
    **said: Any,
) -> None:
    """Fit a market to data."""
    from simulation.experiments.unfinished import unfinished
    from simulation.fitting.cohort.calibration import CohortEffort
    from simulation.fitting.data import PurchasePanel
    from simulation.fitting.fitted_market import fit as experiment
    from simulation.fitting.fitted_market import steps_of
    from simulation.fitting.reading import read_data
    from simulation.fitting.record import write_fit
    from simulation.fitting.report.page import write_fit_report
    from simulation.fitting.simulated_outcomes import simulate as simulate_outcomes
    from simulation.fitting.terms import Terms
    from simulation.record.folder import NewFolder

    terms = Terms(**{known.name: said.pop(known.name) for known in fields(Terms)})
    intake = _intake(said)
    read = read_data(data, intake)
    usual, silent = CohortEffort(), quiet or as_json_
    if not silent:
        print_sentences(_told(read.reading))
    size = CohortEffort(customers or usual.customers, runs or usual.runs, usual.waves, workers)
    effort = None if isinstance(read, PurchasePanel) else size
    name = re.sub(r"[^\w-]+", "-", data.stem).strip("-") or "data"
    content = sha256(data.read_bytes()).hexdigest()
    asked = {"data": content, "seed": seed, "runs": runs, "customers": customers}
    given: dict[str, Any] = {"name": name, "segment": segment, "intake": intake, "terms": terms}
    given |= {"hold_out": hold_out, "months": months, "seed": seed, "effort": effort}
    simulated: tuple[SimulatedMeasure, ...] = ()
    with unfinished("fit", **asked) as pieces, NewFolder(f"{name}-fit", out) as folder:
        with progress("fit.progress.fit", steps_of(read, effort), quiet=silent) as tell:
            fitted = experiment(read, **given, folder=pieces, progress=lambda done, _: tell(done))
        if simulate:
            with progress("fit.progress.simulate", 2 * simulate, quiet=silent) as tell:
                simulated = simulate_outcomes(
                    fitted, simulate, seed, workers, lambda done, _: tell(done), pieces
                )
        write_fit(fitted, folder.draft, simulated)
        write_fit_report(fitted, read.reading, simulated, seed, folder.draft / "report.html")
    scenario = folder.path / f"{name}.toml"
    if as_json_:
        _print_json(fitted, simulated, scenario, read.reading)
        return
    if not quiet:
        _print(fitted, simulated)
    done = text("fit.done", scenario=str(scenario), report=str(folder.path / "report.html"))
    print_place(folder.path, done, quiet)


def _intake(said: dict[str, Any]) -> Intake:
    """What was said about the file."""
    from simulation.fitting.reading import Intake, mapping

    return Intake(columns=mapping(said.pop("columns")), **said)


def _told(reading: Reading) -> tuple[str, ...]:
    """What is said of the file, in sentences."""
    return tuple(str(line) for line in (*reading.lines, *reading.warnings))


def _print(fitted: FittedMarket, simulated: tuple[SimulatedMeasure, ...]) -> None:
    """Print what was found, and what it means."""
    from simulation.fitting.report import fit_sentences, fit_tables

    for table in fit_tables(fitted, simulated):
        print_table(table)
    print_sentences(fit_sentences(fitted))


def _print_json(
    fitted: FittedMarket, simulated: tuple[SimulatedMeasure, ...], scenario: Path, reading: Reading
) -> None:
    """Print what was found for other programs."""
    from simulation.fitting.record import fit_content
    from simulation.fitting.report import fit_sentences

    places = {"record": str(scenario.parent)}
    said = {"scenario": str(scenario), "read": list(_told(reading)), "says": list(fit_sentences(fitted))}
    print_json({**places, **fit_content(fitted, simulated), **said})
