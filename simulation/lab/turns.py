"""Turns: many pages' work goes bit by bit through few threads, so that nobody waits long for anybody.

Turns are shared out among the addresses that pages come from, and only then among the pages of one address.
So who opens many pages gets no more than who has one.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections import Counter, OrderedDict, deque
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

from simulation.lab.shared_work import WAIT, Work

MOST_SHORT_TURNS = 4
"""Turns that short work takes, one after the other, before a bit of long work gets one."""
MOMENT = 0.004
"""Seconds that a turn takes, or one bit of work where that takes longer."""
PAUSE = 0.1
"""Seconds, at most, until work that waits for somebody else's looks again."""
FIRST_PAUSE = 0.005
"""Seconds until it looks again for the first time; each further pause is twice as long."""

Turn = asyncio.Future[None]


class Owner(NamedTuple):
    """Whose work it is: the address of a page in the network, and the page."""

    address: str
    page: object


class Pages:
    """The pages of one address that wait for a turn: one after the other, each first come, first served."""

    def __init__(self) -> None:
        self._of: dict[bool, OrderedDict[object, deque[Turn]]] = {False: OrderedDict(), True: OrderedDict()}

    def __bool__(self) -> bool:
        return any(self._of.values())

    def has(self, long: bool) -> bool:
        """Whether long (or short) work waits here."""
        return bool(self._of[long])

    def put(self, page: object, long: bool, turn: Turn) -> None:
        """Let a page wait."""
        self._of[long].setdefault(page, deque()).append(turn)

    def take(self, long: bool) -> Turn:
        """Return the turn of the page that is next; of the other kind of work if none of this kind waits."""
        pages = self._of[long] or self._of[not long]
        page, turns = pages.popitem(last=False)
        turn = turns.popleft()
        if turns:
            pages[page] = turns
        return turn


class Line:
    """Who waits for a turn, address by address.

    Next is an address that has the fewest turns under way; among those, one with short work (after
    `MOST_SHORT_TURNS` one with long work); among those, the one that has waited longest.
    """

    def __init__(self) -> None:
        self._waiting: OrderedDict[str, Pages] = OrderedDict()
        self._under_way: Counter[str] = Counter()
        self._short_in_a_row = 0

    def put(self, owner: Owner, long: bool, turn: Turn) -> None:
        """Let a page wait."""
        self._waiting.setdefault(owner.address, Pages()).put(owner.page, long, turn)

    def began(self, address: str) -> None:
        """Note that an address has one more turn under way."""
        self._under_way[address] += 1

    def ended(self, address: str) -> None:
        """Note that a turn has ended."""
        self._under_way[address] -= 1
        self._under_way += Counter()  # forget addresses that have none

    def take(self) -> tuple[str, Turn] | None:
        """Return the next turn and its address; None if nobody waits."""
        if not self._waiting:
            return None
        fewest = min(self._under_way[address] for address in self._waiting)
        fair = [address for address in self._waiting if self._under_way[address] == fewest]
        long = self._short_in_a_row >= MOST_SHORT_TURNS
        wanted = [address for address in fair if self._waiting[address].has(long)]
        address = (wanted or fair)[0]
        pages = self._waiting.pop(address)
        is_short = not (long if pages.has(long) else not long)
        self._short_in_a_row = self._short_in_a_row + 1 if is_short else 0
        turn = pages.take(long)
        if pages:
            self._waiting[address] = pages
        return address, turn


class Turns:
    """Gives threads to pieces of work; short work goes before long work.

    Long work (a comparison, a life lived again) still gets every fifth turn however much short work there is.
    """

    def __init__(self, threads: int) -> None:
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="engine")
        self._free = threads
        self._line = Line()

    async def done(self, work: Work, long: bool, gone: asyncio.Event, owner: Owner) -> str | None:
        """Do an owner's work and return its answer as JSON; None if the page has gone in the meantime."""
        loop, pause = asyncio.get_running_loop(), FIRST_PAUSE
        turn: Turn | None = None
        try:
            while not gone.is_set():
                turn = turn or self._ask(owner, long)
                await turn
                if gone.is_set():  # while it waited: nobody would read the answer
                    return None
                said = await loop.run_in_executor(self._threads, advanced, work)
                turn = self._next_turn(owner, long, wanted=said is None)
                if said == WAIT:
                    await asyncio.sleep(min(pause, PAUSE))
                    pause *= 2
                elif said is not None:
                    return said
                else:
                    pause = FIRST_PAUSE
            return None
        finally:
            self._withdraw(owner, turn)
            work.close()

    def _next_turn(self, owner: Owner, long: bool, wanted: bool) -> Turn | None:
        """Give a thread back, and return the next turn if one is wanted.

        It is asked for before the thread is given back: otherwise the thread would always go to those who
        were waiting already, and one page could never keep up with an address that has many.
        """
        turn = self._ask(owner, long) if wanted else None
        self._give_back(owner)
        return turn

    def _ask(self, owner: Owner, long: bool) -> Turn:
        """Return a turn: a future that is done once there is a thread for it."""
        turn: Turn = asyncio.get_running_loop().create_future()
        if self._free:
            self._free -= 1
            self._grant(owner.address, turn)
        else:
            self._line.put(owner, long, turn)
        return turn

    def _grant(self, address: str, turn: Turn) -> None:
        self._line.began(address)
        turn.set_result(None)

    def _give_back(self, owner: Owner) -> None:
        """Let the next one have the thread."""
        self._line.ended(owner.address)
        while (following := self._line.take()) is not None:
            address, turn = following
            if not turn.done():
                self._grant(address, turn)
                return
        self._free += 1

    def _withdraw(self, owner: Owner, turn: Turn | None) -> None:
        """Give a turn up, whether it has come or not."""
        if turn is None:
            return
        if turn.done() and not turn.cancelled():
            self._give_back(owner)
        else:
            turn.cancel()

    def close(self) -> None:
        """Let the threads go once they have finished what they are at."""
        self._threads.shutdown(wait=False, cancel_futures=True)


def advanced(work: Work) -> str | None:
    """Do the next bits, for a moment; return the answer as JSON once it is there, or that it has to wait."""
    end_of_turn = time.perf_counter() + MOMENT
    try:
        while (said := next(work)) is None and time.perf_counter() < end_of_turn:
            pass
        return said
    except StopIteration as end:
        return json.dumps(end.value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
