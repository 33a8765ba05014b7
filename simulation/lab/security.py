"""Who may speak to the laboratory, and what its page may do."""

from __future__ import annotations

import ipaddress
import socket
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
OF_THE_PAGE = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}
OF_FILES = {
    "content-security-policy": "default-src 'none'",
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
}
"""Of what the page loads; whoever opens it as a page may load nothing. There are about ninety such files, and
what stands at the head of an answer is not packed."""


def own_names() -> frozenset[str]:
    """Return the names by which this machine may be called."""
    name = socket.gethostname().casefold()
    return frozenset({"localhost", name, f"{name}.local"})


def is_ours(host: str, names: frozenset[str]) -> bool:
    """Whether a Host header is an address, or a name of this machine.

    Any other name could be an attacker's that has been pointed at this machine (DNS rebinding).
    """
    try:
        name = urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return False
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return name.casefold() in names
    return True


def same_origin(headers: Headers) -> bool:
    """Whether a request comes from a page of this very server."""
    try:
        origin = urlsplit(headers.get("origin", ""))
    except ValueError:
        return False
    return origin.scheme in ("http", "https") and origin.netloc == headers.get("host", "")


class Guard:
    """Lets only requests for this machine through, WebSockets only of its own page; adds the headers."""

    def __init__(self, app: ASGIApp, names: frozenset[str]) -> None:
        self._app, self._names = app, names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        allowed = is_ours(headers.get("host", ""), self._names)
        if scope["type"] == "websocket":
            if not (allowed and same_origin(headers)):
                await receive()
                await send({"type": "websocket.close", "code": 1008, "reason": "origin"})
                return
            await self._app(scope, receive, send)
            return
        if not allowed:
            await PlainTextResponse("This is not the address of the laboratory.\n", 421)(scope, receive, send)
            return
        await self._app(scope, receive, _with_headers(send, scope["path"] == "/"))


def _with_headers(send: Send, is_page: bool) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in (OF_THE_PAGE if is_page else OF_FILES).items():
                headers.setdefault(name, value)
        await send(message)

    return sending
