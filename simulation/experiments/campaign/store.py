"""The folder of a campaign: what was asked, one part a finished run, batches of a thousand runs, failures.

    design.json         digest, seed, replications, observation: the folder belongs to this design
    scenario.toml       the market before any point changed it
    parts/<run>.arrow   what was observed of a run just finished; parts disappear into
    runs/<batch>.parquet  the data set: a batch of runs in order of their numbers, each with its parameters
    failures/<run>.json, <run>.toml   a run that failed: the error, the seed, and the exact scenario
    damaged/            what could not be used when the campaign was started again: see `damage`

Every file appears whole or not at all, and a run counts once however often the work was interrupted. Batches
are synced to the disk before their parts are removed. Syncing every part would take longer than making a
small run, so parts are turned into their batches every few seconds: a power cut may cost the runs of these
seconds, but never a batch; a process that is killed costs no finished run.
"""

from __future__ import annotations

import json
import re
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as parquet

from simulation.errors import InputError, LoyaltyLabError
from simulation.experiments.arrow_pieces import ArrowFormat
from simulation.experiments.campaign.damage import BATCH, FOLDERS, Damage, inspect, stamped, stamps
from simulation.experiments.campaign.design import Columns, Design, Task
from simulation.experiments.finished_work import FinishedWork
from simulation.files import locked, write_text_whole, write_whole
from simulation.scenario.reading import parse_scenario

if TYPE_CHECKING:
    import pandas as pd

SYNC_EVERY = 10.0
"""Seconds after which parts are turned into batches."""
SYNC_SHARE = 20.0
"""This many times as long as that took at least, so that large batches do not delay the runs."""
NAME = re.compile(r"[0-9]{9}")
"""How the files of a run are called."""
NUMBERS = {"number": "run", "point": "point", "replication": "replication", "seed": "seed"}
"""Fields of a task that are columns of the data set, with the names of the columns."""


class Store:
    """The folder of one design; made if it is missing, continued if it belongs to the same design.

    Raises InputError if the folder holds anything else. Damage is set aside and reported.
    """

    def __init__(self, folder: Path, design: Design) -> None:
        self.folder, self.design = folder, design
        damage = Damage(folder)
        self._claim(damage)
        self._parts = FinishedWork(folder / "parts", design.digest, ArrowFormat(), durable=False)
        inspect(damage, design, self._parts)
        damage.report()
        self._failed = {int(file.stem) for file in self._failure_files()}
        self._pending: Counter[int] = Counter()
        self._merge(self._part_names())
        self.finished = self._in_batches()
        for number in self._failed & self.finished:  # whoever finished the run was interrupted before this
            self._forget_failure(number)
        missing = (number for number in range(len(design)) if number not in self.finished)
        self._pending = Counter(number // BATCH for number in missing)
        self._due = time.monotonic() + SYNC_EVERY

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
        elif time.monotonic() >= self._due:
            begun = time.monotonic()
            self._merge(self._part_names())
            self._due = time.monotonic() + max(SYNC_EVERY, SYNC_SHARE * (time.monotonic() - begun))

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
        """Turn the parts that are left into files of the data set.

        Raises LoyaltyLabError if a finished run is not in them: somebody has changed the folder meanwhile.
        """
        self._merge(self._part_names())
        lost = len(self.finished - self._in_batches())
        if lost:
            raise LoyaltyLabError("campaign.error.lost", folder=str(self.folder), lost=lost)

    def failures(self) -> list[dict[str, Any]]:
        """Return the recorded failures in order of their runs."""
        return [json.loads(file.read_text("utf-8")) for file in self._failure_files()]

    def frame(self) -> pd.DataFrame:
        """Return the whole data set, in order of the runs' numbers."""
        tables = [parquet.read_table(file) for file in self._batches()] or [pa.table({})]
        frame: pd.DataFrame = pa.concat_tables(tables, promote_options="permissive").to_pandas()
        return frame

    def _claim(self, damage: Damage) -> None:
        """Make the folder ours, or find that it is; another process may do the same at the same time."""
        known = self._known_digest()
        if known not in ("", self.design.digest):
            raise InputError("campaign.error.other_design", folder=str(self.folder))
        fresh = not known and (not self.folder.is_dir() or self._is_begun())
        if not known and not fresh:
            self._refuse_others()
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            for below in FOLDERS if fresh else ():
                (self.folder / below).mkdir(exist_ok=True)
        except OSError:
            raise InputError("campaign.error.folder", folder=str(self.folder)) from None
        with locked(self.folder):
            if not self._has_scenario():
                self._replace(damage, "scenario.toml", self.design.scenario.to_toml())
            if not self._known_digest():
                self._replace(damage, "design.json", json.dumps(self._about(), indent=2))

    def _known_digest(self) -> str:
        """The digest of the design in ``design.json``; empty if it is not there, or cannot be read."""
        try:
            digest = json.loads((self.folder / "design.json").read_text("utf-8"))["digest"]
        except (
            FileNotFoundError,
            NotADirectoryError,
            IsADirectoryError,
            ValueError,
            KeyError,
            TypeError,
            RecursionError,
        ):
            return ""
        return digest if isinstance(digest, str) else ""

    def _refuse_others(self) -> None:
        """Raise InputError unless what a folder without a readable ``design.json`` holds is of our design."""
        if not (self.folder / "design.json").exists() and not (self.folder / "runs").is_dir():
            raise InputError("campaign.error.not_empty", folder=str(self.folder))
        if not self._has_scenario() or stamps(self.folder) - {self.design.digest}:
            raise InputError("campaign.error.no_design", folder=str(self.folder))

    def _has_scenario(self) -> bool:
        """Whether ``scenario.toml`` is the market of our design; its words may be others."""
        try:
            written = (self.folder / "scenario.toml").read_text("utf-8")
            return parse_scenario(written).digest == self.design.scenario.digest
        except (FileNotFoundError, IsADirectoryError, ValueError, LoyaltyLabError):
            return False

    def _replace(self, damage: Damage, name: str, words: str) -> None:
        """Write a file about the design; what stands in its place is set aside."""
        file = self.folder / name
        if file.exists():
            damage.move(file)
        write_text_whole(file, words)

    def _about(self) -> dict[str, object]:
        """What is in ``design.json``: the digest, which decides, and words for people."""
        design = self.design
        return {
            "digest": design.digest,
            "scenario": design.scenario.name,
            "observation": design.observation.key,
            "runs": len(design),
            "points": len(design.points),
            "replications": design.replications,
            "seed": design.seed,
        }

    def _is_begun(self) -> bool:
        """Whether a folder holds only what a claim leaves that was cut short, or is under way elsewhere."""
        names = {file.relative_to(self.folder).as_posix() for file in self.folder.rglob("*")}
        # The scenario is written when the folders are there; one that stands alone is somebody's own.
        known = {*FOLDERS, "scenario.toml"} if names.issuperset(FOLDERS) else {*FOLDERS}
        return all(name in known or ("/" not in name and name.startswith(".")) for name in names)

    def _batches(self) -> list[Path]:
        names = (f"{batch:06d}.parquet" for batch in range((len(self.design) - 1) // BATCH + 1))
        return [file for name in names if (file := self.folder / "runs" / name).is_file()]

    def _part_names(self) -> list[str]:
        return [name for name in self._parts.names() if self._is_ours(name)]

    def _failure_files(self) -> list[Path]:
        files = sorted((self.folder / "failures").glob("*.json"))
        return [file for file in files if self._is_ours(file.stem)]

    def _is_ours(self, name: str) -> bool:
        """Whether a run of the design is called so; other files are somebody else's."""
        return NAME.fullmatch(name) is not None and int(name) < len(self.design)

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
            with locked(self.folder):
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
            merged = stamped(merged, self.design.digest)
            write_whole(file, lambda draft: parquet.write_table(merged, draft, write_page_checksum=True))

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
