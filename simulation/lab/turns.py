"""Turns: many pages' work goes bit by bit through few threads, so that nobody waits long for anybody."""

from __future__ import annotations

import asyncio
import json
import time
from collections import OrderedDict, deque
from concurrent.futures import ThreadPoolExecutor

from simulation.lab.shared_work import WAIT, Work

MOST_SHORT_TURNS = 4
"""Turns that short work takes, one after the other, before a bit of long work gets one."""
MOMENT = 0.004
"""Seconds that a turn takes, or one bit of work where that takes longer."""
PAUSE = 0.1
"""Seconds until work that waits for somebody else's looks again."""


class Queue:
    """Who waits for a turn: the owners of work take turns, each of them first come, first served.

    So somebody who wants a lot at once waits for himself, and holds up nobody else for more than a turn.
    """

    def __init__(self) -> None:
        self._of: OrderedDict[object, deque[asyncio.Future[None]]] = OrderedDict()

    def __bool__(self) -> bool:
        return bool(self._of)

    def put(self, owner: object, waiting: asyncio.Future[None]) -> None:
        """Let somebody wait."""
        self._of.setdefault(owner, deque()).append(waiting)

    def take(self) -> asyncio.Future[None]:
        """Return who is next."""
        owner, waiting = self._of.popitem(last=False)
        following = waiting.popleft()
        if waiting:
            self._of[owner] = waiting
        return following


class Turns:
    """Gives threads to pieces of work, owner by owner; short work goes before long work.

    Long work (a comparison, a life lived again) still gets every fifth turn however much short work there is.
    """

    def __init__(self, threads: int) -> None:
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="engine")
        self._free = threads
        self._waiting = {False: Queue(), True: Queue()}
        self._short_in_a_row = 0

    async def done(self, work: Work, long: bool, gone: asyncio.Event, owner: object) -> str | None:
        """Do an owner's work and return its answer as JSON; None if the page has gone in the meantime."""
        loop = asyncio.get_running_loop()
        try:
            while not gone.is_set():
                await self._turn(long, owner)
                try:
                    answer = await loop.run_in_executor(self._threads, advanced, work)
                finally:
                    self._give_back()
                if answer == WAIT:
                    await asyncio.sleep(PAUSE)
                elif answer is not None:
                    return answer
            return None
        finally:
            work.close()

    async def _turn(self, long: bool, owner: object) -> None:
        """Wait for a free thread."""
        if self._free:
            self._free -= 1
            return
        mine = asyncio.get_running_loop().create_future()
        self._waiting[long].put(owner, mine)
        try:
            await mine
        except asyncio.CancelledError:
            if mine.done() and not mine.cancelled():
                self._give_back()
            raise

    def _give_back(self) -> None:
        """Let the next one have the thread."""
        while following := self._next():
            if not following.done():
                following.set_result(None)
                return
        self._free += 1

    def _next(self) -> asyncio.Future[None] | None:
        short, long = self._waiting[False], self._waiting[True]
        if short and (self._short_in_a_row < MOST_SHORT_TURNS or not long):
            self._short_in_a_row += 1
            return short.take()
        self._short_in_a_row = 0
        return long.take() if long else None

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
