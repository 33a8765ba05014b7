"""The folder in which this program keeps what it can make again."""

from __future__ import annotations

import atexit
import os
import shutil
import stat
import tempfile
from functools import cache
from pathlib import Path


@cache
def cache_folder() -> Path:
    """Return a folder for what can be made again: the user's, or a private temporary one (mode 0700).

    The temporary folder is the same for all processes of a user on a machine. It serves where the user has
    no home, or one in which nothing can be written, as in many containers and on some clusters.
    """
    base = os.environ.get("XDG_CACHE_HOME")
    try:
        folder = (Path(base) if base else Path.home() / ".cache") / "loyaltylab"
        try_to_write(folder)
    except (OSError, RuntimeError):  # RuntimeError: a user whom the system does not know has no home
        return _temporary_folder()
    return folder


def try_to_write(folder: Path) -> None:
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
            try_to_write(folder)
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
