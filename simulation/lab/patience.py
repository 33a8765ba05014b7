"""Connections that ask for nothing are closed, so that idle ones cannot take every place there is."""

from __future__ import annotations

import asyncio

from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

PATIENCE = 10.0
"""Seconds in which a request has to have come in whole."""
MOST_FILES = 4096
"""Open files, connections among them, that a process asks the system for; often it allows 256 at first."""


class Patient(H11Protocol):
    """Speaks HTTP with one client; an open WebSocket is not its matter any more."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin, and look now and then whether something is asked."""
        super().connection_made(transport)
        self._last: RequestResponseCycle | None = None
        self.loop.call_later(PATIENCE, self._look)

    def _look(self) -> None:
        """Close the connection if nothing is being answered and no request has come since the last look."""
        if self.transport.is_closing() or self.transport.get_protocol() is not self:
            return
        answering = self.cycle is not None and not self.cycle.response_complete
        if not answering and self.cycle is self._last:
            self.transport.close()
            return
        self._last = self.cycle
        self.loop.call_later(PATIENCE, self._look)


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
