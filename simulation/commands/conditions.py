"""``loyaltylab conditions``: in which plausible worlds does an alternative win, and where does it lose?"""

from __future__ import annotations

from pathlib import Path

import click

from simulation.commands.experiments import carried_out, experiment_options, report_on, tell_places
from simulation.commands.framework import command, option
from simulation.commands.printing import as_json, print_json, print_sentences, print_table
from simulation.commands.shared import read_scenario, scenario_argument
from simulation.experiments.summary import MEASURES


@command("conditions", "conditions")
@scenario_argument
@option("--vary", multiple=True, metavar="PATH=A,B,...")
@option("--alternative", metavar="NAME")
@option("--worlds", type=int, default=200, show_default=True, metavar="N")
@option("--over", multiple=True, metavar="PATH[=LOW:HIGH]")
@option("--measure", type=click.Choice(MEASURES), default="npv", show_default=True)
@option("--firm", metavar="FIRM")
@experiment_options
def conditions(
    scenario: str,
    vary: tuple[str, ...],
    alternative: str | None,
    worlds: int,
    over: tuple[str, ...],
    measure: str,
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
    """Find the conditions of a verdict."""
    from simulation.experiments.conditions.conditions import conditions_design, conditions_of
    from simulation.experiments.sweep.axes import axis, sampled_range
    from simulation.report.experiments.conditions import (
        conditions_sentences,
        losing_table,
        map_table,
        shares_table,
    )
    from simulation.report.experiments.pages.conditions import conditions_page

    market = read_scenario(scenario, settings, months, customers)
    design = conditions_design(
        market,
        dict(axis(market, written) for written in vary) or None,
        worlds=worlds,
        ranges=[sampled_range(market, written) for written in over],
        firm=firm,
        replications=replications or 1,
        seed=seed,
    )
    campaign = carried_out("conditions", design, out, workers, cluster, silent=quiet or as_json_)
    found = conditions_of(campaign, measure, alternative)
    report = report_on(conditions_page(campaign, found))
    sentences = conditions_sentences(found, market, firm or market.focal)
    if as_json_:
        content = {
            "folder": str(campaign.folder),
            "report": str(report),
            "alternative": found.candidate,
            "verdict": sentences,
        }
        print_json({**content, "shares": as_json(found.shares)})
        return
    if not quiet:
        for table in (shares_table, losing_table, map_table):
            if (told := table(found, market)) is not None:
                print_table(told)
        print_sentences(sentences)
    tell_places(campaign, report)
