"""One page's connection: messages in, answers out, one at a time, within bounds."""

from __future__ import annotations

import asyncio
import json
import logging
import time
from contextlib import suppress
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect

from simulation.errors import InputError
from simulation.lab.both_languages import in_all_languages
from simulation.lab.classroom import Classroom
from simulation.lab.messages import (
    AnyClassRequest,
    AnyMarketRequest,
    Draft,
    Find,
    Judge,
    Kept,
    Notes,
    Open,
    OtherLuck,
    Tell,
    Twin,
)
from simulation.lab.request_reading import read_request
from simulation.lab.seat import Seat
from simulation.lab.session import Session
from simulation.lab.turns import Owner, Turns

LOG = logging.getLogger("loyaltylab.lab")
MOST_WAITING = 8
"""Requests that may wait for their answer; a page has one."""
MOST_MISTAKES = 10
"""Requests that may be refused as no requests at all before the connection is ended."""
RATE, BURST = 100.0, 200.0
"""Requests a second in the long run, and at once."""
LONG = Open | Draft | Find | Tell | Kept | Twin | OtherLuck | Judge
"""Requests that take long enough to stand behind the short ones."""
POLICY_VIOLATION, INTERNAL_ERROR = 1008, 1011
SLOW_SECONDS = 30.0
"""Seconds within which a page has to take an answer in."""
NEWS_PAUSE = 0.25
"""Seconds between two pieces of news about the class: forty students who come at once are one piece."""
MOMENT_TO_CLOSE = 5.0
"""Seconds that the last words to a page may take."""


class TooSlow(Exception):  # noqa: N818 (the page's fault, not the server's)
    """The page does not read what it is sent."""


class Bucket:
    """Counts requests: `take` says whether one more is within the rate."""

    def __init__(self) -> None:
        self._left, self._since = BURST, time.monotonic()

    def take(self) -> bool:
        """Take one; False if there is none left."""
        now = time.monotonic()
        self._left = min(BURST, self._left + (now - self._since) * RATE)
        self._since = now
        if self._left < 1.0:
            return False
        self._left -= 1.0
        return True


class Connection:
    """A page and its session, from the first message to the last."""

    def __init__(
        self, socket: WebSocket, turns: Turns, session: Session, owner: Owner, room: Classroom | None = None
    ) -> None:
        self._socket, self._turns = socket, turns
        self._session, self._owner = session, owner
        self._inbox: asyncio.Queue[str | None] = asyncio.Queue()
        self._gone = asyncio.Event()
        self._bucket, self._mistakes = Bucket(), 0
        self._news = asyncio.Event()
        self._seat = Seat(room, self._news.set)

    async def serve(self) -> None:
        """Answer until the page goes, or goes too far."""
        beside = [asyncio.create_task(self._read()), asyncio.create_task(self._tell_news())]
        try:
            while (message := await self._inbox.get()) is not None:
                if not await self._answer(message):
                    break
        except TooSlow:
            await self._hang_up(POLICY_VIOLATION, "answers were not read")
        except (WebSocketDisconnect, RuntimeError):
            pass  # the page went while it was being answered
        finally:
            self._session.close()
            self._seat.close()
            for task in beside:
                task.cancel()
                with suppress(asyncio.CancelledError, Exception):
                    await task

    async def _tell_news(self) -> None:
        """Send the state of the class whenever it has changed: the newest one, however many came between."""
        try:
            while await self._news.wait():
                self._news.clear()
                await self._send({"push": "class", "class": self._seat.state()})
                await asyncio.sleep(NEWS_PAUSE)
        except TooSlow:
            await self._hang_up(POLICY_VIOLATION, "news was not read")

    async def _read(self) -> None:
        """Take messages in as they come; note when the page goes."""
        try:
            while self._inbox.qsize() < MOST_WAITING and self._bucket.take():
                self._inbox.put_nowait(await self._text())
            await self._send(last_words(InputError("lab.error.too_fast")))
            await self._hang_up(POLICY_VIOLATION, "too many requests at once")
        except (WebSocketDisconnect, RuntimeError, TooSlow):
            pass
        finally:
            self._gone.set()
            self._inbox.put_nowait(None)

    async def _text(self) -> str:
        message = await self._socket.receive()
        if message["type"] == "websocket.disconnect":
            raise WebSocketDisconnect
        return message.get("text") or ""

    async def _answer(self, message: str) -> bool:
        """Answer one message; False if the connection has to end."""
        try:
            request = read_request(message)
        except InputError as error:
            return await self._refused(message, error)
        if isinstance(request, AnyClassRequest):
            await self._send(self._in_class(request))
            return True
        if isinstance(request, Notes) and self._seat.is_student:
            await self._send(refusal(request.id, InputError("lab.error.not_instructor")))
            return True
        answer = await self._worked(request)
        if answer is not None:
            await self._send_text(answer)
        return answer is not None

    async def _refused(self, message: str, error: InputError) -> bool:
        """Refuse what is no request, under its id if it has one; False if this was once too often."""
        self._mistakes += 1
        if self._mistakes >= MOST_MISTAKES:
            await self._send(last_words(error))
            await self._hang_up(POLICY_VIOLATION, "too many unreadable requests")
            return False
        await self._send(refusal(id_of(message), error))
        return True

    def _in_class(self, request: AnyClassRequest) -> dict[str, Any]:
        """Answer at once what concerns the class: it takes no time, and waits for no market."""
        try:
            return {"id": request.id, **self._seat.answer(request)}
        except InputError as error:
            return refusal(request.id, error)

    async def _worked(self, request: AnyMarketRequest) -> str | None:
        long = isinstance(request, LONG)
        try:
            return await self._turns.done(self._session.answers(request), long, self._gone, self._owner)
        except Exception:
            LOG.exception("a request failed: %s", request.do)
            await self._send(refusal(request.id, InputError("lab.error.failed", what=request.do)))
            await self._hang_up(INTERNAL_ERROR, "a request failed")
            return None

    async def _send(self, answer: dict[str, Any]) -> None:
        await self._send_text(json.dumps(answer, ensure_ascii=False))

    async def _send_text(self, answer: str) -> None:
        """Send an answer; TooSlow if the page has not taken the earlier ones in after a while.

        The server takes an answer when little is left unsent of those before it, so at most one is kept.
        """
        try:
            await asyncio.wait_for(self._socket.send_text(answer), SLOW_SECONDS)
        except TimeoutError:
            raise TooSlow from None

    async def _hang_up(self, code: int, reason: str) -> None:
        """End the connection; a page that reads nothing any more does not get to know the reason."""
        with suppress(TimeoutError, WebSocketDisconnect, RuntimeError):
            await asyncio.wait_for(self._socket.close(code, reason), MOMENT_TO_CLOSE)


def refusal(request: int | None, error: InputError) -> dict[str, Any]:
    """Return the answer that refuses a request."""
    return {"id": request, "reply": "refused", "error": in_all_languages(error)}


def last_words(error: InputError) -> dict[str, Any]:
    """Return the answer that says why the connection is about to be ended."""
    return refusal(None, error) | {"last": True}


def id_of(message: str) -> int | None:
    """Return the id of a message that is no request; None if it has none."""
    try:
        content = json.loads(message)
    except (ValueError, RecursionError):
        return None
    given = content.get("id") if isinstance(content, dict) else None
    return given if isinstance(given, int) and not isinstance(given, bool) and 0 <= given <= 2**53 else None
