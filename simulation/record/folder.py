"""A record's folder: written whole or not at all, and never over another record."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Self

from simulation.files import process_name, remove_dead_drafts, sync, sync_tree

USUAL_PLACE = Path("results")
"""Where records go by default: a folder of the current one."""


class NewFolder:
    """A folder that takes its place only when everything is in it.

    As a context manager: ``draft`` is the folder to write into; when the block ends well it is renamed to
    ``name``, or to ``name-2``, ``name-3`` ... if there is such a record already, and ``path`` is where it is.
    If the block raises, nothing is left behind; what a killed process left is removed by the next record of
    the same name.

    The draft is made on entering, before any long work, so that a place where nothing can be written is
    found at once (OSError).
    """

    def __init__(self, name: str, place: Path | None = None) -> None:
        self._home = USUAL_PLACE if place is None else place
        self._name = name
        self.draft = self._home
        self.path = self._home

    def __enter__(self) -> Self:
        self._home.mkdir(parents=True, exist_ok=True)
        begin = f".{self._name}-"
        remove_dead_drafts(self._home, begin)
        self.draft = Path(tempfile.mkdtemp(prefix=begin, suffix=f".{process_name()}", dir=self._home))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self.path = self._settled()
        finally:
            shutil.rmtree(self.draft, ignore_errors=True)

    def _settled(self) -> Path:
        """Sync the draft and rename it to the first free name; a rename happens whole or not at all."""
        self.draft.chmod(0o755)
        sync_tree(self.draft)
        number = 1
        while True:
            target = self._home / (self._name if number == 1 else f"{self._name}-{number}")
            number += 1
            if target.exists():
                continue
            try:
                path = self.draft.rename(target)
            except OSError:
                if not target.exists():  # otherwise another process was faster
                    raise
            else:
                sync(self._home)
                return path
