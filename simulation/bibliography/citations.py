"""Finding the works that a text cites: "Bolton 1998", "Dick and Basu (1994)", "Boulding et al. 1993"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from simulation.bibliography.loading import works
from simulation.bibliography.work import OTHERS, Work

NAME = r"(?:(?:de|van|von|St\.|Van den) )?[A-Z][\w'-]+"
CITATION = re.compile(
    rf"(?<![\w-])(?P<names>{NAME}(?:, {NAME})*(?:,? (?:&|and) {NAME})?)(?P<more> et al\.)?"
    r" \(?(?P<years>(?:18|19|20)\d\d(?:, (?:18|19|20)\d\d)*)\b"
)
MONTHS = frozenset(
    ("January", "February", "March", "April", "May", "June",
     "July", "August", "September", "October", "November", "December")
)  # fmt: skip
MARKS = str.maketrans({"、": ", ", "（": " (", "）": ") ", "与": " & ", "和": " & ", "’": "'", "；": "; "})
"""How Chinese texts write between names and around years."""


class Citations(NamedTuple):
    """What a text cites: keys of works, and author-year citations that no work answers to."""

    keys: tuple[str, ...]
    unknown: tuple[str, ...]


def citations(text: str) -> Citations:
    """Return the works that the text cites, in the order of the bibliography, and the unknown citations."""
    found: set[str] = set()
    rest = CITATION.sub(lambda match: _known(match, found), _plain(text))
    names, pattern = _called()
    found.update(names[name] for name in pattern.findall(rest))
    rest = pattern.sub(" ", rest)
    unknown = (match[0].replace("(", "") for match in CITATION.finditer(rest) if not _is_month(match))
    return Citations(tuple(key for key in works() if key in found), tuple(unknown))


def _known(match: re.Match[str], found: set[str]) -> str:
    """Add the works of one author-year citation to those found; return what is left of its words."""
    keys = [_by_names().get((*_surnames(match), year)) for year in match["years"].split(", ")]
    found.update(key for key in keys if key)
    return " " if all(keys) else match[0]


def _surnames(match: re.Match[str]) -> tuple[str, ...]:
    """Return the surnames of a citation; `OTHERS` stands for "et al."."""
    names = re.split(r",? (?:&|and) |, ", match["names"])
    return (*names, OTHERS) if match["more"] else tuple(names)


def _is_month(match: re.Match[str]) -> bool:
    return match["names"] in MONTHS


@cache
def _by_names() -> Mapping[tuple[str, ...], str]:
    """Return the keys of works by surnames and year, in full and with "et al." after the first."""
    found = {}
    for key, one in works().items():
        if one.year:
            names = tuple(_plain(name) for name in one.surnames)
            found[(*names, str(one.year))] = key
            found[(names[0], OTHERS, str(one.year))] = key
    return found


@cache
def _called() -> tuple[Mapping[str, str], re.Pattern[str]]:
    """Return the keys of works by their other names, and a pattern that finds the longest of these names."""
    names = {_plain(name): key for key, one in works().items() for name in _other_names(one)}
    longest_first = sorted(names, key=len, reverse=True)
    return names, re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")


def _other_names(one: Work) -> tuple[str, ...]:
    """Return every name of the work that is not surnames and year, and organisations with the year."""
    names = (one.cited, *one.called) if one.cited else one.called
    if one.year and not one.cited and "," not in one.authors[0]:
        names += (f"{one.authors[0]} {one.year}", f"{one.authors[0]} ({one.year})")
    return names


def _plain(text: str) -> str:
    """Return the text without accents and line breaks, with Western marks between names."""
    apart = unicodedata.normalize("NFKD", text.translate(MARKS))
    return re.sub(r"\s+", " ", "".join(mark for mark in apart if not unicodedata.combining(mark))).strip()
