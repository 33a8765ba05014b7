"""Work that many pages want alike, as a class does that takes one lesson: done once, for all of them."""

from __future__ import annotations

import threading
from collections import Counter, OrderedDict
from collections.abc import Callable, Generator
from typing import Any, Final, Protocol, TypeVar

Answer = dict[str, Any]
WAIT: Final = "wait"
"""What work yields when it can do nothing now, because somebody else is at it."""
Work = Generator[str | None, None, Answer]
"""Work yields None after each bit of it, or `WAIT`; it returns the answer."""

MOST_TOGETHER = 600_000
"""Customers in the markets of all pages of one process: about a gigabyte."""
MOST_KEPT = 2000
"""Results that a shelf keeps, over all series; the series that was used longest ago goes first."""


class Series:
    """Results that come one after the other; each is made once, by whoever needs it first.

    ``make(number)`` works on a result. It may be closed before its end, and is then begun anew by somebody
    else, so it must change nothing before it returns.
    """

    def __init__(self, make: Callable[[int], Work]) -> None:
        self._make = make
        self._results: list[Answer] = []
        self._at_work = threading.Lock()

    def __len__(self) -> int:
        return len(self._results)

    def get(self, number: int) -> Work:
        """Return a result, made together with those before it if nobody has yet."""
        while len(self._results) <= number:
            if self._at_work.acquire(blocking=False):
                try:
                    if len(self._results) <= number:
                        self._results.append((yield from self._make(len(self._results))))
                finally:
                    self._at_work.release()
            else:
                yield WAIT
        return self._results[number]


class Room:
    """How many customers all pages together may have, one owner's pages at most half of them.

    Safe to use from several threads.
    """

    def __init__(self, most: int = MOST_TOGETHER) -> None:
        self.most = most
        self._taken: Counter[object] = Counter()
        self._lock = threading.Lock()

    def take(self, owner: object, customers: int) -> bool:
        """Take room for so many, or give it back (below 0); False, and nothing taken, if there is none."""
        with self._lock:
            all_of_them, his = self._taken.total() + customers, self._taken[owner] + customers
            if customers > 0 and (all_of_them > self.most or his > self.most // 2):
                return False
            self._taken[owner] = his
            self._taken += Counter()  # forget owners who have nothing any more
            return True


class Shared(Protocol):
    """What lies on a shelf."""

    @property
    def series(self) -> Series:
        """Its results."""


SharedT = TypeVar("SharedT", bound=Shared)


class Shelf:
    """Where pages find what others have begun, by what it is of. Safe to use from several threads."""

    def __init__(self, most: int = MOST_KEPT) -> None:
        self._most = most
        self._kept: OrderedDict[object, Any] = OrderedDict()
        self._lock = threading.Lock()

    def find(self, key: object, make: Callable[[], SharedT]) -> SharedT:
        """Return what lies under a key; it is made if there is nothing yet."""
        with self._lock:
            if key not in self._kept:
                self._kept[key] = make()
            self._kept.move_to_end(key)
            while len(self._kept) > 1 and self._results() > self._most:
                self._kept.popitem(last=False)
            found: SharedT = self._kept[key]
            return found

    def _results(self) -> int:
        """Count the results kept; what has none yet counts as one."""
        return sum(max(1, len(each.series)) for each in self._kept.values())
