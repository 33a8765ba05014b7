"""Writing files so that each is there whole or not at all, whatever interrupts the writing.

A file is written as a draft, ``.<name>.<system>-<process id>`` in the same folder, which is synced to the
disk and renamed: after a power cut, too, there is the old content or the new, never a part. Drafts that a
killed process has left are removed by the next one that uses the folder. Containers and machines that share a
folder cannot see each other's processes: they leave each other's drafts alone until these are old.
"""

from __future__ import annotations

import hashlib
import os
import platform
import re
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

from simulation.errors import InputError

DRAFT = re.compile(r"\..+\.([0-9a-f]{8}-\d+)")
"""Names of drafts, files or folders, with the process that writes them."""
LONG_AGO = 30 * 86_400.0
"""Seconds after which a draft counts as left behind where the system cannot say whether its process lives."""


def write_whole(file: Path, write: Callable[[Path], object], *, durable: bool = True) -> None:
    """Call ``write`` with the path of a draft in the same folder, and rename the draft to ``file``.

    With ``durable`` the content is on the disk when this returns, which takes some milliseconds; without it a
    power cut (but no kill) may cost the file, or leave it damaged.
    """
    draft = draft_of(file)
    try:
        write(draft)
        if durable:
            sync(draft)
        draft.replace(file)
    except OSError as error:
        error.filename = str(file)  # who reads it has never heard of the draft
        raise
    finally:
        draft.unlink(missing_ok=True)
    if durable:
        sync(file.parent)


def write_text_whole(file: Path, words: str) -> None:
    """Write a text file (UTF-8, line ends as given)."""
    write_whole(file, lambda draft: draft.write_text(words, encoding="utf-8", newline="\n"))


def draft_of(file: Path) -> Path:
    """Return where this process writes the draft of a file."""
    return file.with_name(f".{file.name}.{process_name()}")


def process_name(number: int | None = None) -> str:
    """Return how a process (None: this one) is called in the names of its drafts."""
    return f"{_system()}-{os.getpid() if number is None else number}"


@cache
def _system() -> str:
    """What all processes have in common that see each other: the machine, its start, their container."""
    known = [platform.node()]
    with suppress(OSError):  # only Linux tells
        known.append(Path("/proc/sys/kernel/random/boot_id").read_text("ascii"))
        known.append(str(Path("/proc/self/ns/pid").readlink()))
    return hashlib.sha256("\n".join(known).encode(errors="replace")).hexdigest()[:8]


def read_whole(file: Path, most: int) -> bytes:
    """Return the content of a file of at most so many bytes.

    InputError for a larger one, and for what has no end or is waited for without end: a device, a pipe.
    """
    if file.exists() and not (file.is_file() or file.is_dir()):
        raise InputError("errors.file.special", file=str(file))
    with file.open("rb") as opened:
        content = opened.read(most + 1)
    if len(content) > most:
        raise InputError("errors.file.too_large", file=str(file), most=most // 2**20)
    return content


def sync(path: Path) -> None:
    """Make the system put a file, or the names in a folder, on the disk now.

    Folders cannot be synced on Windows, and on some network drives; there this does nothing.
    """
    folder = path.is_dir()
    if folder and os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY if folder else os.O_RDWR)
    try:
        os.fsync(handle)
    except OSError:
        if not folder:
            raise
    finally:
        os.close(handle)


def sync_tree(folder: Path) -> None:
    """Put a folder with everything in it on the disk."""
    for path in (*folder.rglob("*"), folder):
        sync(path)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Wait until no other process is in such a block with this folder; on drives without locks go on."""
    with (folder / ".lock").open("a") as file:
        with suppress(OSError):
            _lock(file.fileno())
        yield


def _lock(handle: int) -> None:
    """Wait for the lock of a file; it is given back when the file is closed, or the process ends."""
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_LOCK, 1)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX)


def remove_dead_drafts(folder: Path, begin: str = ".") -> None:
    """Remove the drafts directly in a folder whose processes have ended, and whose names begin so."""
    for path in folder.iterdir() if folder.is_dir() else ():
        found = DRAFT.fullmatch(path.name)
        if found is None or not path.name.startswith(begin) or is_alive(found[1], path):
            continue
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def remove_dead_drafts_below(folder: Path) -> None:
    """Remove the drafts of dead processes in a folder and in all folders below it."""
    for place in (folder, *folder.rglob("*")):
        remove_dead_drafts(place)


def is_alive(name: str, draft: Path) -> bool:
    """Return whether the writer of a draft still runs; where nobody can tell, whether the draft is recent."""
    system, _, number = name.partition("-")
    if system != _system() or os.name == "nt":  # on Windows, a signal of 0 would end the process
        with suppress(FileNotFoundError):
            return time.time() - draft.stat().st_mtime < LONG_AGO
        return False
    return _runs(int(number))


def _runs(process: int) -> bool:
    """Return whether a process of this system runs."""
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    try:  # a killed process whose parent has not asked for its end yet writes no more
        state = Path(f"/proc/{process}/stat").read_bytes().rpartition(b")")[2].split()[0]
    except (OSError, IndexError):
        return True
    return state != b"Z"
