"""``loyaltylab verify``: replay a record from its receipt and compare."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from simulation.commands.framework import command, option
from simulation.commands.printing import print_json, print_table
from simulation.commands.progress import progress
from simulation.errors import CheckFailed
from simulation.language import Listing, text
from simulation.version import __version__

if TYPE_CHECKING:
    from simulation.record.verification import TableCheck, Verification
    from simulation.report.kit.tables import ReportTable


@command("verify", "commands.verify")
@click.argument("record", metavar="RECORD", type=click.Path(path_type=Path))
@option("--json", "as_json_", is_flag=True)
@option("--quiet", is_flag=True)
def verify(record: Path, as_json_: bool, quiet: bool) -> None:
    """Replay a record."""
    from simulation.record.receipt import read_receipt
    from simulation.record.verification import TOLERANCE
    from simulation.record.verification import verify as replay

    receipt = read_receipt(record)
    total = (receipt.replications or 1) * len(receipt.changes or (1,))
    with progress("commands.verify.progress", total, quiet=quiet or as_json_) as tell:
        outcome = replay(record, progress=lambda done, _: tell(done))
    if as_json_:
        checks = [{name: getattr(check, name) for name in check.__slots__} for check in outcome.checks]
        for check in checks:
            check["difference"] = min(check["difference"], 1e308)
        content = {"holds": outcome.holds, "same_platform": outcome.same_platform, "made_by": receipt.made_by}
        print_json({**content, "tables": checks, "files": dict(outcome.files)})
    elif not quiet:
        print_table(_table(outcome))
    if outcome.differs_by_version:
        raise CheckFailed(
            "record.error.other_results", folder=str(record), made=receipt.made_by, now=__version__
        )
    if not outcome.holds:
        raise CheckFailed("commands.verify.differs", folder=str(record), names=Listing(outcome.differing))
    if not as_json_:
        measure = "identical" if outcome.same_platform else "close"
        click.echo(text(f"commands.verify.{measure}", folder=str(record), tolerance=f"{TOLERANCE:g}"))


def _table(outcome: Verification) -> ReportTable:
    from simulation.report.kit import tables

    def state(stored: bool) -> str:
        return text("commands.verify.untouched" if stored else "commands.verify.changed")

    def row(check: TableCheck) -> tuple[str, ...]:
        same = "same" if check.identical else "near" if check.close else "different"
        worst = "" if check.identical else f"{check.difference:.2g} ({check.column})"
        return check.table, state(check.stored), text(f"commands.verify.{same}"), worst

    heads = ("table", "file", "replay", "difference")
    files = [(name, state(stored), "", "") for name, stored in outcome.files.items()]
    rows = (*(row(check) for check in outcome.checks), *files)
    columns = tuple(tables.TableColumn(text(f"commands.verify.head.{head}"), numeric=False) for head in heads)
    return tables.ReportTable(text("commands.verify.title"), columns, rows)
