"""The cache of generated modules and machine code; asking what is in it needs no numba."""

from __future__ import annotations

import hashlib
import os
import sys
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from simulation.cache_folder import cache_folder, try_to_write

if TYPE_CHECKING:
    from simulation.scenario.document import Scenario

PACKAGES = ("kernel", "mechanisms", "market")
NUMBAS = "NUMBA_CACHE_DIR"
"""The variable of the environment by which numba is told where to keep machine code."""


@cache
def digest() -> str:
    """Return a digest of all that compiled code depends on: the kernel's sources and the versions used."""
    parts = hashlib.sha256(f"{version('numba')} {version('numpy')} {sys.version}".encode())
    for package in PACKAGES:
        for path in sorted((Path(__file__).parents[2] / package).rglob("*.py")):
            parts.update(path.read_bytes())
    return parts.hexdigest()[:16]


def variant(kind: str, treated: bool) -> str:
    """Return the name of a kind of market, with or without classes that firms treat differently."""
    return f"{kind}_treated" if treated else kind


def variant_of(scenario: Scenario) -> str:
    """Return the name of the kind of market that a scenario is, as `is_compiled` knows it."""
    return variant(scenario.world.kind, any(firm.treatment for firm in scenario.firms))


def module_path(kind: str) -> Path:
    """Return the path of the generated module for a kind of market."""
    return _code_folder() / f"month_{kind}_{digest()}.py"


def is_compiled(kind: str) -> bool:
    """Return whether machine code for a kind of market is ready."""
    path = module_path(kind)
    beside, numbas = path.parent / "__pycache__", os.environ.get(NUMBAS)
    code = f"{path.stem}.live*.nbc"
    # In a folder of its own numba keeps one for every folder of modules.
    return any(beside.glob(code)) or (bool(numbas) and any(Path(str(numbas)).glob(f"*/{code}")))


def _code_folder() -> Path:
    """Return the folder for generated modules and machine code: in ``NUMBA_CACHE_DIR`` if that is set."""
    asked = os.environ.get(NUMBAS)
    if asked:
        folder = Path(asked) / "loyaltylab"
        with suppress(OSError):
            try_to_write(folder)
            return folder
    return cache_folder()
