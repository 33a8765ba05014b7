"""The receipt of a record: what was run, with what, and a digest of every table."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from simulation.errors import InputError
from simulation.version import __version__

if TYPE_CHECKING:
    import pandas as pd

NAME = "receipt.json"
PACKAGES = ("mesa", "numpy", "pandas", "pyarrow", "pydantic", "scipy", "numba")


@dataclass(frozen=True, slots=True)
class Receipt:
    """Everything that is needed to make a record again, and to tell whether it came out the same.

    ``tables`` holds a SHA-256 digest of every table's contents (not of its file: file formats have versions
    of their own), ``files`` one of every file, so that no byte changes unnoticed. ``changes`` holds what each
    alternative of a comparison sets.
    """

    kind: Literal["run", "compare"]
    scenario: str
    scenario_digest: str
    seed: int
    tables: Mapping[str, str]
    versions: Mapping[str, str]
    machine: str
    created: str
    replications: int | None = None
    focal: str | None = None
    changes: Mapping[str, Mapping[str, object]] | None = None
    purchases: bool = False
    files: Mapping[str, str] = field(default_factory=dict)

    def write(self, folder: Path) -> None:
        """Write the receipt into a record's folder."""
        content = json.dumps(asdict(self), ensure_ascii=False, indent=2, default=_plain)
        (folder / NAME).write_text(content + "\n", encoding="utf-8")

    @classmethod
    def read(cls, folder: Path) -> Receipt:
        """Read the receipt of a record; InputError if the folder holds none that can be read."""
        from pydantic import TypeAdapter, ValidationError

        path = folder / NAME
        try:
            receipt = TypeAdapter(cls).validate_json(path.read_bytes(), strict=True)
        except FileNotFoundError:
            raise InputError("record.error.no_receipt", folder=str(folder)) from None
        except ValidationError as problem:
            wrong = (".".join(map(str, each["loc"])) or each["msg"] for each in problem.errors())
            raise InputError("record.error.bad_receipt", file=str(path), reason=", ".join(wrong)) from None
        except (OSError, ValueError) as problem:
            raise InputError("record.error.bad_receipt", file=str(path), reason=str(problem)) from None
        if receipt.kind == "compare" and (receipt.changes is None or receipt.replications is None):
            raise InputError("record.error.bad_receipt", file=str(path), reason="changes, replications")
        return receipt


def versions() -> dict[str, str]:
    """Return the versions of the laboratory, of Python and of the packages that are installed."""
    found = {"loyaltylab": __version__, "python": platform.python_version()}
    for name in PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def machine() -> str:
    """Return what kind of machine this is."""
    return f"{platform.system()} {platform.machine()}"


def digest(table: pd.DataFrame) -> str:
    """Return the SHA-256 digest of a table: names and values of its columns, to the last bit."""
    parts = hashlib.sha256()
    for name in table.columns:
        column = table[name].to_numpy()
        parts.update(f"{name}\x00".encode())
        if column.dtype.kind in "OUT":
            parts.update("\x00".join(map(str, column)).encode())
        else:
            parts.update(np.ascontiguousarray(_widest(column)).tobytes())
    return parts.hexdigest()


def file_digest(path: Path) -> str:
    """Return the SHA-256 digest of a file, whichever line ends a version control gave it."""
    return hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def _widest(column: Any) -> Any:
    """Return numbers in one width, little-endian, so that a file format's choice of width does not matter."""
    if column.dtype.kind == "f":
        return np.where(np.isnan(column), np.nan, column).astype("<f8")
    return column.astype("<i8")


def _plain(value: object) -> object:
    return value.item() if isinstance(value, np.generic) else str(value)
