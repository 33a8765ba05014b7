"""``loyaltylab check``: do the claims of scenarios hold?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from simulation.commands.framework import command, option
from simulation.commands.printing import print_json, print_table
from simulation.commands.progress import progress
from simulation.errors import CheckFailed, InputError
from simulation.language import Listing, text

if TYPE_CHECKING:
    from simulation.experiments.claims.checking import Check
    from simulation.scenario.document import Scenario


SOON = 60.0
"""Seconds that are not worth an estimate."""


@command("check", "check")
@click.argument("scenarios", nargs=-1, metavar="[SCENARIO]...")
@option("--all", "everything", is_flag=True)
@option("--strict", is_flag=True)
@option("--replications", type=click.IntRange(min=2), metavar="N")
@option("--seed", type=int, default=0, show_default=True, metavar="N")
@option("--workers", type=click.IntRange(min=1), metavar="N")
@option("--cluster", metavar="ADDRESS")
@option("--json", "as_json_", is_flag=True)
@option("--quiet", is_flag=True)
def check(
    scenarios: tuple[str, ...],
    everything: bool,
    strict: bool,
    replications: int | None,
    seed: int,
    workers: int | None,
    cluster: str | None,
    as_json_: bool,
    quiet: bool,
) -> None:
    """Judge the claims of scenarios."""
    from simulation.experiments.claims.checking import check_claims, design_of, seconds_needed
    from simulation.experiments.unfinished import unfinished

    markets = _markets(scenarios, everything)
    silent = quiet or as_json_
    if not silent:
        needs = [seconds_needed(design_of(market, replications, seed), workers) for market in markets]
        key = "estimate" if sum(needs) >= SOON else "soon"
        click.echo(text(f"check.{key}", minutes=sum(needs) / 60), err=True)
    checks = []
    for market in markets:
        runs = len(design_of(market, replications, seed))
        with (
            unfinished("check", market=market.digest, seed=seed, replications=replications) as folder,
            progress("check.progress", runs, quiet=silent) as tell,
        ):
            checks.append(
                check_claims(
                    market,
                    replications,
                    seed=seed,
                    workers=workers,
                    cluster=cluster,
                    folder=folder,
                    progress=tell,
                )
            )
        if not silent:
            _show(checks[-1])
    if as_json_:
        print_json([_as_data(found) for found in checks])
    _conclude(checks, strict)


def _markets(names: Sequence[str], everything: bool) -> list[Scenario]:
    """The scenarios to check; those of the catalogue that claim nothing are passed over."""
    from simulation.scenario import catalogue
    from simulation.scenario.checks import check_lesson_reached
    from simulation.scenario.reading import load_scenario

    if bool(names) == everything:
        raise InputError("check.error.which")
    markets = [load_scenario(name) for name in (catalogue.names() if everything else names)]
    if not everything:
        for market in markets:
            if not market.expects:
                raise InputError("check.error.no_claims", name=market.name)
    for market in markets:
        check_lesson_reached(market)
    return [market for market in markets if market.expects]


def _show(found: Check) -> None:
    """Print a table of the claims with their verdicts and figures."""
    from simulation.report.experiments.claims_tables import claims_table

    print_table(claims_table(found))


def _as_data(found: Check) -> dict[str, object]:
    from simulation.report.experiments.claims_tables import as_data

    return {
        "scenario": found.scenario.name,
        "runs": found.runs,
        "claims": [as_data(each, found.scenario) for each in found.findings],
    }


def _conclude(checks: Sequence[Check], strict: bool) -> None:
    """Raise CheckFailed if a claim does not hold (with ``strict``: or is undecided)."""
    wrong = [
        finding for found in checks for finding in (*found.refuted, *(found.undecided if strict else ()))
    ]
    if wrong:
        raise CheckFailed("check.failed", claims=Listing(f"`{finding.expect.claim}`" for finding in wrong))
