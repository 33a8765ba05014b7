"""Finished pieces of work as Arrow files: columns, or several data frames."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

import pyarrow as pa

Tables = TypeVar("Tables", bound=tuple[Any, ...])


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


class FramesFormat(Generic[Tables]):
    """Pieces that are named tuples of data frames: each frame is a file of Arrow's inside the file."""

    ending = ".arrow"

    def __init__(self, kind: type[Tables]) -> None:
        self.kind = kind
        self.names: tuple[str, ...] = kind._fields  # type: ignore[attr-defined]

    def encode(self, value: Tables, stamp: str) -> bytes:
        """Return the file's content."""
        frames = {name: [_written(frame)] for name, frame in zip(self.names, value, strict=True)}
        return ArrowFormat().encode(pa.record_batch(frames), stamp)

    def decode(self, content: bytes) -> tuple[Tables, str]:
        """Return the data frames, as they were, and the stamp; ValueError if bytes are missing."""
        table, stamp = ArrowFormat().decode(content)
        files = (pa.ipc.open_file(table.column(name)[0].as_py()) for name in self.names)
        return self.kind(*(file.read_all().to_pandas() for file in files)), stamp


def _written(frame: Any) -> bytes:
    """A data frame as a file of Arrow's, from which it comes back as it is."""
    table = pa.Table.from_pandas(frame)
    with pa.BufferOutputStream() as memory:
        with pa.ipc.new_file(memory, table.schema) as file:
            file.write_table(table)
        content: bytes = memory.getvalue().to_pybytes()
    return content
