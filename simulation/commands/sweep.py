"""``loyaltylab sweep``: a firm's measures over a grid or a sample of parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from simulation.commands.experiment_options import Asked, experiment_options
from simulation.commands.framework import command, option
from simulation.commands.options import scenario_argument
from simulation.commands.printing import as_json
from simulation.experiments.summary import MEASURES

if TYPE_CHECKING:
    from simulation.experiments.campaign.design import Design
    from simulation.scenario.document import Scenario


@command("sweep", "sweep")
@scenario_argument
@option("--over", multiple=True, metavar="PATH=LOW:HIGH:N|A,B,...")
@option("--sample", type=click.IntRange(min=1), metavar="N")
@option("--method", type=click.Choice(["latin", "sobol"]), default="latin", show_default=True)
@option("--firm", metavar="FIRM")
@option("--measure", type=click.Choice(MEASURES), default="value", show_default=True)
@experiment_options
def sweep(
    asked: Asked, over: tuple[str, ...], sample: int | None, method: str, firm: str | None, measure: str
) -> None:
    """Sweep over parameters."""
    from simulation.experiments.firm_names import known_firm
    from simulation.experiments.sweep.sweep import summary_of
    from simulation.report.experiments.pages.sweep_page import sweep_page
    from simulation.report.experiments.sweep_tables import sweep_table

    market = asked.market(measure)
    measured = known_firm(market, firm)
    design = _grid(market, over, asked) if sample is None else _sample(market, over, sample, method, asked)
    campaign = asked.carry_out("sweep", design)
    frame = campaign.frame
    summary = summary_of(frame[frame["firm"] == measured], design.paths, [measure])
    tables = [sweep_table(summary, design.paths, measure, market)]
    asked.conclude(sweep_page(campaign, measured, measure), tables, {"summary": as_json(summary)})


def _grid(market: Scenario, over: tuple[str, ...], asked: Asked) -> Design:
    from simulation.experiments.sweep.axes import axis
    from simulation.experiments.sweep.sweep import USUAL_REPLICATIONS, grid_design

    axes = [axis(market, written) for written in over]
    runs = asked.replications or USUAL_REPLICATIONS
    return grid_design(market, axes, replications=runs, seed=asked.seed)


def _sample(market: Scenario, over: tuple[str, ...], points: int, method: str, asked: Asked) -> Design:
    from simulation.experiments.sweep.axes import sampled_range
    from simulation.experiments.sweep.sweep import SamplingMethod, sample_design

    ranges = [sampled_range(market, written) for written in over]
    how: SamplingMethod = "sobol" if method == "sobol" else "latin"
    runs = asked.replications or 1
    return sample_design(market, points, ranges, method=how, replications=runs, seed=asked.seed)
