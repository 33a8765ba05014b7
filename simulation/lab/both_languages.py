"""Errors in every language that a page can speak."""

from __future__ import annotations

from simulation.errors import LoyaltyLabError
from simulation.language import LANGUAGES, speaking


def in_all_languages(error: LoyaltyLabError) -> dict[str, str]:
    """Return an error in every language."""
    words = {}
    for language in LANGUAGES:
        with speaking(language):
            words[language] = str(error)
    return words
