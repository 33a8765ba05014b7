"""``loyaltylab lab``: the laboratory in the browser."""

from __future__ import annotations

import ipaddress
import os
import socket
import threading
import time
import webbrowser

import click

from simulation.commands.framework import command, option
from simulation.errors import InputError
from simulation.language import current_language, text

EVERYWHERE = ("0.0.0.0", "::")


@command("lab", "lab.command")
@click.argument("scenarios", nargs=-1, metavar="[SCENARIO]...")
@option("--host", default="127.0.0.1", show_default=True)
@option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
@option("--no-open", is_flag=True)
@option("--workers", type=click.IntRange(1, 64), default=1, show_default=True)
def lab(scenarios: tuple[str, ...], host: str, port: int, no_open: bool, workers: int) -> None:
    """Serve the laboratory until it is interrupted."""
    if scenarios:
        from simulation.lab.offered import offer

        offer(scenarios)
    port = free_port(host, port)
    announce(host, port)
    if not no_open:
        threading.Thread(target=open_when_ready, args=(host, port, current_language()), daemon=True).start()
    serve(host, port, workers)


def free_port(host: str, port: int) -> int:
    """Return the port, or for 0 any free one; InputError if the address cannot be had."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        with socket.socket(family, socket.SOCK_STREAM) as trial:
            if os.name == "posix":
                trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind((host, port))
            return int(trial.getsockname()[1])
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError("lab.command.error.address", host=host, port=port, reason=reason) from None


def announce(host: str, port: int) -> None:
    """Print the address; for a class, also the address in the network and its QR code."""
    click.echo(text("lab.command.ready", address=address("127.0.0.1" if host in EVERYWHERE else host, port)))
    if is_own_machine(host):
        return
    for_others = address(address_in_network() if host in EVERYWHERE else host, port)
    click.echo(text("lab.command.for_the_class", address=for_others))
    import segno

    segno.make(for_others, error="m").terminal(compact=True)


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


def open_when_ready(host: str, port: int, language: str, patience: float = 20.0) -> None:
    """Open the browser as soon as the server answers."""
    reached = "127.0.0.1" if host in EVERYWHERE else host
    end = time.monotonic() + patience
    while time.monotonic() < end:
        try:
            socket.create_connection((reached, port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
            continue
        webbrowser.open(f"{address(reached, port)}#lang={language}")
        return


def serve(host: str, port: int, workers: int) -> None:
    """Serve until interrupted."""
    import uvicorn

    from simulation.lab.idle_timeout import IdleTimeout, allow_many_connections
    from simulation.lab.server import ALSO_KNOWN_AS, LARGEST_MESSAGE

    if host not in EVERYWHERE:
        os.environ[ALSO_KNOWN_AS] = host
    allow_many_connections()
    uvicorn.run(
        "simulation.lab.server:application",
        factory=True,
        host=host,
        port=port,
        workers=workers,
        http=IdleTimeout,
        log_level="warning",
        access_log=False,
        server_header=False,
        ws_max_size=LARGEST_MESSAGE,
        ws_per_message_deflate=False,
        ws_ping_interval=20.0,
        ws_ping_timeout=20.0,
        limit_concurrency=1000,
        timeout_graceful_shutdown=2,
    )
