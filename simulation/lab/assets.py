"""What the page is made of: its files, its words, and plotly.js out of its wheel."""

from __future__ import annotations

import gzip
import html
import re
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from simulation.lab import offered
from simulation.language import catalogue

PAGE = Path(__file__).with_name("page")
LABELS_OF_MEASURES = re.compile(r"measures\.\w+\.(label|short|part)")
WORDS_FOR_THE_PAGE = ("lab.", "parameters.", "unit.", "grade.", "role.", "groups.", "words.")
KINDS = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
COMPILED_AHEAD = b"//# allFunctionsCalledOnLoad\n"
"""Tells Chromium to compile the functions of a script while it still loads, beside the page's own work.

Other browsers read a comment. Nearly all of plotly.js runs when it is loaded, so compiling lazily would
parse most of it several times, while the page waits.
"""


def plotly_address() -> str:
    """Return where plotly.js is served: with its version, so that it may be kept for ever."""
    return f"plotly-{version('plotly')}.js"


@cache
def page() -> str:
    """Return the page: its modules are fetched at once, not one after the other, and plotly.js last.

    plotly.js writes styles for maps into the page, which the policy refuses, unless it finds elements of
    certain names already there: so they are there.
    """
    ahead = [f'<link rel="modulepreload" href="{name}">' for name in files() if name.endswith(".js")]
    ahead.append(
        f'<link rel="preload" as="script" id="plotly" fetchpriority="low" href="{plotly_address()}">'
    )
    ahead.append(f'<meta name="scenario" content="{html.escape(offered.first())}">')
    there = [f'<meta id="{name}">' for name in styles_of_plotly()]
    return (PAGE / "index.html").read_text("utf-8").replace("<!-- ahead -->", "".join(ahead + there))


class File(NamedTuple):
    """A file of the page: its content, what it is, and a tag that changes with it."""

    body: bytes
    kind: str
    tag: str


@cache
def files() -> dict[str, File]:
    """Return the files of the page by their addresses; nothing else of the disk is ever served."""
    found = {}
    for path in sorted(PAGE.rglob("*")):
        if path.suffix in KINDS:
            body = path.read_bytes()
            tag = f'"{sha256(body).hexdigest()[:20]}"'
            found[path.relative_to(PAGE).as_posix()] = File(body, KINDS[path.suffix], tag)
    return found


@cache
def words(language: str) -> dict[str, str]:
    """Return the messages that the page speaks."""
    return {key: said for key, said in catalogue(language).items() if _for_the_page(key)}


def _for_the_page(key: str) -> bool:
    """Whether a message is for the page: its own, and what measures are called."""
    return key.startswith(WORDS_FOR_THE_PAGE) or bool(LABELS_OF_MEASURES.fullmatch(key))


@cache
def plotly() -> bytes:
    """Return plotly.js."""
    return COMPILED_AHEAD + plotly_script().read_bytes()


def compressed_plotly() -> bytes:
    """Return plotly.js compressed, as it goes over a network."""
    return gzip.compress(plotly(), 6)


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
