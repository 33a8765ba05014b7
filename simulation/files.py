"""Writing files so that each is there whole or not at all, whatever interrupts the writing."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path


def write_whole(file: Path, write: Callable[[Path], object]) -> None:
    """Call ``write`` with the path of a draft in the same folder, and rename the draft to ``file``."""
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        write(draft)
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)


def write_text_whole(file: Path, words: str) -> None:
    """Write a text file (UTF-8, line ends as given)."""
    write_whole(file, lambda draft: draft.write_text(words, encoding="utf-8", newline="\n"))
