"""Close idle HTTP connections, so that they cannot occupy all places (slow-loris protection)."""

from __future__ import annotations

import asyncio

from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

IDLE_SECONDS = 10.0
"""Seconds within which a whole request has to arrive."""
MOST_FILES = 4096
"""Open files (connections are files) to ask the system for; the usual limit is often 256."""


class IdleTimeout(H11Protocol):
    """HTTP with one client, closed when idle; an open WebSocket has another protocol and stays."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin, and check at intervals whether a request has arrived."""
        super().connection_made(transport)
        self._last: RequestResponseCycle | None = None
        self.loop.call_later(IDLE_SECONDS, self._close_if_idle)

    def _close_if_idle(self) -> None:
        """Close the connection if nothing is being answered and no request has come since the last look."""
        if self.transport.is_closing() or self.transport.get_protocol() is not self:
            return
        answering = self.cycle is not None and not self.cycle.response_complete
        if not answering and self.cycle is self._last:
            self.transport.close()
            return
        self._last = self.cycle
        self.loop.call_later(IDLE_SECONDS, self._close_if_idle)


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
