"""Finished pieces of work as Arrow files: columns, or several data frames."""

from __future__ import annotations

import hashlib
import json
from typing import Any, Generic, TypeVar

import pyarrow as pa

Tables = TypeVar("Tables", bound=tuple[Any, ...])


class ArrowFormat:
    """Pieces that are tables: a line of JSON with the stamp and a checksum, then a file of Arrow's.

    The checksum is looked at first: Arrow does not notice changed bytes, or ends the process because of them.
    """

    ending = ".arrow"

    def encode(self, value: Any, stamp: str) -> bytes:
        """Return the file's content."""
        table = _file_of(value)
        return json.dumps({"stamp": stamp, "sha256": _checksum(table)}).encode() + b"\n" + table

    def decode(self, content: bytes) -> tuple[Any, str]:
        """Return the table and its stamp; ValueError if bytes are missing or were changed."""
        head, _, table = content.partition(b"\n")
        known = json.loads(head)
        if known["sha256"] != _checksum(table):
            raise ValueError("bytes are missing or were changed")
        return pa.ipc.open_file(table).read_all(), known["stamp"]

    def stamp(self, content: bytes) -> str:
        """Return the stamp alone; ValueError or KeyError if there is none."""
        return str(json.loads(content.partition(b"\n")[0])["stamp"])


class FramesFormat(Generic[Tables]):
    """Pieces that are named tuples of data frames: each frame is a file of Arrow's inside the file."""

    ending = ".arrow"

    def __init__(self, kind: type[Tables]) -> None:
        self.kind = kind
        self.names: tuple[str, ...] = kind._fields  # type: ignore[attr-defined]

    def encode(self, value: Tables, stamp: str) -> bytes:
        """Return the file's content."""
        frames = zip(self.names, value, strict=True)
        files = {
            name: pa.array([_file_of(pa.Table.from_pandas(frame))], pa.large_binary())
            for name, frame in frames
        }
        return ArrowFormat().encode(pa.record_batch(files), stamp)

    def decode(self, content: bytes) -> tuple[Tables, str]:
        """Return the data frames, as they were, and the stamp; ValueError if bytes are missing."""
        table, stamp = ArrowFormat().decode(content)
        files = (pa.ipc.open_file(table.column(name)[0].as_py()) for name in self.names)
        return self.kind(*(file.read_all().to_pandas() for file in files)), stamp


def _file_of(table: Any) -> bytes:
    """A table or batch as the content of a file of Arrow's, from which it comes back as it is."""
    with pa.BufferOutputStream() as memory:
        with pa.ipc.new_file(memory, table.schema) as file:
            file.write(table)
        content: bytes = memory.getvalue().to_pybytes()
    return content


def _checksum(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
