"""The digest of the model's own source: equal digests mean that the same code gave a result."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

MODEL = ("kernel", "mechanisms", "market", "schema", "scenario", "measures")
"""Packages on which every simulated number depends."""
_HOME = Path(__file__).parent
_SUFFIXES = frozenset({".py", ".toml"})


@cache
def source_digest(*packages: str) -> str:
    """Return a digest of the code and data files of some packages of ``simulation``.

    Raises ValueError for a package without any source file, so that a package that was renamed is noticed.
    """
    parts = hashlib.sha256()
    for package in packages:
        files = sorted(file for file in (_HOME / package).rglob("*") if file.suffix in _SUFFIXES)
        if not files:
            raise ValueError(f"simulation/{package} holds no source files")
        for file in files:
            parts.update(file.relative_to(_HOME).as_posix().encode() + file.read_bytes())
    return parts.hexdigest()[:16]
