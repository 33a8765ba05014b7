"""The server: the static page, the words, and the engine behind a WebSocket."""

from __future__ import annotations

import asyncio
import gc
import os
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket

from simulation.errors import InputError
from simulation.lab import assets, class_link, offered
from simulation.lab.classroom import Classroom
from simulation.lab.connection import Connection, last_words
from simulation.lab.messages import Recipe
from simulation.lab.recipe import Replay, scenario_of
from simulation.lab.reporting import catalogue as describe_catalogue
from simulation.lab.security import Guard, own_names
from simulation.lab.session import Session
from simulation.lab.shared_work import CustomerQuota, SharedWork
from simulation.lab.turns import Owner, Turns
from simulation.language import LANGUAGES
from simulation.parent_process import end_with_parent

LARGEST_MESSAGE = 128 * 1024
"""Bytes of a request: a scenario of one's own in any language, with its moves."""
MOST_PAGES = 250
"""Pages that one worker serves at a time."""
MOST_PAGES_OF_ONE = 60
"""Pages of one address in the network: a class behind one router, and still not the whole laboratory."""
THREADS = 2
TRY_AGAIN_LATER = 1013
"""Code of the WebSocket protocol with which a page is sent away that finds no room."""
NEAR = ("127.0.0.1", "::1")
"""Addresses of this machine: of several pages there, each has bounds of its own."""
ALSO_KNOWN_AS = "LOYALTYLAB_LAB_HOST"
"""Environment variable with a further name of this machine: the one that ``--host`` gave."""


def application() -> Starlette:
    """Build the application; a worker calls this once."""
    end_with_parent()
    link = class_link.taken()
    ours = own_names() | {os.environ.get(ALSO_KNOWN_AS, "localhost").casefold()}
    app = Starlette(
        routes=[
            Route("/", page),
            Route("/words/{language}.json", words),
            WebSocketRoute("/engine", engine),
            Route("/{path:path}", file),
        ],
        middleware=[Middleware(Guard, names=ours)],
        lifespan=lifespan,
    )
    app.state.room = None if link is None else Classroom(link.key, class_link.invitation(link.address))
    return app


@asynccontextmanager
async def lifespan(app: Starlette) -> AsyncIterator[None]:
    """Keep the threads of the engine while the application lives."""
    app.state.turns, app.state.shared, app.state.quota = Turns(THREADS), SharedWork(), CustomerQuota()
    app.state.pages = Counter[str]()
    await asyncio.to_thread(warm_up)
    gc.collect()
    gc.freeze()  # what has been loaded stays: the collector need not look at it in the middle of a lesson
    yield
    app.state.turns.close()


def warm_up() -> None:
    """Load what the first page would have to wait for: the catalogue, the engines, the files, the words."""
    describe_catalogue()
    firsts = {offered.read(name).world.kind: name for name in reversed(offered.names())}
    for name in firsts.values():
        Replay(scenario_of(Recipe(scenario=name, customers=10, months=1)), 0, []).advance()
    import_module("pandas")  # which the first comparison needs
    assets.page()
    for language in LANGUAGES:
        assets.words(language)


async def page(request: Request) -> Response:
    """Serve the page."""
    return sent(request, assets.page())


async def file(request: Request) -> Response:
    """Serve a file of the page out of memory."""
    found = assets.files().get(request.path_params["path"])
    return Response(status_code=404) if found is None else sent(request, found)


async def words(request: Request) -> Response:
    """Serve the words of one language."""
    language = request.path_params["language"]
    return sent(request, assets.words(language)) if language in LANGUAGES else Response(status_code=404)


def sent(request: Request, found: assets.File) -> Response:
    """Send a file, packed for whoever can unpack it, and not again to whoever has it."""
    headers = {"cache-control": "no-cache", "etag": found.tag, "vary": "accept-encoding"}
    if request.headers.get("if-none-match") == found.tag:
        return Response(status_code=304, headers=headers)
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return Response(found.body, media_type=found.kind, headers=headers)
    return Response(found.packed, media_type=found.kind, headers=headers | {"content-encoding": "gzip"})


async def engine(socket: WebSocket) -> None:
    """Serve one page."""
    state, host = socket.app.state, socket.client.host if socket.client else ""
    near = host in NEAR
    await socket.accept()
    refusal = None
    if not near and state.pages[host] >= MOST_PAGES_OF_ONE:
        refusal = InputError("lab.error.full_address", address=host, most=MOST_PAGES_OF_ONE)
    elif state.pages.total() >= MOST_PAGES:
        refusal = InputError("lab.error.full", most=MOST_PAGES)
    if refusal is not None:
        await socket.send_json(last_words(refusal))
        await socket.close(TRY_AGAIN_LATER)
        return
    state.pages[host] += 1
    page = object()
    session = Session(state.shared, state.quota, page if near else host)
    try:
        await Connection(socket, state.turns, session, Owner(host, page), state.room).serve()
    finally:
        state.pages[host] -= 1
        state.pages += Counter()  # forget addresses that have no page any more
