"""``loyaltylab fit``: a market calibrated to data of one's own, judged by what was held out."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from simulation.commands.framework import command, option
from simulation.commands.options import output_options
from simulation.commands.printing import print_json, print_place, print_sentences, print_table
from simulation.commands.progress import progress
from simulation.language import text

if TYPE_CHECKING:
    from simulation.fitting.fitted_market import FittedMarket
    from simulation.fitting.simulated_outcomes import SimulatedMeasure


@command("fit", "fit")
@click.argument("data", metavar="DATA.csv", type=click.Path(path_type=Path))
@option("--period", type=click.Choice(["months", "years"]))
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
    period: Literal["months", "years"] | None,
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
) -> None:
    """Fit a market to data."""
    from simulation.experiments.unfinished import unfinished
    from simulation.fitting.cohort.calibration import CohortEffort
    from simulation.fitting.data import PurchasePanel
    from simulation.fitting.fitted_market import fit as experiment
    from simulation.fitting.fitted_market import steps_of
    from simulation.fitting.reading import read_data
    from simulation.fitting.record import write_fit
    from simulation.fitting.simulated_outcomes import simulate as simulate_outcomes
    from simulation.record.folder import NewFolder

    read = read_data(data)
    usual, silent = CohortEffort(), quiet or as_json_
    size = CohortEffort(customers or usual.customers, runs or usual.runs, usual.waves, workers)
    effort = None if isinstance(read, PurchasePanel) else size
    name = re.sub(r"[^\w-]+", "-", data.stem).strip("-") or "data"
    content = sha256(data.read_bytes()).hexdigest()
    asked = {"data": content, "seed": seed, "runs": runs, "customers": customers}
    given: dict[str, Any] = {"name": name, "segment": segment, "period": period, "hold_out": hold_out}
    given |= {"months": months, "seed": seed, "effort": effort}
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
    scenario = folder.path / f"{name}.toml"
    if as_json_:
        _print_json(fitted, simulated, scenario)
        return
    if not quiet:
        _print(fitted, simulated)
    print_place(folder.path, text("fit.done", scenario=str(scenario)), quiet)


def _print(fitted: FittedMarket, simulated: tuple[SimulatedMeasure, ...]) -> None:
    """Print what was found, and what it means."""
    from simulation.fitting.report import fit_sentences, fit_tables

    for table in fit_tables(fitted, simulated):
        print_table(table)
    print_sentences(fit_sentences(fitted))


def _print_json(fitted: FittedMarket, simulated: tuple[SimulatedMeasure, ...], scenario: Path) -> None:
    """Print what was found for other programs."""
    from simulation.fitting.record import fit_content
    from simulation.fitting.report import fit_sentences

    places = {"record": str(scenario.parent)}
    said = {"scenario": str(scenario), "says": list(fit_sentences(fitted))}
    print_json({**places, **fit_content(fitted, simulated), **said})
