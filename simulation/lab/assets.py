"""What the page is made of: its files and its words, ready to be sent."""

from __future__ import annotations

import gzip
import html
import json
import posixpath
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
SAID_BY_THE_SERVER = ("lab.command.", "lab.error.")
"""Words that reach a page as parts of answers, or not at all."""
KINDS = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}


BLOCK = re.compile(r"^[ \t]*/\*(?:(?!\*/).)*\*/[ \t]*$", re.DOTALL | re.MULTILINE)
LINE = re.compile(r"^[ \t]*//.*$", re.MULTILINE)
"""Comments that have lines of their own: two fifths of the scripts, and nothing that a browser needs."""


IMPORTED = re.compile(r"^(?:import|export)\b[^;]*?from '([^']+)';", re.MULTILINE)
ENTRY = "js/main.js"


class File(NamedTuple):
    """An answer to whoever asks for a file: its content, what it is, and a tag that changes with it."""

    body: bytes
    packed: bytes
    kind: str
    tag: str


def _file(body: bytes, kind: str) -> File:
    """Pack a file once for all who ask: forty phones on one router share little more than a phone line."""
    return File(body, gzip.compress(body, 9, mtime=0), kind, f'"{sha256(body).hexdigest()[:8]}"')


def without_comments(text: str) -> str:
    """Return a script or a style sheet without its comments; all lines keep their numbers."""
    return LINE.sub("", BLOCK.sub(lambda comment: "\n" * comment[0].count("\n"), text))


@cache
def page() -> File:
    """Return the page: the modules of a first view are fetched at once, not one after the other."""
    ahead = [f'<link rel="modulepreload" href="{name}">' for name in needed_first()]
    ahead.append(f'<meta name="scenario" content="{html.escape(offered.first())}">')
    written = (PAGE / "index.html").read_text("utf-8").replace("<!-- ahead -->", "".join(ahead))
    return _file(written.encode(), "text/html")


@cache
def files() -> dict[str, File]:
    """Return the files of the page by their addresses; nothing else of the disk is ever served."""
    found = {}
    for path in sorted(PAGE.rglob("*")):
        if path.suffix in KINDS:
            body = without_comments(path.read_text("utf-8")).encode()
            found[path.relative_to(PAGE).as_posix()] = _file(body, KINDS[path.suffix])
    return found


@cache
def needed_first() -> tuple[str, ...]:
    """Return the scripts without which nothing is shown; views import others when somebody goes there."""
    found, waiting = {ENTRY}, [ENTRY]
    while waiting:
        name = waiting.pop()
        for address in IMPORTED.findall(files()[name].body.decode()):
            script = posixpath.normpath(posixpath.join(posixpath.dirname(name), address))
            if script not in found:
                found.add(script)
                waiting.append(script)
    return tuple(sorted(found))


@cache
def words(language: str) -> File:
    """Return the messages that the page speaks."""
    said = {key: text for key, text in catalogue(language).items() if _for_the_page(key)}
    return _file(json.dumps(said, ensure_ascii=False).encode(), "application/json")


def _for_the_page(key: str) -> bool:
    """Whether a message is for the page: its own, and what measures are called."""
    is_its_own = key.startswith(WORDS_FOR_THE_PAGE) and not key.startswith(SAID_BY_THE_SERVER)
    return is_its_own or bool(LABELS_OF_MEASURES.fullmatch(key))
