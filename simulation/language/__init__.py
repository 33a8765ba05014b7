"""Words for users, in English and in Chinese: the messages, and the choice of the language."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from simulation.catalogues import (
    LANGUAGES,
    Listing,
    Message,
    as_text,
    catalogue,
    choose_language,
    clean,
    current_language,
    in_one_line,
    message,
    text,
)
from simulation.errors import InputError

__all__ = [
    "LANGUAGES",
    "Listing",
    "Message",
    "as_text",
    "catalogue",
    "clean",
    "current_language",
    "in_one_line",
    "message",
    "speaking",
    "text",
    "use_language",
]


def use_language(language: str) -> None:
    """Speak ``en`` or ``zh`` from now on in this context; anything else is an InputError."""
    if language not in LANGUAGES:
        raise InputError("errors.language", given=language, allowed=Listing(LANGUAGES))
    choose_language(language)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak a language for a while, and then again the one that was spoken before."""
    before = current_language()
    use_language(language)
    try:
        yield
    finally:
        use_language(before)
