"""``loyaltylab run``: one market, a table on the screen, a record on the disk."""

from __future__ import annotations

from pathlib import Path

from simulation.commands.framework import command, option
from simulation.commands.options import market_options, output_options, read_scenario, scenario_argument
from simulation.commands.printing import as_json, print_json, print_place, print_sentences, print_table
from simulation.commands.progress import progress
from simulation.language import text


@command("run", "commands.run")
@scenario_argument
@market_options
@option("--purchases", is_flag=True)
@output_options
def run(
    scenario: str,
    seed: int,
    months: int | None,
    customers: int | None,
    settings: tuple[str, ...],
    purchases: bool,
    out: Path | None,
    as_json_: bool,
    quiet: bool,
) -> None:
    """Run one market."""
    market = read_scenario(scenario, settings, months, customers)
    from simulation.experiments import run as experiment
    from simulation.record.folder import NewFolder
    from simulation.record.record_files import write_run
    from simulation.report.comparison.comparison_page import write_report
    from simulation.report.comparison.comparison_tables import firms_table
    from simulation.report.comparison.verdict import verdict

    with NewFolder(market.name or "run", out) as folder:
        with progress("commands.run.progress", market.world.months, quiet=quiet or as_json_) as tell:
            result = experiment.run(market, seed, purchases=purchases, worth=True, each_month=tell)
        write_report(result, folder.draft / "report.html")
        write_run(result, folder.draft)
    if as_json_:
        print_json({"record": str(folder.path), "seed": seed, "market": as_json(result.market)})
        return
    if not quiet:
        print_table(firms_table(result))
        print_sentences(verdict(result).sentences)
    print_place(folder.path, text("commands.record", folder=str(folder.path)), quiet)
