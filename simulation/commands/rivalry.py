"""``loyaltylab rivalry``: the game of levels or prices between firms."""

from __future__ import annotations

from pathlib import Path

import click

from simulation.commands.experiments import carried_out, experiment_options, report_on, tell_places
from simulation.commands.framework import command, option
from simulation.commands.printing import as_json, print_json, print_sentences, print_table
from simulation.commands.shared import read_scenario, scenario_argument
from simulation.experiments.summary import MEASURES


@command("rivalry", "rivalry")
@scenario_argument
@option("--firm", "firms", multiple=True, metavar="FIRM")
@option("--over", default="level=0,1,2,3", show_default=True, metavar="PATH=A,B,C")
@option("--measure", type=click.Choice(MEASURES), default="npv", show_default=True)
@experiment_options
def rivalry(
    scenario: str,
    firms: tuple[str, ...],
    over: str,
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
    """Play the game."""
    from simulation.experiments.rivalry.rivalry import payoff_table, rivalry_design, rivalry_of
    from simulation.experiments.sweep.axes import axis
    from simulation.report.experiments.pages.rivalry import rivalry_page
    from simulation.report.experiments.rivalry import rivalry_sentences, rivalry_table

    market = read_scenario(scenario, settings, months, customers)
    path, strategies = axis(market, f"firm.{market.focal}.{over}")
    setting = path.removeprefix(f"firm.{market.focal}.")
    design = rivalry_design(
        market, firms=firms, path=setting, strategies=strategies, replications=replications or 10, seed=seed
    )
    campaign = carried_out("rivalry", design, out, workers, cluster, silent=quiet or as_json_)
    found = rivalry_of(campaign, measure)
    report = report_on(rivalry_page(campaign, found, measure))
    if as_json_:
        equilibria = [
            {"strategies": [found.strategies[s] for s in profile], "stability": share}
            for profile, share in zip(found.equilibria, found.stability, strict=True)
        ]
        content: dict[str, object] = {
            "folder": str(campaign.folder),
            "report": str(report),
            "firms": found.firms,
            "equilibria": equilibria,
        }
        content |= {"dilemma": found.dilemma is not None, "payoffs": as_json(payoff_table(found))}
        print_json(content)
        return
    if not quiet:
        print_table(rivalry_table(found, measure, market))
        print_sentences(rivalry_sentences(found, market))
    tell_places(campaign, report)
