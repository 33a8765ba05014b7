"""``loyaltylab sensitivity``: which parameters does a firm's result depend on?"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import click

from simulation.commands.experiment_options import Asked, experiment_options
from simulation.commands.framework import command, option
from simulation.commands.options import scenario_argument
from simulation.commands.printing import as_json
from simulation.experiments.summary import MEASURES

if TYPE_CHECKING:
    from simulation.experiments.sensitivity.indices import SensitivityMethod
    from simulation.experiments.sensitivity.sensitivity import Of


@command("sensitivity", "sensitivity")
@scenario_argument
@option("--measure", type=click.Choice(MEASURES), default="value", show_default=True)
@option("--method", type=click.Choice(["morris", "sobol"]), default="morris", show_default=True)
@option("--of", type=click.Choice(["world", "levers", "both"]), default="both", show_default=True)
@option("--over", multiple=True, metavar="PATH[=LOW:HIGH]")
@option("--size", type=int, metavar="N")
@option("--firm", metavar="FIRM")
@experiment_options
def sensitivity(
    asked: Asked,
    measure: str,
    method: str,
    of: str,
    over: tuple[str, ...],
    size: int | None,
    firm: str | None,
) -> None:
    """Screen parameters, or share out the variance."""
    from simulation.experiments.sensitivity.sensitivity import effects, plan
    from simulation.experiments.sweep.axes import sampled_range
    from simulation.report.experiments.pages.sensitivity_page import sensitivity_page
    from simulation.report.experiments.sensitivity_tables import sensitivity_tables

    market = asked.market(measure)
    study = plan(
        market,
        cast("SensitivityMethod", method),
        of=cast("Of", of),
        ranges=[sampled_range(market, written) for written in over],
        size=size,
        firm=firm,
        replications=asked.replications or 1,
        seed=asked.seed,
    )
    campaign = asked.carry_out("sensitivity", study.design)
    found = effects(study, campaign, measure)
    tables = sensitivity_tables(found, study.method, measure, market)
    page = sensitivity_page(study, campaign, found, measure)
    asked.conclude(page, tables, {"measure": measure, "indices": as_json(found)})
