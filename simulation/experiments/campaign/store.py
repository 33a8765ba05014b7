"""The folder of a campaign: what was asked, one part a finished run, batches of a thousand runs, failures.

    design.json         digest, seed, replications, observation: the folder belongs to this design
    scenario.toml       the market before any point changed it
    parts/<run>.arrow   what was observed of a run just finished; parts disappear into
    runs/<batch>.parquet  the data set: a batch of runs in order of their numbers, each with its parameters
    failures/<run>.json, <run>.toml   a run that failed: the error, the seed, and the exact scenario

Every file appears whole or not at all, and a run counts once however often the work was interrupted.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as parquet

from simulation.errors import InputError
from simulation.experiments.campaign.design import Columns, Design, Task
from simulation.experiments.finished_work import FinishedWork
from simulation.files import write_text_whole, write_whole

if TYPE_CHECKING:
    import pandas as pd

FOLDERS = ("parts", "runs", "failures")
BATCH = 1000
"""Runs of one file of the data set."""
NUMBERS = {"number": "run", "point": "point", "replication": "replication", "seed": "seed"}
"""Fields of a task that are columns of the data set, with the names of the columns."""


class Store:
    """The folder of one design; made if it is missing, continued if it belongs to the same design.

    Raises InputError if the folder holds anything else.
    """

    def __init__(self, folder: Path, design: Design) -> None:
        self.folder, self.design = folder, design
        self._claim()
        self._parts = FinishedWork(folder / "parts", design.digest, ArrowFormat())
        self._failed = {int(file.stem) for file in (folder / "failures").glob("*.json")}
        self._pending: Counter[int] = Counter()
        self._merge(self._parts.names())
        self.finished = self._in_batches()
        missing = (number for number in range(len(design)) if number not in self.finished)
        self._pending = Counter(number // BATCH for number in missing)

    def keep(self, task: Task, columns: Columns) -> None:
        """Put a finished run on disk; the last one of a batch makes the batch a file of the data set."""
        self._parts.keep(_name(task.number), pa.record_batch(columns))
        self.finished.add(task.number)
        if task.number in self._failed:
            self._forget_failure(task.number)
        batch = task.number // BATCH
        self._pending[batch] -= 1
        if not self._pending[batch]:
            first = batch * BATCH
            self._merge(map(_name, range(first, min(first + BATCH, len(self.design)))))

    def keep_failure(self, task: Task, error: str, trace: str) -> None:
        """Record a run that failed, with what is needed to repeat it."""
        what: dict[str, Any] = {"run": task.number, "seed": task.seed, "changes": dict(task.changes)}
        what |= {"error": error, "traceback": trace}
        stem = self.folder / "failures" / _name(task.number)
        write_text_whole(stem.with_suffix(".toml"), self.design.world_of(task).to_toml())
        write_text_whole(
            stem.with_suffix(".json"), json.dumps(what, indent=2, ensure_ascii=False, default=str)
        )
        self._failed.add(task.number)

    def close(self) -> None:
        """Turn the parts that are left into files of the data set."""
        self._merge(self._parts.names())

    def failures(self) -> list[dict[str, Any]]:
        """Return the recorded failures in order of their runs."""
        files = sorted((self.folder / "failures").glob("*.json"))
        return [json.loads(file.read_text("utf-8")) for file in files]

    def frame(self) -> pd.DataFrame:
        """Return the whole data set, in order of the runs' numbers."""
        tables = [parquet.read_table(file) for file in self._batches()] or [pa.table({})]
        frame: pd.DataFrame = pa.concat_tables(tables, promote_options="permissive").to_pandas()
        return frame

    def _claim(self) -> None:
        """Make the folder ours, or find that it is."""
        file = self.folder / "design.json"
        if file.is_file():
            if json.loads(file.read_text("utf-8"))["digest"] != self.design.digest:
                raise InputError("campaign.error.other_design", folder=str(self.folder))
            return
        if self.folder.is_dir() and not self._is_begun():
            raise InputError("campaign.error.not_empty", folder=str(self.folder))
        try:
            for below in FOLDERS:
                (self.folder / below).mkdir(parents=True, exist_ok=True)
        except OSError:
            raise InputError("campaign.error.folder", folder=str(self.folder)) from None
        design = self.design
        write_text_whole(self.folder / "scenario.toml", design.scenario.to_toml())
        about = {
            "digest": design.digest,
            "scenario": design.scenario.name,
            "observation": design.observation.key,
            "runs": len(design),
            "points": len(design.points),
            "replications": design.replications,
            "seed": design.seed,
        }
        write_text_whole(file, json.dumps(about, indent=2))

    def _is_begun(self) -> bool:
        """Whether a folder holds only what a claim leaves that was cut short, or is under way elsewhere."""
        names = {file.relative_to(self.folder).as_posix() for file in self.folder.rglob("*")}
        # The scenario is written when the folders are there; one that stands alone is somebody's own.
        known = {*FOLDERS, "scenario.toml"} if names.issuperset(FOLDERS) else {*FOLDERS}
        return all(name in known or ("/" not in name and name.startswith(".")) for name in names)

    def _batches(self) -> list[Path]:
        return sorted((self.folder / "runs").glob("*.parquet"))

    def _in_batches(self) -> set[int]:
        """The numbers of the runs that are in the data set."""
        tables = (parquet.read_table(file, columns=["run"]) for file in self._batches())
        return {number for table in tables for number in table.column("run").to_pylist()}

    def _merge(self, names: Iterable[str]) -> None:
        """Move parts into their batches, each run once, in order; unreadable parts are dropped."""
        by_batch: dict[int, list[str]] = {}
        for name in names:
            if self._parts.path(name).is_file():
                by_batch.setdefault(int(name) // BATCH, []).append(name)
        for batch, parts in by_batch.items():
            self._merge_batch(self.folder / "runs" / f"{batch:06d}.parquet", parts)
            for name in parts:
                self._parts.forget(name)

    def _merge_batch(self, file: Path, names: list[str]) -> None:
        tables = [parquet.read_table(file)] if file.is_file() else []
        known = {number for table in tables for number in table.column("run").to_pylist()}
        found = {int(name): table for name in names if (table := self._parts.find(name)) is not None}
        fresh = {number: table for number, table in found.items() if number not in known}
        if fresh:
            tables.append(self._with_parameters(fresh))
        if tables:
            merged = pa.concat_tables(tables, promote_options="permissive").sort_by("run")
            write_whole(file, lambda draft: parquet.write_table(merged, draft))

    def _with_parameters(self, runs: dict[int, pa.Table]) -> pa.Table:
        """The rows of some runs, after columns with what each run is: its number, its point, its luck."""
        tasks = [self.design.task(number) for number in runs]
        rows = np.repeat(np.arange(len(tasks)), [table.num_rows for table in runs.values()])
        known = {name: [getattr(task, name) for task in tasks] for name in NUMBERS}
        known |= {name: [values[task.point] for task in tasks] for name, values in self.design.labels.items()}
        known |= self.design.values(tasks)
        named = {NUMBERS.get(name, name): pa.array(values).take(rows) for name, values in known.items()}
        observed = pa.concat_tables(runs.values(), promote_options="permissive")
        return pa.table(named | dict(zip(observed.column_names, observed.columns, strict=True)))

    def _forget_failure(self, number: int) -> None:
        """A run that succeeded after all has no failure."""
        for ending in (".json", ".toml"):
            (self.folder / "failures" / f"{_name(number)}{ending}").unlink(missing_ok=True)
        self._failed.discard(number)


def _name(number: int) -> str:
    """The name of a run's files."""
    return f"{number:09d}"


class ArrowFormat:
    """Pieces that are tables, in Arrow's file format; the stamp is in the schema's metadata."""

    ending = ".arrow"

    def encode(self, value: Any, stamp: str) -> bytes:
        """Return the file's content."""
        batch = value.replace_schema_metadata({"stamp": stamp})
        with pa.BufferOutputStream() as memory:
            with pa.ipc.new_file(memory, batch.schema) as file:
                file.write_batch(batch)
            content: bytes = memory.getvalue().to_pybytes()
        return content

    def decode(self, content: bytes) -> tuple[Any, str]:
        """Return the table and its stamp; pa.ArrowInvalid, a ValueError, if bytes are missing."""
        table = pa.ipc.open_file(content).read_all()
        stamp = (table.schema.metadata or {})[b"stamp"].decode()
        return table.replace_schema_metadata(), stamp
