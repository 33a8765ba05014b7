"""Verification: a record is run again from its receipt and compared, to the bit or to a stated tolerance."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from simulation.errors import InputError
from simulation.kernel.arithmetic import Values
from simulation.record.receipt import NAME, Receipt, digest, file_digest, machine, read_receipt, versions
from simulation.record.record_files import SCENARIO
from simulation.scenario.reading import load_scenario
from simulation.version import SCHEMA_VERSION, __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pandas as pd

    from simulation.scenario.document import Scenario

TOLERANCE = 1e-9
"""Largest relative difference that counts as the same on another kind of machine or with other versions."""


@dataclass(frozen=True, slots=True)
class TableCheck:
    """How a table of a record compares with its replay.

    ``stored`` says whether the file still holds what the receipt vouches for, ``identical`` whether the
    replay is the same to the bit, ``difference`` is the largest relative difference, ``column`` where it is
    (infinite where the tables differ in shape or words).
    """

    table: str
    stored: bool
    identical: bool
    difference: float
    column: str

    @property
    def close(self) -> bool:
        """Whether the replay agrees within the tolerance."""
        return self.identical or self.difference <= TOLERANCE


@dataclass(frozen=True, slots=True)
class Verification:
    """The outcome of replaying a record.

    ``same_platform`` is true if machine and versions are those of the receipt; then only identity counts.
    ``files`` says of every file of the record whether it is still as it was written.
    """

    receipt: Receipt
    same_platform: bool
    checks: tuple[TableCheck, ...]
    files: Mapping[str, bool]

    @property
    def holds(self) -> bool:
        """Whether the record can be trusted: files untouched, and the replay the same."""
        same = all(check.identical if self.same_platform else check.close for check in self.checks)
        return same and self.untouched

    @property
    def untouched(self) -> bool:
        """Whether all files are as they were written."""
        return all(check.stored for check in self.checks) and all(self.files.values())

    @property
    def differing(self) -> tuple[str, ...]:
        """The names of the tables whose replay differs, and of the files that were changed."""
        tables = [
            check for check in self.checks if not (check.identical if self.same_platform else check.close)
        ]
        changed = [check for check in self.checks if not check.stored]
        names = [check.table for check in (*tables, *changed)]
        return tuple(dict.fromkeys((*names, *(name for name, same in self.files.items() if not same))))

    @property
    def differs_by_version(self) -> bool:
        """Whether only the replay differs, and another version of the laboratory made the record."""
        return self.untouched and not self.holds and self.receipt.other_version


def verify(folder: Path, progress: Callable[[int, int], None] | None = None) -> Verification:
    """Replay a record and compare it with what is stored.

    Raises InputError if the folder is no record, its files cannot be read, its scenario was changed, or
    another version of the laboratory made it, which read its scenario differently.
    """
    receipt = read_receipt(folder)
    scenario = _scenario(receipt, folder)
    replayed = _replayed(receipt, scenario, progress)
    if set(replayed) != set(receipt.tables):
        raise InputError("record.error.bad_receipt", file=str(folder / NAME), reason="tables")
    checks = tuple(_checked(name, folder, receipt.tables[name], replayed[name]) for name in receipt.tables)
    same = receipt.machine == machine() and dict(receipt.versions) == versions()
    files = {name: _untouched(folder / name, vouched) for name, vouched in receipt.files.items()}
    return Verification(receipt, same, checks, files)


def _scenario(receipt: Receipt, folder: Path) -> Scenario:
    """The scenario of a record, if it is the market that the receipt vouches for."""
    path = folder / SCENARIO
    vouched = receipt.files.get(SCENARIO)
    as_written = _untouched(path, vouched) if vouched else receipt.other_version
    try:
        scenario = load_scenario(path)
    except InputError:
        if as_written and receipt.other_version:
            raise _other_version(receipt, folder) from None
        raise
    if scenario.digest != receipt.scenario_digest:
        if as_written:
            raise _other_version(receipt, folder)
        raise InputError("record.error.scenario_changed", file=str(path))
    return scenario


def _other_version(receipt: Receipt, folder: Path) -> InputError:
    """The scenario is as it was written, but this version reads another market in it."""
    return InputError(
        "record.error.other_version", folder=str(folder), made=receipt.made_by, made_schema=receipt.schema,
        now=__version__, schema=SCHEMA_VERSION,
    )  # fmt: skip


def _untouched(path: Path, vouched: str) -> bool:
    """Whether a file is there and as it was written."""
    return path.is_file() and file_digest(path) == vouched


def _replayed(
    receipt: Receipt, scenario: Scenario, progress: Callable[[int, int], None] | None
) -> dict[str, pd.DataFrame]:
    """Make the tables of a record again."""
    from simulation.experiments.compare import compare_changes
    from simulation.experiments.run import run

    if receipt.kind == "run":
        again = run(scenario, receipt.seed, purchases=receipt.purchases, worth="worth" in receipt.tables)
        tables = {"market": again.market, "customers": again.customers, "switches": again.switches}
        asked = {"purchases": again.purchases, "worth": again.worth}
        return tables | {name: table for name, table in asked.items() if table is not None}
    assert receipt.changes is not None
    assert receipt.replications is not None
    comparison = compare_changes(
        scenario, receipt.changes, receipt.replications, receipt.seed, receipt.focal, progress=progress
    )
    tables = {"summary": comparison.summary, "market": comparison.market, "flows": comparison.flows}
    return tables | {"worth": comparison.worth}


def _checked(name: str, folder: Path, vouched: str, again: pd.DataFrame) -> TableCheck:
    """Compare a table with its replay; InputError where the table is missing or damaged in any way."""
    import pandas as pd
    from pyarrow import ArrowException

    path = folder / f"{name}.parquet"
    if not path.exists():
        raise InputError("record.error.no_table", file=str(path))
    try:
        if not path.is_file():
            raise IsADirectoryError(path)
        stored = pd.read_parquet(path)
        difference, column = _difference(stored, again)  # may be the first to decode a column
        same = digest(again) == digest(stored)
        return TableCheck(name, digest(stored) == vouched, same, difference, column)
    except (ArrowException, OSError, ValueError, TypeError, LookupError, AttributeError, ArithmeticError):
        raise InputError("record.error.bad_table", file=str(path)) from None


def _difference(stored: pd.DataFrame, again: pd.DataFrame) -> tuple[float, str]:
    """Return the largest relative difference between two tables and the column it is in."""
    if list(stored.columns) != list(again.columns) or len(stored) != len(again):
        return np.inf, ""
    worst, where = 0.0, ""
    for name in stored.columns:
        one, two = stored[name].to_numpy(), again[name].to_numpy()
        if one.dtype.kind in "fiub" and two.dtype.kind in "fiub":
            size = float(_gaps(one.astype(float), two.astype(float)).max(initial=0.0))
        else:
            size = 0.0 if list(map(str, one)) == list(map(str, two)) else np.inf
        if size > worst:
            worst, where = size, name
    return worst, where


def _gaps(one: Values, two: Values) -> Values:
    """Return the relative differences of numbers; infinite where one of two is missing or infinite."""
    same = (one == two) | (np.isnan(one) & np.isnan(two))
    with np.errstate(invalid="ignore", over="ignore"):
        gaps = np.where(same, 0.0, np.abs(one - two) / np.maximum(np.abs(one), 1.0))
    return np.nan_to_num(gaps, nan=np.inf, posinf=np.inf)
