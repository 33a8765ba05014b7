"""The works that the validation refers to: all that its patterns, texts and docstrings cite."""

from __future__ import annotations

from pathlib import Path

from simulation.bibliography import Work, citations, in_order
from simulation.bibliography.docstrings import docstrings
from simulation.language import catalogue
from simulation.validation.patterns import NAMES, pattern

BESIDE = (
    "goodhardt-ehrenberg-chatfield-1984",
    "johnson-anderson-fornell-1995",
    "lal-bell-2003",
    "mccollough-berry-yadav-2000",
)
"""Works that bear on the null models and on P8, P18 and P25, and that no text of the validation cites."""


def references() -> tuple[Work, ...]:
    """Return the works of the list of references, in its order."""
    words = [words for key, words in catalogue("en").items() if key.startswith("validate.")]
    words += [docstring.words for docstring in docstrings(Path(__file__).parent)]
    cited = {key for text in words for key in citations(text).keys}
    pointed = {key for name in NAMES for key in pattern(name).sources}
    return in_order(cited | pointed | set(BESIDE))
