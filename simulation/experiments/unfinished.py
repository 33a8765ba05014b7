"""Work of commands without a folder of their own: kept in the user's cache until the command ends well."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from simulation.cache_folder import cache_folder
from simulation.experiments.execution import end_workers
from simulation.experiments.finished_work import stamp_of
from simulation.files import process_name, remove_dead_drafts_below
from simulation.source import MODEL, source_digest

DAYS = 30
"""Days after which a folder that no command has continued is removed."""
TRIES = 20
"""So often a folder is made again that another process removes at the same time."""
ROOMS = (*MODEL, "experiments", "fitting")
"""Whose code changes what a command does; other code begins again in another folder."""


@contextmanager
def unfinished(command: str, **asked: object) -> Iterator[Path]:
    """Give the folder that belongs to a command with what it is asked, JSON data by name.

    The same command finds there what it has finished before an interruption. The folder is removed when the
    block ends well; when it is left by an error or an interruption, the processes that work for it are ended
    and their drafts removed, and all finished pieces stay. Where nothing can be written in the cache, the
    folder is a temporary one, and the command begins again after an interruption.
    """
    home = cache_folder() / "unfinished"
    _remove_old(home)
    folder = home / stamp_of(command=command, code=source_digest(*ROOMS), **asked)[:32]
    try:
        mark = _marked(folder)
    except OSError:
        with tempfile.TemporaryDirectory(prefix="loyaltylab-") as passing:
            yield Path(passing)
        return
    try:
        yield folder
    except BaseException:
        end_workers()
        mark.unlink(missing_ok=True)
        remove_dead_drafts_below(folder)
        with suppress(OSError):  # it holds pieces
            folder.rmdir()
        raise
    mark.unlink(missing_ok=True)
    if not any(folder.glob(".user.*")):  # otherwise another process runs the same command
        shutil.rmtree(folder, ignore_errors=True)


def _marked(folder: Path) -> Path:
    """Make the folder, and mark it as used by this process; return the mark.

    The same command may end in another process meanwhile, and remove the folder.
    """
    mark = folder / f".user.{process_name()}"
    for _ in range(TRIES):
        with suppress(FileNotFoundError, FileExistsError):
            folder.mkdir(parents=True, exist_ok=True)
            mark.touch()
            os.utime(folder)
            remove_dead_drafts_below(folder)
            if mark.exists():
                return mark
    raise FileNotFoundError(str(folder))


def _remove_old(home: Path) -> None:
    """Remove the folders that no command has used for a long time."""
    oldest = time.time() - DAYS * 86_400
    for folder in home.iterdir() if home.is_dir() else ():
        if folder.is_dir() and folder.stat().st_mtime < oldest:
            shutil.rmtree(folder, ignore_errors=True)
