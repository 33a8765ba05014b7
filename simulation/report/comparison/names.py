"""Names as they stand in sentences."""

from __future__ import annotations

from simulation.language import current_language, text

SHORT = 4
"""Characters of a Chinese name that needs no quotation marks."""


def named(label: str) -> str:
    """Return a name as it stands in a sentence: in quotation marks where it would read as part of it.

    English quotes names that begin with a small letter, Chinese those that are Latin or long.
    """
    if current_language() == "zh":
        plain = len(label) <= SHORT and all("\u4e00" <= mark <= "\u9fff" for mark in label)
    else:
        plain = not label[:1].islower()
    return text("report.name.own" if plain else "report.name.foreign", name=label)
