"""Writing a record: the scenario as run, the tables as Parquet and CSV, the report, and the receipt."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from simulation.record.receipt import Receipt, digest, machine, versions

if TYPE_CHECKING:
    import pandas as pd

    from simulation.experiments.compare import Comparison
    from simulation.experiments.run import Run

SCENARIO = "scenario.toml"


def write_run(run: Run, folder: Path) -> Receipt:
    """Write a run's record into a folder and return its receipt. Raises OSError where that is impossible."""
    tables = {"market": run.market, "customers": run.customers, "switches": run.switches}
    if run.purchases is not None:
        tables["purchases"] = run.purchases
    receipt = Receipt(
        kind="run",
        scenario=run.scenario.name,
        scenario_digest=run.scenario.digest,
        seed=run.seed,
        tables=_write_tables(tables, folder),
        versions=versions(),
        machine=machine(),
        created=_now(),
        purchases=run.purchases is not None,
    )
    (folder / SCENARIO).write_text(run.scenario.to_toml(), encoding="utf-8")
    receipt.write(folder)
    return receipt


def write_comparison(comparison: Comparison, folder: Path) -> Receipt:
    """Write a comparison's record into a folder and return its receipt; OSError where that is impossible."""
    tables = {"summary": comparison.summary, "market": comparison.market, "flows": comparison.flows}
    receipt = Receipt(
        kind="compare",
        scenario=comparison.scenario.name,
        scenario_digest=comparison.scenario.digest,
        seed=comparison.seed,
        tables=_write_tables(tables, folder),
        versions=versions(),
        machine=machine(),
        created=_now(),
        replications=comparison.replications,
        focal=comparison.focal,
        changes=comparison.changes,
    )
    (folder / SCENARIO).write_text(comparison.scenario.to_toml(), encoding="utf-8")
    receipt.write(folder)
    return receipt


def _write_tables(tables: dict[str, pd.DataFrame], folder: Path) -> dict[str, str]:
    """Write every table twice: Parquet keeps each bit, CSV opens in a spreadsheet. Return their digests."""
    for name, table in tables.items():
        table.to_parquet(folder / f"{name}.parquet", index=False)
        # The byte-order mark tells spreadsheets that names may be Chinese.
        table.to_csv(folder / f"{name}.csv", index=False, encoding="utf-8-sig")
    return {name: digest(table) for name, table in tables.items()}


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
