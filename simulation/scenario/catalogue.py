"""The catalogue: the scenarios that come with the laboratory, read without the schema until one is chosen."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from simulation.errors import InputError
from simulation.language import Listing, current_language

ENDING = ".toml"


class Entry(NamedTuple):
    """A scenario of the catalogue: its name, and title and question in the current language."""

    name: str
    title: str
    question: str


def library() -> Path:
    """The folder of the shipped scenarios: in the package once installed, beside it in a source checkout."""
    installed = Path(__file__).with_name("library")
    return installed if installed.is_dir() else Path(__file__).parents[2] / "scenarios"


def names() -> list[str]:
    """The names of the shipped scenarios, in alphabetical order."""
    return sorted(file.stem for file in library().glob(f"*{ENDING}"))


def entries() -> list[Entry]:
    """The shipped scenarios with title and question in the current language, nothing else of them read."""
    return [_entry(name) for name in names()]


def find(name_or_path: str | Path) -> Path:
    """The file of a scenario: a path wins if it is a file or ends in ``.toml``, else it is a name.

    InputError, with the nearest name, where it is neither.
    """
    path, given = Path(name_or_path), str(name_or_path)
    if given.endswith(ENDING) or _is(Path.is_file, path):
        return path
    if given in names():
        return library() / f"{given}{ENDING}"
    if given and _is(Path.is_dir, path):
        raise InputError("errors.file.folder", file=given)
    raise _unknown(given)


def _is(kind: Callable[[Path], bool], path: Path) -> bool:
    """Whether there is something of the kind; False for names that the file system does not allow."""
    try:
        return kind(path)
    except (OSError, ValueError):
        return False


def _unknown(given: str) -> InputError:
    from simulation.schema.showing import nearest

    best, valid = nearest(given, names()), Listing(names())
    return InputError("errors.unknown_scenario", given=given, nearest=best, valid=valid)


def _entry(name: str) -> Entry:
    told = tomllib.loads((library() / f"{name}{ENDING}").read_text("utf-8"))
    words = told | told.get("zh", {}) if current_language() == "zh" else told
    return Entry(name, words["title"], words["question"])
