"""``python -m tests.loopholes [MARKET ...]``: what the search finds, and through which levers."""

from __future__ import annotations

import sys
import time

from simulation.scenario.catalogue import names
from tests.loopholes.search import LIMIT, SMALL, WHOLE, Search


def main() -> int:
    """Return 1 if the search passes the limit in some market, else 0."""
    small, wanted = "--small" in sys.argv, [each for each in sys.argv[1:] if not each.startswith("--")]
    passed = 0
    for name in wanted or names():
        began, search = time.perf_counter(), Search(name, SMALL if small else WHOLE)
        print(f"{search.told()}  ({time.perf_counter() - began:.0f} s)", flush=True)
        for lever, lost in list(search.undone().items())[:6]:
            print(f"    {lever} = {search.best.strategy[lever]}: {100 * lost:+.0f} %", flush=True)
        passed |= search.gain > LIMIT
    return int(passed)


if __name__ == "__main__":
    sys.exit(main())
