"""The cache of generated modules and machine code; asking what is in it needs no numba."""

from __future__ import annotations

import hashlib
import sys
from functools import cache
from importlib.metadata import version
from pathlib import Path

from simulation.cache_folder import cache_folder

PACKAGES = ("kernel", "mechanisms", "market")


@cache
def digest() -> str:
    """Return a digest of all that compiled code depends on: the kernel's sources and the versions used."""
    parts = hashlib.sha256(f"{version('numba')} {version('numpy')} {sys.version}".encode())
    for package in PACKAGES:
        for path in sorted((Path(__file__).parents[2] / package).rglob("*.py")):
            parts.update(path.read_bytes())
    return parts.hexdigest()[:16]


def module_path(kind: str) -> Path:
    """Return the path of the generated module for a kind of market."""
    return cache_folder() / f"month_{kind}_{digest()}.py"


def is_compiled(kind: str) -> bool:
    """Return whether machine code for a kind of market is ready."""
    path = module_path(kind)
    return any((path.parent / "__pycache__").glob(f"{path.stem}.live*.nbc"))
