"""What is said of a word that a step uses and nothing has: where it is, and the nearest right word."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from simulation.kernel.views import View


def unknown(step: str, owner: str, word: str, known: Iterable[str]) -> str:
    """Return the text for a word that its owner (``she``, ``world.trust``) does not have."""
    (nearest,) = get_close_matches(word, known, 1, 0.0)
    return f"step {step}: {owner} has no `{word}`; nearest: `{nearest}`"


def explain(error: AttributeError, step: str) -> None:
    """Name the step, the word and the nearest right one in an error of reading or writing a view."""
    if isinstance(error.obj, View):
        error.args = (unknown(step, error.obj.called, str(error.name), error.obj.words()),)
