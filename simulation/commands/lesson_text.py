"""A lesson in the terminal: what a student reads, and what its instructor is told besides."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from simulation.commands.printing import print_prose, print_sentences, print_table
from simulation.language import text
from simulation.report.kit.tables import ReportTable, TableColumn
from simulation.scenario.lesson import FOR_STUDENTS

if TYPE_CHECKING:
    from simulation.scenario.document import Lesson
    from simulation.scenario.lesson import Text

LENGTHS = ("in_20", "in_45", "in_90")
NOTES = ("expected", "misconception", "reply")


def print_lesson(lesson: Lesson) -> None:
    """Print what a student reads."""
    _print_title(lesson)
    asked = [f"{number}. {each.ask}" for number, each in enumerate(lesson.text.discussion, 1)]
    for heading in (*FOR_STUDENTS, "discussion"):
        _print_part(heading, "\n".join(asked) if heading == "discussion" else getattr(lesson.text, heading))
    click.echo()


def print_teaching(lesson: Lesson) -> None:
    """Print what the instructor is told: the minutes, and what to expect of the discussion."""
    _print_title(lesson)
    if lesson.text.minutes:
        click.echo()
        print_table(minute_plan(lesson.text))
    _print_part("never_cut", lesson.text.never_cut)
    _print_part("without_a_computer", lesson.text.without_a_computer)
    _print_part("discussion", "\n".join(_notes(lesson.text)))
    click.echo()


def minute_plan(words: Text) -> ReportTable:
    """What comes from which minute to which, for lessons of three lengths."""
    lengths = (TableColumn(text(f"commands.show.plan.{length}"), numeric=False) for length in LENGTHS)
    rows = tuple((each.part, *(getattr(each, length) or "–" for length in LENGTHS)) for each in words.minutes)
    columns = (TableColumn("", numeric=False), *lengths)
    return ReportTable(text("commands.show.heading.minutes"), columns, rows)


def _notes(words: Text) -> Iterator[str]:
    """The questions to discuss, each with its notes as a list."""
    for number, each in enumerate(words.discussion, 1):
        yield f"{number}. {each.ask}"
        for note in NOTES:
            if said := getattr(each, note):
                yield f"- {text(f'commands.show.note.{note}', words=said)}"
        yield ""


def _print_title(lesson: Lesson) -> None:
    click.secho(lesson.title, bold=True)
    print_sentences([lesson.question])


def _print_part(heading: str, words: str) -> None:
    if words:
        click.echo()
        click.secho(text(f"commands.show.heading.{heading}"), bold=True)
        print_prose(words)
