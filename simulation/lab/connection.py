"""One page's connection: messages in, answers out, one at a time, within bounds."""

from __future__ import annotations

import asyncio
import logging
import time
from contextlib import suppress
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect

from simulation.errors import InputError
from simulation.lab.messages import AnyRequest, Judge, Open, OtherLuck, Tell, Twin, read_request
from simulation.lab.session import Session, in_all_languages
from simulation.lab.turns import Turns

LOG = logging.getLogger("loyaltylab.lab")
MOST_WAITING = 8
"""Requests that may wait for their answer; a page has one."""
MOST_MISTAKES = 10
"""Requests that may be refused as no requests at all before the connection is ended."""
RATE, BURST = 100.0, 200.0
"""Requests a second in the long run, and at once."""
LONG = Open | Twin | OtherLuck | Judge | Tell
"""Requests that take long enough to stand behind the short ones."""
POLICY_VIOLATION, GOING_AWAY = 1008, 1011


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

    def __init__(self, socket: WebSocket, turns: Turns, session: Session, owner: object) -> None:
        self._socket, self._turns = socket, turns
        self._session, self._owner = session, owner
        self._inbox: asyncio.Queue[str | None] = asyncio.Queue()
        self._gone = asyncio.Event()
        self._bucket, self._mistakes = Bucket(), 0

    async def serve(self) -> None:
        """Answer until the page goes, or goes too far."""
        reader = asyncio.create_task(self._read())
        try:
            while (message := await self._inbox.get()) is not None:
                if not await self._answer(message):
                    break
        except (WebSocketDisconnect, RuntimeError):
            pass  # the page went while it was being answered
        finally:
            self._session.close()
            reader.cancel()
            with suppress(asyncio.CancelledError, Exception):
                await reader

    async def _read(self) -> None:
        """Take messages in as they come; note when the page goes."""
        try:
            while self._inbox.qsize() < MOST_WAITING and self._bucket.take():
                self._inbox.put_nowait(await self._text())
            await self._refuse_and_close("lab.error.too_fast")
        except (WebSocketDisconnect, RuntimeError):
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
        request = self._request(message)
        if isinstance(request, InputError):
            self._mistakes += 1
            await self._refuse(request)
            if self._mistakes >= MOST_MISTAKES:
                await self._socket.close(POLICY_VIOLATION)
                return False
            return True
        answer = await self._worked(request)
        if answer is not None:
            await self._socket.send_text(answer)
        return answer is not None

    async def _worked(self, request: AnyRequest) -> str | None:
        long = isinstance(request, LONG)
        try:
            return await self._turns.done(self._session.answers(request), long, self._gone, self._owner)
        except Exception:
            LOG.exception("a request failed: %s", request.do)
            await self._socket.close(GOING_AWAY)
            return None

    def _request(self, message: str) -> AnyRequest | InputError:
        try:
            return read_request(message)
        except InputError as error:
            return error

    async def _refuse(self, error: InputError) -> None:
        refused: dict[str, Any] = {"id": None, "reply": "refused", "error": in_all_languages(error)}
        await self._socket.send_json(refused)

    async def _refuse_and_close(self, key: str) -> None:
        await self._refuse(InputError(key))
        await self._socket.close(POLICY_VIOLATION)
