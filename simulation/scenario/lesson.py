"""What a lesson says to everybody, and what its instructor is told: minutes, notes on the discussion."""

from __future__ import annotations

from typing import Annotated

from simulation.schema import ListOf, String, Table, TableOf

MOST_QUESTIONS = 20
Note = Annotated[str, String(0, 2000)]
"""A few sentences for the instructor."""
Minutes = Annotated[str, String(0, 120, line=True)]
"""What happens from which minute to which; empty where a part is left out."""


class Discussed(Table):
    """A question to discuss; the instructor is told what to expect, what many think instead, and a reply."""

    ask: Annotated[str, String(1, 1000)]
    expected: Note = ""
    misconception: Note = ""
    reply: Note = ""


class Part(Table):
    """A part of the lesson, and when it comes in a lesson of 20, 45 and 90 minutes: ``in_45 = "5-12"``."""

    part: Annotated[str, String(1, 120, line=True)]
    in_20: Minutes = ""
    in_45: Minutes = ""
    in_90: Minutes = ""


class Text(Table):
    """The lesson, under the headings of NetLogo's Info tab, with a scene, questions to discuss and a task.

    ``without_a_computer``, ``minutes``, ``never_cut`` and what to expect of a discussion are for instructors.
    """

    hook: str = ""
    what_is_it: str = ""
    how_it_works: str = ""
    how_to_use_it: str = ""
    things_to_notice: str = ""
    things_to_try: str = ""
    discussion: Annotated[tuple[Discussed, ...], ListOf(TableOf(Discussed), 0, MOST_QUESTIONS)] = ()
    transfer: str = ""
    extending: str = ""
    references: str = ""
    without_a_computer: str = ""
    minutes: Annotated[tuple[Part, ...], ListOf(TableOf(Part), 0, MOST_QUESTIONS)] = ()
    never_cut: str = ""


TEXTS = tuple(each.attribute for each in Text.fields())
"""The headings of a lesson."""
FOR_STUDENTS = (
    "hook",
    "what_is_it",
    "how_it_works",
    "how_to_use_it",
    "things_to_notice",
    "things_to_try",
    "transfer",
    "extending",
    "references",
)
"""Headings whose prose everybody reads; the questions to discuss are asked of everybody, too."""
