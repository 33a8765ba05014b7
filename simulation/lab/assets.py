"""What the page is made of: its files and its words, ready to be sent."""

from __future__ import annotations

import gzip
import html
import json
import re
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from simulation.lab import offered
from simulation.language import catalogue

PAGE = Path(__file__).with_name("page")
LABELS_OF_MEASURES = re.compile(r"measures\.\w+\.(label|short|part)")
WORDS_FOR_THE_PAGE = ("lab.", "parameters.", "unit.", "grade.", "role.", "groups.", "words.")
KINDS = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}


class File(NamedTuple):
    """An answer to whoever asks for a file: its content, what it is, and a tag that changes with it."""

    body: bytes
    packed: bytes
    kind: str
    tag: str


def _file(body: bytes, kind: str) -> File:
    """Pack a file once for all who ask: forty phones on one router share little more than a phone line."""
    return File(body, gzip.compress(body, 9, mtime=0), kind, f'"{sha256(body).hexdigest()[:20]}"')


@cache
def page() -> File:
    """Return the page: its modules are fetched at once, not one after the other."""
    ahead = [f'<link rel="modulepreload" href="{name}">' for name in files() if name.endswith(".js")]
    ahead.append(f'<meta name="scenario" content="{html.escape(offered.first())}">')
    written = (PAGE / "index.html").read_text("utf-8").replace("<!-- ahead -->", "".join(ahead))
    return _file(written.encode(), "text/html")


@cache
def files() -> dict[str, File]:
    """Return the files of the page by their addresses; nothing else of the disk is ever served."""
    found = {}
    for path in sorted(PAGE.rglob("*")):
        if path.suffix in KINDS:
            found[path.relative_to(PAGE).as_posix()] = _file(path.read_bytes(), KINDS[path.suffix])
    return found


@cache
def words(language: str) -> File:
    """Return the messages that the page speaks."""
    said = {key: text for key, text in catalogue(language).items() if _for_the_page(key)}
    return _file(json.dumps(said, ensure_ascii=False).encode(), "application/json")


def _for_the_page(key: str) -> bool:
    """Whether a message is for the page: its own, and what measures are called."""
    return key.startswith(WORDS_FOR_THE_PAGE) or bool(LABELS_OF_MEASURES.fullmatch(key))
