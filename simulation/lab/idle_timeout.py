"""Close connections that only take up room: idle ones, and those whose other end does not read.

`IdleTimeout` stands between a connection and the server's own protocol, and knows of both only what
`asyncio.Protocol` and `asyncio.Transport` say.
"""

from __future__ import annotations

import asyncio
import re
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

IDLE_SECONDS = 10.0
"""Seconds for a whole request to arrive, and for a closing connection to take more of what is unsent."""
LOOK_SECONDS = 1.0
"""Seconds between two looks at a connection."""
MOST_UNSENT = 8 * 2**20
"""Bytes that may wait to be sent over a connection: far more than the largest answer."""
MOST_FILES = 4096
"""Open files (connections are files) to ask the system for; the usual limit is often 256."""
END_OF_HEAD = re.compile(rb"\n\r?\n")


class IdleTimeout(asyncio.Protocol):
    """HTTP by the server's protocol (``inner``), closed when idle.

    Once a connection has become a WebSocket it stays, as long as its other end reads what it is sent. What
    arrives goes to ``inner``, or past both of them to the protocol that ``inner`` has put in its place.
    """

    def __init__(self, **settings: Any) -> None:
        self.inner: asyncio.Protocol = H11Protocol(**settings)
        self._is_lost, self._has_asked, self._tail = False, False, b""
        self._since, self._unsent = 0.0, 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin, and look at the connection from time to time."""
        assert isinstance(transport, asyncio.Transport)
        self._transport, self._loop = transport, asyncio.get_running_loop()
        self._since = self._loop.time()
        self.inner.connection_made(transport)
        self._loop.call_later(LOOK_SECONDS, self._look)

    def data_received(self, data: bytes) -> None:
        """Pass on what has arrived; note whether a head of a request is complete."""
        self._has_asked = self._has_asked or END_OF_HEAD.search(self._tail + data) is not None
        self._tail = (self._tail + data)[-2:]
        self.inner.data_received(data)

    def eof_received(self) -> bool | None:
        """Pass on that nothing more will arrive."""
        return self.inner.eof_received()

    def pause_writing(self) -> None:
        """Pass on that much is unsent."""
        self.inner.pause_writing()

    def resume_writing(self) -> None:
        """Pass on that little is unsent."""
        self.inner.resume_writing()

    def connection_lost(self, exc: Exception | None) -> None:
        """Pass on that the connection has ended."""
        self._is_lost = True
        self.inner.connection_lost(exc)

    def _look(self) -> None:
        """End the connection if it is stuck, close it if it is idle; else look again later."""
        unsent, now = self._transport.get_write_buffer_size(), self._loop.time()
        if self._is_lost or (self._transport.is_closing() and not unsent):
            return
        if self._has_asked or unsent < self._unsent or (self._is_websocket() and not unsent):
            self._since = now
        self._has_asked, self._unsent = False, unsent
        is_late = now - self._since >= IDLE_SECONDS
        if unsent > MOST_UNSENT or (is_late and self._transport.is_closing()):
            self._transport.abort()
            return
        if is_late and not self._is_websocket():
            self._transport.close()
            self._since = now
        self._loop.call_later(LOOK_SECONDS, self._look)

    def _is_websocket(self) -> bool:
        return self._transport.get_protocol() is not self


def allow_many_connections() -> None:
    """Raise the number of open files that the system allows, as far as it may be raised."""
    try:
        import resource
    except ImportError:  # Windows knows no such limit
        return
    usual, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST_FILES if most == resource.RLIM_INFINITY else min(MOST_FILES, most)
    if resource.RLIM_INFINITY != usual < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))
