"""``loyaltylab rivalry``: the game of levels or prices between firms."""

from __future__ import annotations

import click

from simulation.commands.experiment_options import Asked, experiment_options
from simulation.commands.framework import command, option
from simulation.commands.options import scenario_argument
from simulation.commands.printing import as_json
from simulation.experiments.summary import MEASURES

USUAL_REPLICATIONS = 10


@command("rivalry", "rivalry")
@scenario_argument
@option("--firm", "firms", multiple=True, metavar="FIRM")
@option("--over", default="level=0,1,2,3", show_default=True, metavar="PATH=A,B,C")
@option("--measure", type=click.Choice(MEASURES), default="value", show_default=True)
@experiment_options
def rivalry(asked: Asked, firms: tuple[str, ...], over: str, measure: str) -> None:
    """Play the game."""
    from simulation.experiments.rivalry.rivalry import payoff_table, rivalry_design, rivalry_of
    from simulation.experiments.sweep.axes import axis
    from simulation.report.experiments.pages.rivalry_page import rivalry_page
    from simulation.report.experiments.rivalry_tables import rivalry_table

    market = asked.market(measure)
    path, strategies = axis(market, f"firm.{market.focal}.{over}")
    design = rivalry_design(
        market,
        firms=firms,
        path=path.removeprefix(f"firm.{market.focal}."),
        strategies=strategies,
        replications=asked.replications or USUAL_REPLICATIONS,
        seed=asked.seed,
    )
    campaign = asked.carry_out("rivalry", design)
    found = rivalry_of(campaign, measure)
    equilibria = [
        {"strategies": [found.strategies[s] for s in profile], "stability": share}
        for profile, share in zip(found.equilibria, found.stability, strict=True)
    ]
    content: dict[str, object] = {"firms": found.firms, "equilibria": equilibria}
    content |= {"dilemma": found.dilemma is not None, "payoffs": as_json(payoff_table(found))}
    asked.conclude(rivalry_page(campaign, found, measure), [rivalry_table(found, measure, market)], content)
