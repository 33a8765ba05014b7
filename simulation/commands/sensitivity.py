"""``loyaltylab sensitivity``: which parameters does a firm's result depend on?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from simulation.commands.experiments import carried_out, experiment_options, report_on, tell_places
from simulation.commands.framework import command, option
from simulation.commands.printing import as_json, print_json, print_table
from simulation.commands.shared import read_scenario, scenario_argument
from simulation.experiments.summary import MEASURES

if TYPE_CHECKING:
    from simulation.experiments.sensitivity.indices import Method
    from simulation.experiments.sensitivity.sensitivity import Of


@command("sensitivity", "sensitivity")
@scenario_argument
@option("--measure", type=click.Choice(MEASURES), default="npv", show_default=True)
@option("--method", type=click.Choice(["morris", "sobol"]), default="morris", show_default=True)
@option("--of", type=click.Choice(["world", "levers", "both"]), default="both", show_default=True)
@option("--over", multiple=True, metavar="PATH[=LOW:HIGH]")
@option("--size", type=int, metavar="N")
@option("--firm", metavar="FIRM")
@experiment_options
def sensitivity(
    scenario: str,
    measure: str,
    method: str,
    of: str,
    over: tuple[str, ...],
    size: int | None,
    firm: str | None,
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
    """Screen parameters, or share out the variance."""
    from simulation.experiments.sensitivity.sensitivity import effects, plan
    from simulation.experiments.sweep.axes import sampled_range
    from simulation.report.experiments.pages.sensitivity import sensitivity_page
    from simulation.report.experiments.sensitivity import sensitivity_tables

    market = read_scenario(scenario, settings, months, customers)
    study = plan(
        market,
        cast("Method", method),
        of=cast("Of", of),
        ranges=[sampled_range(market, written) for written in over],
        size=size,
        firm=firm,
        replications=replications or 1,
        seed=seed,
    )
    campaign = carried_out("sensitivity", study.design, out, workers, cluster, silent=quiet or as_json_)
    found = effects(study, campaign, measure)
    report = report_on(sensitivity_page(study, campaign, found, measure))
    if as_json_:
        print_json(
            {
                "folder": str(campaign.folder),
                "report": str(report),
                "measure": measure,
                "indices": as_json(found),
            }
        )
        return
    if not quiet:
        for table in sensitivity_tables(found, study.method, measure, market):
            print_table(table)
    tell_places(campaign, report)
