"""``loyaltylab conditions``: in which plausible worlds does an alternative win, and where does it lose?"""

from __future__ import annotations

import click

from simulation.commands.experiment_options import Asked, experiment_options
from simulation.commands.framework import command, option
from simulation.commands.options import scenario_argument
from simulation.commands.printing import as_json
from simulation.experiments.summary import MEASURES


@command("conditions", "conditions")
@scenario_argument
@option("--vary", multiple=True, metavar="PATH=A,B,...")
@option("--alternative", metavar="NAME")
@option("--worlds", type=int, metavar="N")
@option("--over", multiple=True, metavar="PATH[=LOW:HIGH]")
@option("--measure", type=click.Choice(MEASURES), default="value", show_default=True)
@option("--firm", metavar="FIRM")
@experiment_options
def conditions(
    asked: Asked,
    vary: tuple[str, ...],
    alternative: str | None,
    worlds: int | None,
    over: tuple[str, ...],
    measure: str,
    firm: str | None,
) -> None:
    """Find the conditions of a verdict."""
    from simulation.experiments.conditions.winning_conditions import (
        USUAL_WORLDS,
        conditions_design,
        conditions_of,
    )
    from simulation.experiments.sweep.axes import axis, by_path, sampled_range
    from simulation.report.experiments.conditions_tables import losing_table, map_table, shares_table
    from simulation.report.experiments.pages.conditions_page import conditions_page

    market = asked.market(measure)
    design = conditions_design(
        market,
        by_path([axis(market, written) for written in vary]) or None,
        worlds=USUAL_WORLDS if worlds is None else worlds,
        ranges=[sampled_range(market, written) for written in over],
        firm=firm,
        replications=asked.replications or 1,
        seed=asked.seed,
        candidate=alternative,
    )
    campaign = asked.carry_out("conditions", design)
    found = conditions_of(campaign, measure, alternative)
    tables = [table(found, market) for table in (shares_table, losing_table, map_table)]
    findings = conditions_page(campaign, found)
    content: dict[str, object] = {"alternative": found.candidate, "verdict": list(findings.sentences)}
    content["shares"] = as_json(found.shares)
    asked.conclude(findings, [table for table in tables if table is not None], content)
