"""Kill commands at random moments, many times: ``python -m tests.endurance.kill_many --times 100``.

Each round takes one of `CASES`, kills it once to four times (SIGKILL to the whole process group, at moments
spread evenly over the time that it takes undisturbed), starts it a last time, and compares all that it leaves
with what an undisturbed run left. Ends with exit code 1 if anything differs or remains.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.endurance.killing import CASES, differences, finished, killed, remains


def main() -> int:
    """Do the rounds that are asked for, and print what came of them."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--times", type=int, default=100, help="rounds")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--minutes", type=float, default=float("inf"), help="begin no round after so long")
    parser.add_argument("--only", choices=CASES, action="append", help="this command (repeatable)")
    asked = parser.parse_args()
    begun, count, wrong = time.monotonic(), Counter[str](), []
    with tempfile.TemporaryDirectory(prefix="killed-") as home:
        rounds = Rounds(Path(home), random.Random(asked.seed), count)
        for number in range(asked.times):
            if time.monotonic() - begun > 60.0 * asked.minutes:
                break
            name = (asked.only or list(CASES))[number % len(asked.only or CASES)]
            wrong += rounds.round(name, number)
    for name, times in sorted(count.items()):
        sys.stdout.write(f"{name}: {times}\n")
    sys.stdout.write("\n".join(wrong) + "\n" if wrong else "all results equal, nothing remained\n")
    return 1 if wrong else 0


class Rounds:
    """Rounds in a folder, with what undisturbed runs left, and how long they took."""

    def __init__(self, home: Path, luck: random.Random, count: Counter[str]) -> None:
        self.home, self.luck, self.count = home, luck, count
        self.known: dict[str, tuple[dict[str, object], float]] = {}

    def round(self, name: str, number: int) -> list[str]:
        """Do a round, and return what went wrong."""
        if name not in self.known:
            begun = time.monotonic()
            self.known[name] = (
                finished(CASES[name], self.home / f"{name}-undisturbed"),
                time.monotonic() - begun,
            )
        expected, seconds = self.known[name]
        place, workers = self.home / f"{name}-{number}", self.luck.choice((1, 2))
        for _ in range(self.luck.randint(1, 4)):
            moment = self.luck.uniform(0.0, seconds)
            if not killed(CASES[name], place, lambda passed, moment=moment: passed >= moment, workers):
                break
            self.count[f"{name} kills"] += 1
            if CASES[name].ended(place):
                break
        else:
            found = finished(CASES[name], place, workers)
            self.count[f"{name} rounds"] += 1
            wrong = [f"{place.name}: {each} differs" for each in differences(expected, found)]
            return wrong + [f"{place.name}: {path} remains" for path in remains(place)]
        self.count[f"{name} ended before its kill"] += 1
        return []


if __name__ == "__main__":
    sys.exit(main())
