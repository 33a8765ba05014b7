"""What the commands of experiments share: options, the folder that the same command continues, the ending."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from simulation.commands.framework import option
from simulation.commands.options import market_options, output_options, read_scenario
from simulation.commands.printing import print_json, print_place, print_sentences, print_table
from simulation.commands.progress import progress
from simulation.errors import LoyaltyLabError
from simulation.language import text
from simulation.measures.declared import WHOLE

if TYPE_CHECKING:
    from simulation.experiments.campaign.campaign import Campaign
    from simulation.experiments.campaign.design import Design
    from simulation.report.experiments.experiment_page import Findings
    from simulation.report.kit.tables import ReportTable
    from simulation.scenario.document import Scenario

Decorated = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """What every experiment is asked: which market, how many runs, where they are made, what is shown."""

    scenario: str
    replications: int | None
    seed: int
    months: int | None
    customers: int | None
    settings: tuple[str, ...]
    workers: int | None
    cluster: str | None
    out: Path | None
    as_json_: bool
    quiet: bool

    def market(self, measure: str = "") -> Scenario:
        """Return the scenario with the changes that are asked for.

        Without a run-off if ``measure`` does not need one: it would more than double the work.
        """
        market = read_scenario(self.scenario, self.settings, self.months, self.customers)
        return market if measure in WHOLE else market.with_(**{"world.run_off": 0})

    def carry_out(self, kind: str, design: Design) -> Campaign:
        """Run a design as `carried_out` does, as it was asked for."""
        silent = self.quiet or self.as_json_
        return carried_out(kind, design, self.out, self.workers, self.cluster, silent=silent)

    def conclude(
        self, findings: Findings, tables: Sequence[ReportTable], content: Mapping[str, object]
    ) -> None:
        """Write the report beside the data, and show the tables and sentences, or ``content`` as JSON."""
        from simulation.report.experiments.experiment_page import write_findings

        campaign = findings.campaign
        assert campaign.folder is not None
        report = write_findings(findings, campaign.folder / "report.html")
        if self.as_json_:
            places = {"folder": str(campaign.folder), "report": str(report)}
            print_json({**places, "failures": len(campaign.failures), **content})
            return
        if not self.quiet:
            for table in tables:
                print_table(table)
            print_sentences(findings.sentences)
        place = text("commands.experiment.data", folder=str(campaign.folder))
        print_place(campaign.folder, place, self.quiet)
        if not self.quiet:
            click.echo(text("commands.experiment.report", report=str(report)))


def experiment_options(function: Decorated) -> Decorated:
    """Take the options of all experiments; with SCENARIO the function gets them as ``asked``."""

    @wraps(function)
    def collected(**given: Any) -> Any:
        asked = Asked(**{field.name: given.pop(field.name) for field in fields(Asked)})
        return function(asked=asked, **given)

    taken: Decorated = collected
    for take in (
        output_options,
        option("--cluster", metavar="ADDRESS"),
        option("--workers", type=click.IntRange(min=1), metavar="N"),
        market_options,
        option("--replications", type=click.IntRange(min=1), metavar="N"),
    ):
        taken = take(taken)
    return taken


def carried_out(
    kind: str,
    design: Design,
    out: Path | None,
    workers: int | None,
    cluster: str | None = None,
    *,
    silent: bool,
) -> Campaign:
    """Run a design, or what is missing of it, in the folder that belongs to it; tell of failed runs.

    The folder's name holds the design's digest, so that the same command finds what it has already done.
    """
    from simulation.experiments.campaign.campaign import run_campaign
    from simulation.record.folder import USUAL_PLACE

    folder = (out or USUAL_PLACE) / f"{design.scenario.name or 'market'}-{kind}-{design.digest[:8]}"
    with progress("commands.experiment.progress", len(design), quiet=silent) as tell:
        campaign = run_campaign(
            design, folder, workers=workers, cluster=cluster, progress=lambda done, _: tell(done)
        )
    _tell_failures(campaign, folder)
    return campaign


def _tell_failures(campaign: Campaign, folder: Path) -> None:
    """Say how many runs failed; LoyaltyLabError if all of them did."""
    if campaign.failures and campaign.frame.empty:
        raise LoyaltyLabError(
            "campaign.error.all_failed", error=campaign.failures[0]["error"], folder=str(folder)
        )
    if campaign.failures:
        failed, place = len(campaign.failures), str(folder / "failures")
        click.echo(text("commands.experiment.failures", count=failed, folder=place), err=True)
