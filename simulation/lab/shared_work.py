"""Work that several pages ask for alike (a class that takes one lesson): done once, for all of them."""

from __future__ import annotations

import sys
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
MOST_KEPT = 64 * 2**20
"""Bytes of the results that are kept, over all series; what was used longest ago is dropped first."""
EMPTY = 50_000
"""Bytes of a series without results: its scenarios, its key."""


class RunSeries:
    """Results that come one after the other; each is made once, by all pages that need it.

    Every page gives the turns that it has, so nobody waits for a page that gets few. ``make(number)`` works
    on a result; it never has to wait. It is closed when no page wants the result any more, and begun again
    when one does, so it must change nothing before it returns.
    """

    def __init__(self, make: Callable[[int], Work]) -> None:
        self._make = make
        self._results: list[Answer] = []
        self.size = EMPTY
        self._at_work, self._counting = threading.Lock(), threading.Lock()
        self._under_way: Work | None = None
        self._wanted_by = 0

    def __len__(self) -> int:
        return len(self._results)

    def get(self, number: int) -> Work:
        """Return a result, made together with those before it if nobody has yet."""
        self._join()
        try:
            while len(self._results) <= number:
                yield None if self._worked_on(number) else WAIT
            return self._results[number]
        finally:
            self._leave()

    def hold(self, *values: object) -> None:
        """Count the bytes of what is kept for a result, beside the answer."""
        self.size += sum(map(size_of, values))

    def _join(self) -> None:
        with self._counting:
            self._wanted_by += 1

    def _leave(self) -> None:
        """One page less that wants a result; the last one leaves nothing half done."""
        with self._counting:
            self._wanted_by -= 1
            if self._wanted_by == 0 and self._under_way is not None:
                self._under_way.close()
                self._under_way = None

    def _worked_on(self, number: int) -> bool:
        """Do one bit of work on the next result, if it is needed; False if somebody else is at it."""
        if not self._at_work.acquire(blocking=False):
            return False
        try:
            if len(self._results) <= number:
                self._do_a_bit()
        finally:
            self._at_work.release()
        return True

    def _do_a_bit(self) -> None:
        work = self._under_way or self._make(len(self._results))
        self._under_way = None  # unless this bit succeeds, and is not the last
        try:
            next(work)
            self._under_way = work
        except StopIteration as end:
            self._results.append(end.value)
            self.hold(end.value)


class CustomerQuota:
    """How many customers all pages together may have, one owner's pages at most half of them.

    Safe to use from several threads.
    """

    def __init__(self, most: int = MOST_TOGETHER) -> None:
        self.most = most
        self._taken: Counter[object] = Counter()
        self._lock = threading.Lock()

    def take(self, owner: object, customers: int) -> bool:
        """Reserve so many customers, or release them (below 0); False, and no change, beyond the quota."""
        with self._lock:
            everybody, owners = self._taken.total() + customers, self._taken[owner] + customers
            if customers > 0 and (everybody > self.most or owners > self.most // 2):
                return False
            self._taken[owner] = owners
            self._taken += Counter()  # drops owners whose count is zero
            return True


class Shared(Protocol):
    """What is kept: a comparison, judged claims, runs with other luck."""

    @property
    def series(self) -> RunSeries:
        """Its results."""


SharedT = TypeVar("SharedT", bound=Shared)


class SharedWork:
    """What the pages have begun, by a key that says what it is of. Safe to use from several threads."""

    def __init__(self, most: int = MOST_KEPT) -> None:
        self._most = most
        self._kept: OrderedDict[object, Any] = OrderedDict()
        self._lock = threading.Lock()

    def find(self, key: object, make: Callable[[], SharedT]) -> SharedT:
        """Return what is kept under a key; it is made if there is nothing yet."""
        with self._lock:
            if key not in self._kept:
                self._kept[key] = make()
            self._kept.move_to_end(key)
            while len(self._kept) > 1 and self._size() > self._most:
                self._kept.popitem(last=False)
            found: SharedT = self._kept[key]
            return found

    def _size(self) -> int:
        """Count the bytes of everything that is kept."""
        return sum(each.series.size for each in self._kept.values())


def size_of(value: object) -> int:
    """Return the bytes that data take in memory; the keys of dictionaries are the same in all of them."""
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ()
    return sys.getsizeof(value) + sum(map(size_of, parts))
