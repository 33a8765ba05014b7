"""Text for a stream in any code page: what the page lacks is written in letters that it has."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

TWINS = {
    **dict.fromkeys("‐‑‒–—―−─", "-"),
    **dict.fromkeys("‘’‚′", "'"),
    **dict.fromkeys("“”„″«»「」『』《》", '"'),
    **dict.fromkeys("•●◆■▪★", "*"),
    **dict.fromkeys("✓✔✚", "+"),
    **dict.fromkeys("×✖✗✘", "x"),
    **{"…": "...", "→": "->", "←": "<-", "↔": "<->", "↑": "^", "↓": "v", "▲": "^", "▼": "v"},
    **{"≤": "<=", "≥": ">=", "≈": "~", "±": "+/-", "·": ".", "│": "|", "⁄": "/", "。": ".", "、": ","},
    **{"€": "EUR", "£": "GBP", "¥": "CNY", "￥": "CNY", "ß": "ss", "Ø": "O", "ø": "o", "Æ": "AE", "æ": "ae"},
}
"""What stands in ASCII for a character; letters with accents lose them, and `UNKNOWN` is for all others."""
UNKNOWN = "?"


def fitted(words: str, encoding: str) -> str:
    """Return the text with every character replaced that cannot be written in the encoding.

    A text in an encoding that Python does not know comes back as it is.
    """
    try:
        words.encode(encoding)
    except UnicodeEncodeError:
        return "".join(_fitted(letter, encoding) for letter in words)
    except LookupError:
        pass
    return words


@lru_cache(maxsize=4096)
def _fitted(letter: str, encoding: str) -> str:
    """Return a character, or what is written in its place."""
    if _writable(letter, encoding):
        return letter
    if letter in TWINS:
        return TWINS[letter]
    plain = "".join(
        TWINS.get(part, part)
        for part in unicodedata.normalize("NFKD", letter)
        if not unicodedata.combining(part)
    )
    return plain if plain and _writable(plain, encoding) else UNKNOWN


def _writable(words: str, encoding: str) -> bool:
    try:
        words.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
