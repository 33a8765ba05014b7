"""The server: the static page, the words, plotly.js out of its wheel, and the engine behind a WebSocket."""

from __future__ import annotations

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
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.websockets import WebSocket

from simulation.errors import InputError
from simulation.lab.connection import Connection
from simulation.lab.security import Guard, own_names
from simulation.lab.session import told
from simulation.lab.turns import Turns
from simulation.language import LANGUAGES, catalogue

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
    names = own_names() | {os.environ.get(ALSO_KNOWN_AS, "localhost").casefold()}
    return Starlette(
        routes=[
            Route("/", page),
            Route("/words/{language}.json", words),
            Route(f"/plotly-{version('plotly')}.js", plotly),
            Route("/plotly.json", where_plotly_is),
            WebSocketRoute("/engine", engine),
            Mount("/", StaticFiles(directory=PAGE)),
        ],
        middleware=[Middleware(Guard, names=names), Middleware(GZipMiddleware, minimum_size=2048)],
        lifespan=lifespan,
    )


@asynccontextmanager
async def lifespan(app: Starlette) -> AsyncIterator[None]:
    """Keep the threads of the engine while the application lives."""
    app.state.turns, app.state.pages = Turns(THREADS), 0
    yield
    app.state.turns.close()


async def page(_: Request) -> Response:
    """Serve the page."""
    return FileResponse(PAGE / "index.html", headers={"cache-control": "no-cache"})


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


async def plotly(_: Request) -> Response:
    """Serve plotly.js; its address carries its version, so that it may be kept for ever."""
    kept = {"cache-control": "public, max-age=31536000, immutable"}
    return FileResponse(plotly_script(), media_type="text/javascript", headers=kept)


async def where_plotly_is(_: Request) -> Response:
    """Tell the address of plotly.js, and under which names it looks for styles of its own.

    It writes styles for maps into the page, which the policy refuses, unless it finds them already there.
    """
    told = {"address": f"/plotly-{version('plotly')}.js", "styles": list(styles_of_plotly())}
    return JSONResponse(told, headers={"cache-control": "no-cache"})


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
