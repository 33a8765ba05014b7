"""Writing a record: the scenario as run, the tables as Parquet and CSV, the report, and the receipt."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from simulation.record.receipt import FORMAT, Receipt, digest, file_digest, machine, versions
from simulation.spreadsheet import cell_of_text
from simulation.version import SCHEMA_VERSION

if TYPE_CHECKING:
    import pandas as pd

    from simulation.experiments.compare import Comparison
    from simulation.experiments.run import Run
    from simulation.scenario.document import Scenario

SCENARIO = "scenario.toml"


def write_run(run: Run, folder: Path) -> Receipt:
    """Write a run's record into a folder and return its receipt. Raises OSError where that is impossible.

    The receipt vouches for everything that is in the folder by then, the report too if it is there.
    """
    tables = {"market": run.market, "customers": run.customers, "switches": run.switches}
    asked = {"purchases": run.purchases, "worth": run.worth}
    tables |= {name: table for name, table in asked.items() if table is not None}
    receipt = Receipt(
        format=FORMAT,
        kind="run",
        scenario=run.scenario.name,
        scenario_digest=run.scenario.digest,
        schema=SCHEMA_VERSION,
        seed=run.seed,
        tables=_write_tables(tables, run.scenario, folder),
        versions=versions(),
        machine=machine(),
        created=_now(),
        purchases=run.purchases is not None,
        files=_digests(folder),
    )
    receipt.write(folder)
    return receipt


def write_comparison(comparison: Comparison, folder: Path) -> Receipt:
    """Write a comparison's record into a folder and return its receipt, as `write_run` does."""
    tables = {"summary": comparison.summary, "market": comparison.market, "flows": comparison.flows}
    tables["worth"] = comparison.worth
    receipt = Receipt(
        format=FORMAT,
        kind="compare",
        scenario=comparison.scenario.name,
        scenario_digest=comparison.scenario.digest,
        schema=SCHEMA_VERSION,
        seed=comparison.seed,
        tables=_write_tables(tables, comparison.scenario, folder),
        versions=versions(),
        machine=machine(),
        created=_now(),
        replications=comparison.replications,
        focal=comparison.focal,
        changes={name: dict(change) for name, change in comparison.changes.items()},
        files=_digests(folder),
    )
    receipt.write(folder)
    return receipt


def _write_tables(tables: dict[str, pd.DataFrame], scenario: Scenario, folder: Path) -> dict[str, str]:
    """Write the scenario, and every table twice: Parquet keeps each bit, CSV opens in a spreadsheet.

    In CSV a name that a spreadsheet would take for a formula has an apostrophe in front of it (see
    `simulation.spreadsheet`). Return the digests of the tables.
    """
    (folder / SCENARIO).write_text(scenario.to_toml(), encoding="utf-8")
    for name, table in tables.items():
        table.to_parquet(folder / f"{name}.parquet", index=False)
        # The byte-order mark tells spreadsheets that names may be Chinese.
        _as_cells(table).to_csv(folder / f"{name}.csv", index=False, encoding="utf-8-sig")
    return {name: digest(table) for name, table in tables.items()}


def _as_cells(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table in which no text is a formula to a spreadsheet; numbers stay as they are."""
    texts = [name for name in table.columns if table[name].dtype.kind in "OU"]
    return table.assign(**{name: table[name].map(_as_cell) for name in texts})


def _as_cell(value: object) -> object:
    return cell_of_text(value) if isinstance(value, str) else value


def _digests(folder: Path) -> dict[str, str]:
    """Return a digest of every file in a folder."""
    return {path.name: file_digest(path) for path in sorted(folder.iterdir())}


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
