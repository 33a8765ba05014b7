"""Commands on small markets, killed with all their processes and started again; what they then leave."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

ROOT = Path(__file__).parents[2]
MARKET = """\
schema = 1
title = "Small"
question = "Which price?"

[world]
customers = 60
months = 6
warm_up = 2
replications = 12

[[firm]]
name = "Focal"

[[firm]]
name = "Birch"

[[alternative]]
name = "dear"
set = {"firm.Focal.price" = 130}

[[alternative]]
name = "cheap"
set = {"firm.Focal.price" = 80}

[[expect]]
claim = "cheap-keeps-more"
text = "A low price keeps more."
measure = "retention_rate"
relation = "greater"
alternative = "cheap"
than = "dear"
"""
COHORT = "period,survival\n1,0.87\n2,0.74\n3,0.65\n4,0.59\n"
OF_THE_MOMENT = {"created", "date", "made", "record"}
"""Keys of JSON data that differ from one undisturbed run to the next."""


@dataclass(frozen=True)
class Case:
    """A command, and where it keeps finished pieces: below its place, or in the cache."""

    words: tuple[str, ...]
    pieces: str
    record: str = ""
    """The record that it leaves when it ends: a folder of its own each time."""

    def start(self, place: Path, workers: int) -> subprocess.Popen[bytes]:
        """Start the command as a user does, in a process group of its own, with its output in ``place``."""
        place.mkdir(exist_ok=True)
        (place / "market.toml").write_text(MARKET, "utf-8")
        (place / "cohort.csv").write_text(COHORT, "utf-8")
        words = [sys.executable, "-m", "tests.endurance.entry", *self.words, "--workers", str(workers)]
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(place / "cache")}
        with (place / "told.json").open("wb") as told, (place / "errors.txt").open("wb") as errors:
            return self._popen([*words, "--json"], place, environment, told, errors)

    def _popen(
        self, words: list[str], place: Path, environment: dict[str, str], told: IO[bytes], errors: IO[bytes]
    ) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            words, cwd=place, env=environment, stdout=told, stderr=errors, start_new_session=True
        )

    def ended(self, place: Path) -> bool:
        """Return whether a record is there already: then another start makes a second one."""
        return bool(self.record) and (place / self.record).exists()

    def kept(self, place: Path) -> int:
        """Return how many finished pieces there are."""
        return len(list(place.glob(self.pieces)))


CASES = {
    "compare": Case(
        ("compare", "market.toml", "--replications", "10"),
        "cache/loyaltylab/unfinished/*/*.arrow",
        "results/market-compare",
    ),
    "fit": Case(
        ("fit", "cohort.csv", "--period", "months", "--runs", "16", "--customers", "100", "--simulate", "4"),
        "cache/loyaltylab/unfinished/*/*.*",
        "results/cohort-fit",
    ),
    "check": Case(("check", "market.toml"), "cache/loyaltylab/unfinished/*/*/parts/*.arrow"),
    "validate": Case(
        ("validate", "--quick", "--patterns", "P5,P7", "--seeds", "5"), "results/validation/measurements/*/*"
    ),
}


def finished(case: Case, place: Path, workers: int = 2) -> dict[str, Any]:
    """Run a command to its end, and return what it leaves; AssertionError if it fails."""
    process = case.start(place, workers)
    code = process.wait()
    assert code == 0, (place / "errors.txt").read_text("utf-8")
    return left(place)


def killed(case: Case, place: Path, until: Callable[[float], bool], workers: int = 2) -> bool:
    """Start a command, and kill its process group when ``until`` (seconds since the start) says so.

    Returns whether it was killed before it had ended.
    """
    process = case.start(place, workers)
    begun = time.monotonic()
    while process.poll() is None and not until(time.monotonic() - begun):
        time.sleep(0.001)
    running = process.poll() is None
    if running:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    return running


def left(place: Path) -> dict[str, Any]:
    """Return all that a command has left but times and names of folders, by file."""
    content: dict[str, Any] = {"told": stripped(json.loads((place / "told.json").read_text("utf-8")))}
    for file in sorted((place / "results").rglob("*")) if (place / "results").is_dir() else ():
        name = file.relative_to(place).as_posix()
        if file.suffix == ".json":
            content[name] = stripped(json.loads(file.read_text("utf-8")))
        elif file.is_file() and file.suffix != ".html":
            content[name] = file.read_bytes()
    return content


def stripped(data: Any) -> Any:
    """JSON data without what belongs to the moment, as a text, so that NaN equals NaN."""
    return json.dumps(_stripped(data), sort_keys=True)


def _stripped(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _stripped(value) for key, value in data.items() if key not in OF_THE_MOMENT}
    return [_stripped(value) for value in data] if isinstance(data, list) else data


def remains(place: Path) -> Iterator[Path]:
    """Yield drafts and unfinished work that a finished command should not have left."""
    yield from (place / "cache" / "loyaltylab" / "unfinished").glob("*")
    for file in (place / "results").rglob(".*"):
        if file.name != ".lock":
            yield file


def differences(one: dict[str, Any], other: dict[str, Any]) -> Sequence[str]:
    """Return the names of what differs."""
    return [name for name in sorted({*one, *other}) if one.get(name) != other.get(name)]
