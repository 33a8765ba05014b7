"""The receipt of a record: what was run, with what, and a digest of every table."""

from __future__ import annotations

import hashlib
import json
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import numpy as np

from simulation.errors import InputError
from simulation.language import Listing, Message, message
from simulation.schema import Table, ValidationError, Whole, field
from simulation.schema.showing import clean
from simulation.version import SCHEMA_VERSION, __version__

if TYPE_CHECKING:
    import pandas as pd

NAME = "receipt.json"
FORMAT = 1
"""The form of a receipt: raised with every key that is new, gone, or means something else."""
PACKAGES = ("mesa", "numpy", "pandas", "pyarrow", "scipy", "numba")
OURS = "loyaltylab"


class Receipt(Table):
    """Everything that is needed to make a record again, and to know whether it came out the same.

    ``tables`` holds a SHA-256 digest of every table's contents (not of its file: file formats have versions
    of their own), ``files`` one of every file, so that no byte changes unnoticed. ``changes`` holds what each
    alternative of a comparison sets. ``schema`` is the version of the schema by which the scenario was read
    (0: the record is older than these versions), ``versions`` those of the laboratory and of what it uses.
    ``format`` is that of the receipt itself; those of the first format do not note it.
    """

    format: Annotated[int, Whole(1)] = 1

    kind: Literal["run", "compare"]
    scenario: str
    scenario_digest: str
    schema: Annotated[int, Whole(0)] = 0
    seed: Annotated[int, Whole()]
    tables: dict[str, str]
    versions: dict[str, str]
    machine: str
    created: str
    replications: Annotated[int, Whole(1)] | None = None
    focal: str | None = None
    changes: dict[str, dict[str, Any]] | None = None
    purchases: bool = False
    files: dict[str, str] = field(default={})

    @property
    def made_by(self) -> str:
        """The version of the laboratory that made the record."""
        return self.versions.get(OURS, "")

    @property
    def other_version(self) -> bool:
        """Whether another version of the laboratory, or of its schema, made the record."""
        return self.made_by != __version__ or self.schema != SCHEMA_VERSION

    @property
    def contradictions(self) -> tuple[str, ...]:
        """The keys that do not fit the kind of the record, or the folder that it is."""
        compared = self.kind == "compare"
        wrong = {
            "changes": not self.changes if compared else self.changes is not None,
            "replications": (self.replications is not None) != compared,
            "files": any(name in ("", ".", "..") or set(name) & set("/\\:") for name in self.files),
        }
        return tuple(key for key, is_wrong in wrong.items() if is_wrong)

    def write(self, folder: Path) -> None:
        """Write the receipt into a record's folder."""
        content = json.dumps(self.as_dict(), ensure_ascii=False, indent=2, default=_plain)
        (folder / NAME).write_text(content + "\n", encoding="utf-8")


def read_receipt(folder: Path) -> Receipt:
    """Read the receipt of a record; InputError if the folder holds none that this version can read."""
    path = folder / NAME
    try:
        raw = json.loads(path.read_bytes())
    except FileNotFoundError:
        raise InputError("record.error.no_receipt", folder=str(folder)) from None
    except OSError:
        raise _bad(path, message("record.reason.unreadable")) from None
    except (ValueError, RecursionError):
        raise _bad(path, message("record.reason.json")) from None
    if not isinstance(raw, dict):
        raise _bad(path, message("record.reason.json"))
    _check_format(raw, path)
    try:
        receipt = Receipt.read(raw)
    except ValidationError as problem:
        raise _refused(raw, problem, path) from None
    if wrong := receipt.contradictions:
        raise _bad(path, ", ".join(wrong))
    return receipt


def _check_format(raw: dict[str, Any], path: Path) -> None:
    """Raise InputError for a receipt of a later format, whatever else it holds."""
    given = raw.get("format")
    if isinstance(given, int) and given > FORMAT:
        raise InputError(
            "record.error.newer_format", file=str(path), given=given, known=FORMAT, now=__version__
        )


def _refused(raw: dict[str, Any], problem: ValidationError, path: Path) -> InputError:
    """Return what is wrong with a receipt: keys that mean nothing, another version's form, or damage."""
    unknown = [str(each.at[-1]) for each in problem.findings if each.mistake == "unknown_key"]
    if unknown:
        keys = Listing(f"`{clean(key)}`" for key in unknown)
        return InputError("record.error.unknown_keys", file=str(path), keys=keys, now=__version__)
    if made := _other_version(raw):
        return InputError("record.error.other_form", file=str(path), made=made, now=__version__)
    wrong = dict.fromkeys(".".join(map(str, each.at)) for each in problem.findings)
    return _bad(path, ", ".join(wrong))


def _bad(path: Path, reason: Message | str) -> InputError:
    return InputError("record.error.bad_receipt", file=str(path), reason=reason)


def _other_version(raw: dict[str, Any]) -> str:
    """The version of the laboratory that wrote a receipt, if it says another one than this; else nothing."""
    noted = raw.get("versions")
    made_by = noted.get(OURS) if isinstance(noted, dict) else None
    return made_by if isinstance(made_by, str) and made_by != __version__ else ""


def versions() -> dict[str, str]:
    """Return the versions of the laboratory, of Python and of the packages that are installed."""
    found = {OURS: __version__, "python": platform.python_version()}
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
