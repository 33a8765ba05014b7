"""``loyaltylab price-gap``: how far must a rival's price fall until half of a firm's customers leave?"""

from __future__ import annotations

from pathlib import Path

import click

from simulation.commands.experiments import carried_out, experiment_options, report_on, tell_places
from simulation.commands.framework import command, option
from simulation.commands.printing import as_json, print_json, print_sentences, print_table
from simulation.commands.shared import read_scenario, scenario_argument


@command("price-gap", "price_gap")
@scenario_argument
@option("--firm", metavar="FIRM")
@option("--rival", metavar="FIRM")
@option("--share", type=float, default=0.5, show_default=True, metavar="SHARE")
@option("--within", type=click.IntRange(min=1), default=12, show_default=True, metavar="MONTHS")
@experiment_options
def price_gap(
    scenario: str,
    firm: str | None,
    rival: str | None,
    share: float,
    within: int,
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
    """Find the price falls."""
    from simulation.experiments.price_gap.price_gap import price_gap_design, price_gap_summary
    from simulation.report.experiments.pages.price_gap import price_gap_page
    from simulation.report.experiments.price_gap import price_gap_table

    market = read_scenario(scenario, settings, months, customers)
    design = price_gap_design(
        market, firm=firm, rival=rival, share=share, months=within, replications=replications or 10, seed=seed
    )
    campaign = carried_out("price-gap", design, out, workers, cluster, silent=quiet or as_json_)
    findings = price_gap_page(campaign)
    report = report_on(findings)
    summary = price_gap_summary(campaign.frame, design.paths[0])
    if as_json_:
        print_json({"folder": str(campaign.folder), "report": str(report), "levels": as_json(summary)})
        return
    if not quiet:
        print_table(price_gap_table(summary, market))
        print_sentences(findings.sentences)
    tell_places(campaign, report)
