"""``loyaltylab price-gap``: how far must a rival's price fall until half of a firm's customers leave?"""

from __future__ import annotations

import click

from simulation.commands.experiment_options import Asked, experiment_options
from simulation.commands.framework import command, option
from simulation.commands.options import scenario_argument
from simulation.commands.printing import as_json

USUAL_REPLICATIONS = 10


@command("price-gap", "price_gap")
@scenario_argument
@option("--firm", metavar="FIRM")
@option("--rival", metavar="FIRM")
@option("--share", type=float, default=0.5, show_default=True, metavar="SHARE")
@option("--within", type=click.IntRange(min=1), default=12, show_default=True, metavar="MONTHS")
@experiment_options
def price_gap(asked: Asked, firm: str | None, rival: str | None, share: float, within: int) -> None:
    """Find the price falls."""
    from simulation.experiments.price_gap.price_gap import (
        price_gap_curves,
        price_gap_design,
        price_gap_summary,
    )
    from simulation.report.experiments.pages.price_gap_page import price_gap_page
    from simulation.report.experiments.price_gap_tables import price_gap_table

    market = asked.market()
    runs = asked.replications or USUAL_REPLICATIONS
    design = price_gap_design(
        market, firm=firm, rival=rival, share=share, months=within, replications=runs, seed=asked.seed
    )
    campaign = asked.carry_out("price-gap", design)
    summary = price_gap_summary(campaign.frame, design.paths[0])
    curves = price_gap_curves(campaign.frame, design.paths[0])
    content = {"levels": as_json(summary), "curves": as_json(curves)}
    asked.conclude(price_gap_page(campaign), [price_gap_table(summary, market)], content)
