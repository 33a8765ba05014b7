"""``loyaltylab lab``: the laboratory in the browser."""

from __future__ import annotations

import errno
import http.client
import ipaddress
import os
import socket
import threading
import time
import webbrowser
from contextlib import suppress
from typing import Any

import click

from simulation.commands.framework import command, option
from simulation.errors import InputError
from simulation.lab import class_link
from simulation.language import current_language, text, use_language

EVERYWHERE = ("0.0.0.0", "::")
PATIENCE = 60.0
"""Seconds to wait for one answer while the server starts."""
WAITING_CONNECTIONS = 1024
"""Connections that may wait to be accepted."""


@command("lab", "lab.command")
@click.argument("scenarios", nargs=-1, metavar="[SCENARIO]...")
@option("--host", default="127.0.0.1", show_default=True)
@option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
@option("--no-open", is_flag=True)
@option("--workers", type=click.IntRange(1, 64), default=1, show_default=True)
@option("--class/--no-class", "with_class", default=None)
def lab(
    scenarios: tuple[str, ...], host: str, port: int, no_open: bool, workers: int, with_class: bool | None
) -> None:
    """Serve the laboratory until it is interrupted."""
    has_class = class_link.is_wanted(with_class, is_own_machine(host), workers)
    if scenarios:
        from simulation.lab.offered import offer

        offer(scenarios)
    listening = listen(host, port)
    port = listening.getsockname()[1]
    key = class_link.make(address_for_others(host, port)) if has_class else None
    telling = (host, port, not no_open, current_language(), key)
    threading.Thread(target=tell_when_open, args=telling, daemon=True).start()
    serve(listening, host, workers)


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens at an address (port 0: any free one); InputError if it cannot be had.

    Until the server is ready, who connects waits; nobody else can take the port in the meantime.
    """
    try:
        family, *_, there = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return _listening(family, there)
    except OSError as error:
        raise _cannot_listen(host, port, error) from None
    except UnicodeError:  # a name with an empty part, or one of over 63 letters
        raise InputError("lab.command.error.no_such_host", host=host) from None


def _cannot_listen(host: str, port: int, error: OSError) -> InputError:
    """Return what the system refused, with what to do."""
    if isinstance(error, socket.gaierror):
        return InputError("lab.command.error.no_such_host", host=host)
    if error.errno == errno.EADDRINUSE:
        return InputError("lab.command.error.taken", host=host, port=port, other=port % 65535 + 1)
    if error.errno == errno.EACCES:
        return InputError("lab.command.error.forbidden", host=host, port=port)
    if error.errno == errno.EADDRNOTAVAIL:
        return InputError("lab.command.error.not_here", host=host)
    reason = error.strerror or str(error)
    return InputError("lab.command.error.address", host=host, port=port, reason=reason)


def _listening(family: int, there: Any) -> socket.socket:
    listening = socket.socket(family, socket.SOCK_STREAM)
    try:
        if os.name == "posix":
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        elif hasattr(socket, "SO_EXCLUSIVEADDRUSE"):
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        listening.bind(there)
        listening.listen(WAITING_CONNECTIONS)
    except OSError:
        listening.close()
        raise
    return listening


def tell_when_open(host: str, port: int, browser: bool, language: str, key: str | None) -> None:
    """Print the address once a page is served, and open the browser if wanted.

    The browser does not get the instructor's link: what it is started with, others on this machine can read.
    """
    use_language(language)
    reached = "127.0.0.1" if host in EVERYWHERE else host
    while not is_served(reached, port):
        time.sleep(0.1)
    announce(host, port)
    announce_class(f"{address(reached, port)}#teach={key}" if key else None, host)
    if browser:
        webbrowser.open(f"{address(reached, port)}#lang={language}")


def is_served(host: str, port: int) -> bool:
    """Whether the first page is served there."""
    connection = http.client.HTTPConnection(host, port, timeout=PATIENCE)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status < http.HTTPStatus.INTERNAL_SERVER_ERROR
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def announce(host: str, port: int) -> None:
    """Print the address; for a class, also the address in the network and its QR code."""
    click.echo(text("lab.command.ready", address=address("127.0.0.1" if host in EVERYWHERE else host, port)))
    if is_own_machine(host):
        return
    for_others = address_for_others(host, port)
    click.echo(text("lab.command.for_the_class", address=for_others))
    import segno

    segno.make(for_others, error="m").terminal(compact=True)


def announce_class(link: str | None, host: str) -> None:
    """Print the instructor's link; say so if others can come and there is no class."""
    if link is not None:
        click.echo(text("lab.command.for_the_instructor", link=link))
    elif not is_own_machine(host):
        click.echo(text("lab.command.no_class"))


def address_for_others(host: str, port: int) -> str:
    """Return the address by which others reach the page."""
    return address(address_in_network() if host in EVERYWHERE else host, port)


def address(host: str, port: int) -> str:
    """Return the address of the page."""
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"


def is_own_machine(host: str) -> bool:
    """Whether nobody but this machine can reach the laboratory there."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def address_in_network() -> str:
    """Return this machine's address in its network, without sending anything."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            return str(probe.getsockname()[0])
        except OSError:
            return socket.gethostname()


def serve(listening: socket.socket, host: str, workers: int) -> None:
    """Serve at a listening socket until interrupted."""
    import uvicorn

    from simulation.lab.idle_timeout import IdleTimeout, allow_many_connections
    from simulation.lab.server import ALSO_KNOWN_AS, LARGEST_MESSAGE

    if host not in EVERYWHERE:
        os.environ[ALSO_KNOWN_AS] = host
    allow_many_connections()
    config: dict[str, Any] = {
        "app": "simulation.lab.server:application",
        "factory": True,
        "http": IdleTimeout,
        "log_level": "warning",
        "access_log": False,
        "server_header": False,
        "ws_max_size": LARGEST_MESSAGE,
        "ws_per_message_deflate": False,
        "ws_ping_interval": 20.0,
        "ws_ping_timeout": 20.0,
        "limit_concurrency": 1000,
        "timeout_graceful_shutdown": 2,
    }
    with suppress(KeyboardInterrupt), listening:
        if workers == 1:
            uvicorn.Server(uvicorn.Config(**config)).run(sockets=[listening])
            return
        port = listening.getsockname()[1]
        listening.close()  # with several workers, the server wants to make the socket itself
        uvicorn.run(**config, host=host, port=port, workers=workers)
