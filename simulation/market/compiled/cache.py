"""The cache of generated modules and machine code; asking what is in it needs no numba."""

from __future__ import annotations

import atexit
import hashlib
import os
import shutil
import stat
import sys
import tempfile
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path

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


@cache
def cache_folder() -> Path:
    """Return a folder for what can be made again: the user's, or a private temporary one (mode 0700).

    The temporary folder is the same for all processes of a user on a machine. It serves where the user has
    no home, or one in which nothing can be written, as in many containers and on some clusters.
    """
    base = os.environ.get("XDG_CACHE_HOME")
    try:
        folder = (Path(base) if base else Path.home() / ".cache") / "loyaltylab"
        _try_to_write(folder)
    except (OSError, RuntimeError):  # RuntimeError: a user whom the system does not know has no home
        return _temporary_folder()
    return folder


def _code_folder() -> Path:
    """Return the folder for generated modules and machine code: in ``NUMBA_CACHE_DIR`` if that is set."""
    asked = os.environ.get(NUMBAS)
    if asked:
        folder = Path(asked) / "loyaltylab"
        with suppress(OSError):
            _try_to_write(folder)
            return folder
    return cache_folder()


def _try_to_write(folder: Path) -> None:
    """Make a folder if there is none; OSError if nothing can be written in it."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=folder):
        pass


def _temporary_folder() -> Path:
    """Return the user's temporary folder; one for this process alone if another user took its name."""
    user = os.getuid() if hasattr(os, "getuid") else os.environ.get("USERNAME", "user")
    folder = Path(tempfile.gettempdir()) / f"loyaltylab-{user}"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        if _is_private(folder):
            _try_to_write(folder)
            return folder
    except OSError:
        pass
    alone = tempfile.mkdtemp(prefix="loyaltylab-")
    atexit.register(shutil.rmtree, alone, ignore_errors=True)
    return Path(alone)


def _is_private(folder: Path) -> bool:
    """Whether a folder is a real one, the user's own, and closed to others: code is read from it."""
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode):
        return False
    return os.name != "posix" or (found.st_uid == os.getuid() and not found.st_mode & 0o077)
