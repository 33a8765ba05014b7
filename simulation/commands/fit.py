"""``loyaltylab fit``: a market calibrated to data of one's own, judged by what was held out."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path
from typing import Literal

import click

from simulation.commands.framework import command, option
from simulation.commands.options import output_options
from simulation.commands.printing import print_json, print_sentences, print_table
from simulation.commands.progress import progress
from simulation.language import text


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
    from simulation.fitting.record import fit_content, write_fit
    from simulation.fitting.report import fit_sentences, fit_tables
    from simulation.fitting.simulated_outcomes import simulate as simulate_outcomes
    from simulation.record.folder import NewFolder

    read = read_data(data)
    usual, silent = CohortEffort(), quiet or as_json_
    size = CohortEffort(customers or usual.customers, runs or usual.runs, usual.waves, workers)
    effort = None if isinstance(read, PurchasePanel) else size
    name = re.sub(r"[^\w-]+", "-", data.stem).strip("-") or "data"
    asked = {
        "data": sha256(data.read_bytes()).hexdigest(),
        "seed": seed,
        "runs": runs,
        "customers": customers,
    }
    with unfinished("fit", **asked) as pieces, NewFolder(f"{name}-fit", out) as folder:
        with progress("fit.progress.fit", steps_of(read, effort), quiet=silent) as tell:
            fitted = experiment(
                read,
                name=name,
                segment=segment,
                period=period,
                hold_out=hold_out,
                months=months,
                seed=seed,
                effort=effort,
                folder=pieces,
                progress=lambda done, _: tell(done),
            )
        with progress("fit.progress.simulate", 2 * (simulate or 0), quiet=silent or not simulate) as tell:
            simulated = (
                simulate_outcomes(fitted, simulate, seed, workers, lambda done, _: tell(done), pieces)
                if simulate
                else ()
            )
        write_fit(fitted, folder.draft, simulated)
    scenario = str(folder.path / f"{name}.toml")
    if as_json_:
        sentences = list(fit_sentences(fitted))
        content = fit_content(fitted, simulated)
        print_json({"record": str(folder.path), **content, "scenario": scenario, "says": sentences})
        return
    if not quiet:
        for table in fit_tables(fitted, simulated):
            print_table(table)
        print_sentences(fit_sentences(fitted))
    click.echo(text("fit.done", scenario=scenario))
