"""The store of finished work: what is in it is not done again after an interruption.

Each piece of work is one file, written whole or not at all, with a stamp that says what made it: the source,
the settings, the design. A piece with another stamp, or a file that cannot be read, counts as not done.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from simulation.files import remove_dead_drafts_below, write_whole

Task = TypeVar("Task")
Value = TypeVar("Value")


class Format(Protocol[Value]):
    """How a piece of work becomes the content of a file."""

    ending: str
    """How the names of the files end."""

    def encode(self, value: Value, stamp: str) -> bytes:
        """Return the file's content."""

    def decode(self, content: bytes) -> tuple[Value, str]:
        """Return the piece and its stamp; ValueError or KeyError for a content that is not whole."""


def stamp_of(**made_with: object) -> str:
    """Return a stamp of everything that a piece of work depends on: JSON data by name (the rest as text)."""
    return hashlib.sha256(json.dumps(made_with, sort_keys=True, default=str).encode()).hexdigest()


class FinishedWork(Generic[Value]):
    """The finished pieces in one folder, by name; the folder is made when the first piece is kept.

    With ``durable`` a piece is on the disk when it is kept (some milliseconds each); without it a power cut
    may cost the pieces of the last seconds, which are then made again.
    """

    def __init__(self, folder: Path, stamp: str, form: Format[Value], *, durable: bool = True) -> None:
        self.folder, self.stamp, self.form, self.durable = folder, stamp, form, durable

    def path(self, name: str) -> Path:
        """Return the file of a piece; ``/`` in a name makes folders."""
        return self.folder / f"{name}{self.form.ending}"

    def keep(self, name: str, value: Value) -> None:
        """Put a finished piece on disk."""
        content = self.form.encode(value, self._stamp(name))
        try:
            self._write(self.path(name), content)
        except FileNotFoundError:  # the folder is not there yet, or somebody has just removed it
            self._write(self.path(name), content)

    def _stamp(self, name: str) -> str:
        """The stamp of a piece has its name, so that a file under another piece's name is none."""
        return f"{self.stamp} {name}"

    def _write(self, file: Path, content: bytes) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, lambda draft: draft.write_bytes(content), durable=self.durable)

    def find(self, name: str) -> Value | None:
        """Return a finished piece, or None if it is not there, not whole, or made by something else."""
        try:
            value, stamp = self.form.decode(self.path(name).read_bytes())
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None
        return value if stamp == self._stamp(name) else None

    def forget(self, name: str) -> None:
        """Remove the file of a piece."""
        self.path(name).unlink(missing_ok=True)

    def names(self) -> Iterator[str]:
        """Yield the names of the files that are directly in the folder, in order."""
        for file in sorted(self.folder.glob(f"[!.]*{self.form.ending}")):
            yield file.name.removesuffix(self.form.ending)


@dataclass(frozen=True)
class KeptWork(Generic[Task, Value]):
    """Finished pieces of the tasks of one piece of work: where they are, and how each is called."""

    pieces: FinishedWork[Value]
    name: Callable[[Task], str]
    """The name of a task's piece: a function that can be sent to another process."""
    needed: bool = True
    """Whether a piece that cannot be written is an error (OSError), or work goes on without it."""

    def __post_init__(self) -> None:
        remove_dead_drafts_below(self.pieces.folder)

    def count(self, tasks: Iterable[Task]) -> int:
        """Return how many of these tasks have a finished piece."""
        return sum(self.pieces.path(self.name(task)).is_file() for task in tasks)

    def found_or_made(self, work: Callable[[Task], Value], task: Task) -> Value:
        """Return the piece that is kept, or make and keep it."""
        name = self.name(task)
        value = self.pieces.find(name)
        if value is None:
            value = work(task)
            try:
                self.pieces.keep(name, value)
            except OSError:
                if self.needed:
                    raise
        return value


class JsonFormat:
    """Pieces that are JSON data."""

    ending = ".json"

    def encode(self, value: Any, stamp: str) -> bytes:
        """Return the file's content; numbers that are none are written as NaN."""
        return json.dumps({"stamp": stamp, "value": value}).encode()

    def decode(self, content: bytes) -> tuple[Any, str]:
        """Return the piece and its stamp."""
        read = json.loads(content)
        if not isinstance(read, dict):
            raise ValueError("not the content of a finished piece")
        return read["value"], read["stamp"]
