"""What a column is, by its name: the product's own names, and the usual ones in English and Chinese."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from difflib import get_close_matches
from pathlib import Path

_NAMES = tomllib.loads((Path(__file__).parent / "names.toml").read_text("utf-8"))
ROLES: dict[str, list[str]] = _NAMES["roles"]
"""Every role with other names for it. Some names have two roles."""
WORDS: dict[str, frozenset[str]] = {kind: frozenset(words) for kind, words in _NAMES["cells"].items()}
"""Words of cells: ``yes`` (left), ``no`` (stayed), ``no_purchase`` and ``missing``."""


_BRACKETS = re.compile(r"[(\[（【].*?[)\]）】]")


def plain(name: str) -> str:
    """A name without capitals, separators and marks, so that spellings can be compared."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", name).casefold())


_PLAIN = {
    role: {plain(word): place for place, word in enumerate((role, *others))} for role, others in ROLES.items()
}
"""Plain names of each role, and how near they are to its own name."""


def rank(name: str, role: str) -> int | None:
    """How well a column's name fits a role: 0 is the role's own name, None that it does not fit.

    What stands in brackets, such as a unit, does not count; of a name with parts, as in ``Tuna.choice``, the
    last part counts, too.
    """
    known = _PLAIN[role]
    whole = known.get(plain(name), known.get(plain(_BRACKETS.sub("", name))))
    if whole is not None:
        return whole
    last = known.get(plain(re.split(r"[.:/]", name)[-1]))
    return None if last is None else last + 100


def nearest(role: str, names: list[str]) -> str | None:
    """The column whose name is nearest to one of a role's; None when none is near."""
    best: tuple[float, str] | None = None
    for name in names:
        shape = plain(name)
        close = get_close_matches(shape, _PLAIN[role], n=1, cutoff=0.6)
        inside = [word for word in _PLAIN[role] if len(word) > 3 and (word in shape or shape in word)]
        if (close or inside) and shape:
            score = 1.0 if not close else 2.0
            if best is None or score > best[0]:
                best = (score, name)
    return None if best is None else best[1]
