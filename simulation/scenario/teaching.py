"""What a lesson tells its instructor: a plan of the minutes, and what to expect of a discussion."""

from __future__ import annotations

from typing import Annotated

from simulation.schema import String, Table

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
