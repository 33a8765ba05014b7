"""The server: the static page, the words, plotly.js out of its wheel, and the engine behind a WebSocket."""

from __future__ import annotations

import asyncio
import gzip
import os
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.websockets import WebSocket

from simulation.errors import InputError
from simulation.lab.connection import Connection
from simulation.lab.messages import Recipe
from simulation.lab.recipe import Replay, scenario_of
from simulation.lab.reporting import catalogue as describe_catalogue
from simulation.lab.security import Guard, own_names
from simulation.lab.session import told
from simulation.lab.turns import Turns
from simulation.language import LANGUAGES, catalogue
from simulation.scenario.catalogue import names

PAGE = Path(__file__).with_name("page")
LARGEST_MESSAGE = 64 * 1024
"""Bytes of a request; the longest recipe has half of that."""
MOST_PAGES = 250
"""Pages that one worker serves at a time."""
THREADS = 2
ALSO_KNOWN_AS = "LOYALTYLAB_LAB_HOST"
"""Environment variable with a further name of this machine: the one that ``--host`` gave."""
WORDS_FOR_THE_PAGE = ("lab.", "parameters.", "unit.", "grade.", "groups.", "words.")


def application() -> Starlette:
    """Build the application; a worker calls this once."""
    ours = own_names() | {os.environ.get(ALSO_KNOWN_AS, "localhost").casefold()}
    return Starlette(
        routes=[
            Route("/", page),
            Route("/words/{language}.json", words),
            Route(f"/plotly-{version('plotly')}.js", plotly),
            WebSocketRoute("/engine", engine),
            Mount("/", StaticFiles(directory=PAGE)),
        ],
        middleware=[Middleware(Guard, names=ours)],
        lifespan=lifespan,
    )


@asynccontextmanager
async def lifespan(app: Starlette) -> AsyncIterator[None]:
    """Keep the threads of the engine while the application lives."""
    app.state.turns, app.state.pages = Turns(THREADS), 0
    await asyncio.to_thread(warm_up)
    yield
    app.state.turns.close()


def warm_up() -> None:
    """Load what the first page would have to wait for: the catalogue, the engine, plotly.js's names."""
    describe_catalogue()
    small = Recipe(scenario=names()[0], customers=10, months=1)
    Replay(scenario_of(small), 0, []).advance()
    page_with_plotly()


async def page(_: Request) -> Response:
    """Serve the page."""
    return HTMLResponse(page_with_plotly(), headers={"cache-control": "no-cache"})


@cache
def page_with_plotly() -> str:
    """Return the page; its first line of work is to fetch plotly.js, by far its largest part.

    plotly.js writes styles for maps into the page, which the policy refuses, unless it finds elements of
    certain names already there: so they are there.
    """
    address = f"plotly-{version('plotly')}.js"
    preload = f'<link rel="preload" as="script" id="plotly" href="{address}">'
    there = "".join(f'<meta id="{name}">' for name in styles_of_plotly())
    return (PAGE / "index.html").read_text("utf-8").replace("<!-- plotly -->", preload + there)


async def words(request: Request) -> Response:
    """Serve the words of one language."""
    language = request.path_params["language"]
    if language not in LANGUAGES:
        return Response(status_code=404)
    return JSONResponse(for_the_page(language), headers={"cache-control": "no-cache"})


@cache
def for_the_page(language: str) -> dict[str, str]:
    """Return the messages that the page speaks."""
    return {key: said for key, said in catalogue(language).items() if key.startswith(WORDS_FOR_THE_PAGE)}


async def plotly(request: Request) -> Response:
    """Serve plotly.js; its address carries its version, so that it may be kept for ever.

    Over a network it goes compressed; on this machine that would only take time.
    """
    kept = {"cache-control": "public, max-age=31536000, immutable", "vary": "accept-encoding"}
    near = request.client is not None and request.client.host in ("127.0.0.1", "::1")
    if near or "gzip" not in request.headers.get("accept-encoding", ""):
        return FileResponse(plotly_script(), media_type="text/javascript", headers=kept)
    compressed = await asyncio.to_thread(compressed_plotly)
    return Response(compressed, media_type="text/javascript", headers=kept | {"content-encoding": "gzip"})


@cache
def compressed_plotly() -> bytes:
    """Return plotly.js compressed."""
    return gzip.compress(plotly_script().read_bytes(), 6)


def plotly_script() -> Path:
    """Return the file of plotly.js in the plotly wheel."""
    spec = find_spec("plotly")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / "package_data" / "plotly.min.js"


@cache
def styles_of_plotly() -> tuple[str, ...]:
    """Return the names under which plotly.js looks for styles before it writes them."""
    script = plotly_script().read_text("utf-8")
    return tuple(dict.fromkeys(re.findall(r'getElementById\("([0-9a-f]{64})"\)', script)))


async def engine(socket: WebSocket) -> None:
    """Serve one page."""
    state = socket.app.state
    await socket.accept()
    if state.pages >= MOST_PAGES:
        refusal = told(InputError("lab.error.full", most=MOST_PAGES))
        await socket.send_json({"id": None, "reply": "refused", "error": refusal})
        await socket.close(1013)
        return
    state.pages += 1
    try:
        await Connection(socket, state.turns).serve()
    finally:
        state.pages -= 1
