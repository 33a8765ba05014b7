"""What the commands of experiments share: options, the folder that the same command continues, progress."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from simulation.commands.framework import option
from simulation.commands.shared import market_options, progress
from simulation.errors import LoyaltyLabError
from simulation.language import text

if TYPE_CHECKING:
    from simulation.experiments.campaign.campaign import Campaign
    from simulation.experiments.campaign.design import Design
    from simulation.report.experiments.page import Findings

Decorated = Callable[..., Any]


def experiment_options(function: Decorated) -> Decorated:
    """Take the options of the market, of the executors and of the output."""
    for take in (
        option("--quiet", is_flag=True),
        option("--json", "as_json_", is_flag=True),
        option("--out", type=click.Path(path_type=Path, file_okay=False), metavar="DIR"),
        option("--cluster", metavar="ADDRESS"),
        option("--workers", type=click.IntRange(min=1), metavar="N"),
        market_options,
        option("--replications", type=click.IntRange(min=1), metavar="N"),
    ):
        function = take(function)
    return function


def carried_out(
    kind: str, design: Design, out: Path | None, workers: int | None, cluster: str | None, *, silent: bool
) -> Campaign:
    """Run a design, or what is missing of it, in the folder that belongs to it; tell of failed runs.

    The folder's name holds the design's digest, so that the same command finds what it has already done.
    """
    from simulation.experiments.campaign.campaign import run_campaign
    from simulation.record.folder import USUAL_PLACE

    design.check()
    folder = (out or USUAL_PLACE) / f"{design.scenario.name or 'market'}-{kind}-{design.digest[:8]}"
    with progress("commands.experiment.progress", len(design), quiet=silent) as tell:
        campaign = run_campaign(
            design, folder, workers=workers, cluster=cluster, progress=lambda done, _: tell(done)
        )
    if campaign.failures and campaign.frame.empty:
        raise LoyaltyLabError(
            "campaign.error.all_failed", error=campaign.failures[0]["error"], folder=str(folder)
        )
    if campaign.failures:
        told = text(
            "commands.experiment.failures", count=len(campaign.failures), folder=str(folder / "failures")
        )
        click.echo(told, err=True)
    return campaign


def report_on(findings: Findings) -> Path:
    """Write the report on an experiment beside its data and return its path."""
    from simulation.report.experiments.page import write_findings

    folder = findings.campaign.folder
    assert folder is not None
    return write_findings(findings, folder / "report.html")


def tell_places(campaign: Campaign, report: Path) -> None:
    """Say where the data set and the report are."""
    click.echo(text("commands.experiment.data", folder=str(campaign.folder)))
    click.echo(text("commands.experiment.report", report=str(report)))
