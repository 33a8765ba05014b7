"""What an entry of the bibliography is: a work, its kind, and how it was checked."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a work is."""

    ARTICLE = "article"
    BOOK = "book"
    REPORT = "report"
    PRESS = "press"
    """Trade press, consumer magazines and trade pages."""
    COURSE_CASE = "course-case"
    """A case or a scheme from the course texts that the model is built from."""


class Checked(StrEnum):
    """How the project's statements about a work were checked; the first that applies."""

    FULL_TEXT = "full-text"
    """The work was read."""
    DATA_SET = "data-set"
    """Its data were obtained and are used here; the text was not read."""
    ABSTRACT = "abstract"
    """Its abstract was read and supports what is said of the work here."""
    ABSTRACT_FORM = "abstract-form"
    """Its abstract was read and supports the form of a rule, but not the pattern that cites the work."""
    FIGURES_TAKEN_OVER = "figures-taken-over"
    """Its figures were taken over from notes and not compared with the work."""
    QUOTED_SECOND_HAND = "quoted-second-hand"
    """What is said of it was read in another text that quotes it."""
    COURSE_TEXT = "course-text"
    """It is known from the course texts that the model is built from."""
    FROM_MEMORY = "from-memory"
    """What is said of it is from memory and was not compared with any text."""


OTHERS = "others"
"""A last author of this name stands for all further ones."""


@dataclass(frozen=True, slots=True)
class Work:
    """A work that parameters, rules, patterns or scenarios point to.

    Attributes:
        key: what they point with, author-year: ``bolton-1998``.
        authors: "Surname, given names", or names of organisations.
        year: of publication; None where it was not established.
        title: the title, without a full stop.
        venue: journal with volume, issue and pages, or publisher, or how the text reached this project.
        kind: what the work is.
        checked: how it was checked what is said of the work.
        doi: seen beside title, or authors and year, in another text; empty where none was seen.
        address: a page that holds the work, its abstract or its figures; empty where there is none.
        cited: how the work is cited, where that is not by surnames and year.
        called: other names under which texts cite the work.
        note: what was found when the work was checked.
        note_zh: the same in Chinese.
    """

    key: str
    authors: tuple[str, ...]
    year: int | None
    title: str
    venue: str
    kind: Kind
    checked: Checked
    doi: str = ""
    address: str = ""
    cited: str = ""
    called: tuple[str, ...] = ()
    note: str = ""
    note_zh: str = ""

    @property
    def surnames(self) -> tuple[str, ...]:
        """Surnames of the authors, in order; `OTHERS` is left out."""
        return tuple(author.partition(",")[0] for author in self.authors if author != OTHERS)

    @property
    def citation(self) -> str:
        """How a text cites the work: "Bolton 1998", "Boulding, Kalra, Staelin & Zeithaml 1993"."""
        if self.cited:
            return self.cited
        *first, last = self.surnames
        names = f"{', '.join(first)} & {last}" if first else last
        if OTHERS in self.authors:
            names += " et al."
        return f"{names} {self.year}" if self.year else names

    @property
    def link(self) -> str:
        """Where the work can be found: the address of its DOI, or else its own; empty if neither is known."""
        return f"https://doi.org/{self.doi}" if self.doi else self.address

    @property
    def description(self) -> str:
        """Title and venue, and where the work can be found."""
        title = self.title if self.title.endswith("?") else f"{self.title}."
        return " ".join(filter(None, (title, f"{self.venue}.", self.link)))
