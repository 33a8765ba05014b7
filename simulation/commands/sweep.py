"""``loyaltylab sweep``: a firm's measures over a grid or a sample of parameters."""

from __future__ import annotations

from pathlib import Path

import click

from simulation.commands.experiments import carried_out, experiment_options, report_on, tell_places
from simulation.commands.framework import command, option
from simulation.commands.printing import as_json, print_json, print_table
from simulation.commands.shared import read_scenario, scenario_argument
from simulation.experiments.summary import MEASURES


@command("sweep", "sweep")
@scenario_argument
@option("--over", multiple=True, metavar="PATH=LOW:HIGH:N|A,B,...")
@option("--sample", type=click.IntRange(min=1), metavar="N")
@option("--method", type=click.Choice(["latin", "sobol"]), default="latin", show_default=True)
@option("--firm", metavar="FIRM")
@option("--measure", type=click.Choice(MEASURES), default="npv", show_default=True)
@experiment_options
def sweep(
    scenario: str,
    over: tuple[str, ...],
    sample: int | None,
    method: str,
    firm: str | None,
    measure: str,
    replications: int | None,
    seed: int,
    months: int | None,
    customers: int | None,
    settings: tuple[str, ...],
    workers: int | None,
    cluster: str | None,
    out: Path | None,
    as_json_: bool,
    quiet: bool,
) -> None:
    """Sweep over parameters."""
    from simulation.experiments.sweep.axes import axis, sampled_range
    from simulation.experiments.sweep.sweep import (
        USUAL_REPLICATIONS,
        Method,
        grid_design,
        sample_design,
        summary_of,
    )
    from simulation.report.experiments.pages.sweep import sweep_page
    from simulation.report.experiments.sweeps import sweep_table

    market = read_scenario(scenario, settings, months, customers)
    measured = firm or market.focal
    if sample is None:
        axes = [axis(market, written) for written in over]
        design = grid_design(market, axes, replications=replications or USUAL_REPLICATIONS, seed=seed)
    else:
        ranges = [sampled_range(market, written) for written in over]
        how: Method = "sobol" if method == "sobol" else "latin"
        design = sample_design(market, sample, ranges, method=how, replications=replications or 1, seed=seed)
    campaign = carried_out("sweep", design, out, workers, cluster, silent=quiet or as_json_)
    report = report_on(sweep_page(campaign, measured, measure))
    frame = campaign.frame
    summary = summary_of(frame[frame["firm"] == measured], design.paths, [measure])
    if as_json_:
        content = {"folder": str(campaign.folder), "report": str(report), "failures": len(campaign.failures)}
        print_json({**content, "summary": as_json(summary)})
        return
    if not quiet:
        print_table(sweep_table(summary, design.paths, measure, market))
    tell_places(campaign, report)
