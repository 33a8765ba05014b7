"""Damage in the folder of a campaign: found when the campaign starts, named, set aside, and worked again.

Files that the campaign did not write (a cloud drive's copies, for instance) stay where they are and are not
read. Files that it wrote, or that stand in their place, and that cannot be used are moved to ``damaged/``.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as parquet

from simulation.experiments.arrow_pieces import ArrowFormat
from simulation.experiments.campaign.design import Design
from simulation.experiments.finished_work import FinishedWork
from simulation.files import remove_dead_drafts
from simulation.language import Listing, text

LOG = logging.getLogger("loyaltylab")
BATCH = 1000
"""Runs of one file of the data set."""
FOLDERS = ("parts", "runs", "failures")
NAMED = 5
"""So many files are named in a message; the others are counted."""


@dataclass
class Damage:
    """What is wrong in a campaign's folder, by the files' names in it."""

    folder: Path
    set_aside: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    def move(self, path: Path) -> None:
        """Move a file or folder that cannot be used to ``damaged/``, under a name that is free there."""
        name = path.relative_to(self.folder)
        place, number = self.folder / "damaged" / name, 1
        while place.exists():
            number += 1
            place = self.folder / "damaged" / name.with_name(f"{name.stem}-{number}{name.suffix}")
        place.parent.mkdir(parents=True, exist_ok=True)
        path.rename(place)
        self.set_aside.append(name.as_posix())

    def report(self) -> None:
        """Say what was found, a sentence a kind of damage."""
        place = str(self.folder)
        if self.set_aside:
            LOG.warning(text("campaign.damage.set_aside", folder=place, files=_named(self.set_aside)))
        if self.missing:
            LOG.warning(text("campaign.damage.missing", folder=place, files=_named(self.missing)))
        if self.foreign:
            LOG.warning(text("campaign.damage.foreign", folder=place, files=_named(self.foreign)))


def inspect(damage: Damage, design: Design, parts: FinishedWork[Any]) -> None:
    """Set aside what cannot be used in the folders of a campaign, and make folders that are missing."""
    folder = damage.folder
    for name in FOLDERS:
        place = folder / name
        if not place.is_dir():
            if place.exists():
                damage.move(place)
            else:
                damage.missing.append(f"{name}/")
            place.mkdir(parents=True)
        remove_dead_drafts(place)
    remove_dead_drafts(folder)
    last = len(design) - 1
    _inspect_files(
        damage, folder / "parts", r"(\d{9})\.arrow", last, lambda file: parts.find(file.stem) is not None
    )
    _inspect_files(
        damage, folder / "runs", r"(\d{6})\.parquet", last // BATCH, lambda file: _is_whole(file, design)
    )
    _inspect_files(damage, folder / "failures", r"(\d{9})\.(?:json|toml)", last, _is_failure)


def stamped(batch: pa.Table, stamp: str) -> pa.Table:
    """Return a batch with the stamp of its design and its form, which `inspect` compares with the content."""
    return batch.replace_schema_metadata({"stamp": stamp, "form": _form(batch)})


def _form(batch: pa.Table) -> str:
    """The number of rows and the names of the columns: what the checksums of the pages do not cover."""
    return json.dumps([batch.num_rows, *batch.column_names])


def stamps(folder: Path) -> set[str]:
    """Return the designs to which the batches and parts in a folder belong, as far as they can be read."""
    found = set()
    for file in folder.glob("runs/*.parquet"):
        try:
            metadata = parquet.read_schema(file).metadata or {}
        except (OSError, ValueError, pa.ArrowException):
            continue
        found.add(metadata.get(b"stamp", b"").decode("utf-8", "replace"))
    for file in folder.glob("parts/*.arrow"):
        with suppress(OSError, ValueError, KeyError, TypeError, RecursionError):
            found.add(ArrowFormat().stamp(file.read_bytes()).partition(" ")[0])
    return found - {""}


def _inspect_files(
    damage: Damage, place: Path, name: str, last: int, is_whole: Callable[[Path], bool]
) -> None:
    """Set aside the files of a folder that are not whole; what has no name of ours is foreign."""
    for file in sorted(place.iterdir()):
        if file.name.startswith("."):  # drafts under way, and what systems put everywhere
            continue
        ours = re.fullmatch(name, file.name, re.ASCII)
        if ours is None or int(ours[1]) > last:
            damage.foreign.append(file.relative_to(damage.folder).as_posix())
        elif not (file.is_file() and is_whole(file)) and file.exists():  # another process may have moved it
            damage.move(file)


def _is_whole(file: Path, design: Design) -> bool:
    """Whether a batch can be read to the last byte, belongs to the design, and holds each run once."""
    try:
        with parquet.ParquetFile(file, page_checksum_verification=True) as batch:
            table = batch.read()
        metadata = table.schema.metadata or {}
        runs = table.column("run").to_numpy()
        stamp, form = metadata[b"stamp"].decode(), metadata[b"form"].decode()
    except PermissionError:
        raise
    except (OSError, ValueError, KeyError, pa.ArrowException):
        return False
    first = int(file.stem) * BATCH
    beyond = min(first + BATCH, len(design))
    ordered = bool((runs[:-1] <= runs[1:]).all())
    inside = not len(runs) or (first <= runs[0] and runs[-1] < beyond)
    return stamp == design.digest and form == _form(table) and ordered and inside


def _is_failure(file: Path) -> bool:
    """Whether a file in ``failures/`` says what it should; scenarios there are for people, and not read."""
    if file.suffix == ".toml":
        return True
    try:
        content = json.loads(file.read_text("utf-8"))
    except (ValueError, RecursionError):
        return False
    return isinstance(content, dict) and {"run", "seed", "error"} <= content.keys()


def _named(files: list[str]) -> str:
    """The first names, and how many there are besides."""
    named: list[object] = [f"`{name}`" for name in files[:NAMED]]
    if len(files) > NAMED:
        named.append(text("campaign.damage.more", count=len(files) - NAMED))
    return str(Listing(named))
