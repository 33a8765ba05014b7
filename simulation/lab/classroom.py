"""A class: the lesson and the step that are open to all, who is there, and what everybody has predicted.

It lives in memory, knows nothing of servers, and is bounded. Nobody has an account: a student is a random
number that her browser keeps, the instructor is whoever had the link that the laboratory printed.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hmac import compare_digest
from typing import Any

from simulation.errors import InputError
from simulation.lab import offered, own_market
from simulation.lab.given_answers import is_answer
from simulation.lab.limits import MOST_STUDENTS, SECRET_BYTES
from simulation.lab.messages import LessonStep, Recipe
from simulation.lab.predictions import questions
from simulation.lab.recipe import plain_scenario

MINUTE = 60.0

Data = dict[str, Any]


@dataclass
class Student:
    """A student: a random place in what is collected, her open pages, and what she has locked."""

    place: str
    pages: int = 0
    prediction: Data | None = None


@dataclass(frozen=True)
class LessonUnderWay:
    """The lesson that is taught: its market, its questions, and the step that is open to all."""

    recipe: Recipe
    questions: Mapping[str, Data]
    step: LessonStep

    @property
    def takes_predictions(self) -> bool:
        """Whether a prediction can still be locked: not before its step, and not once the run is open."""
        return self.step == "predict"


class Classroom:
    """One class. Whoever wants to know of changes puts a function into ``listeners``.

    ``link`` is the secret of the printed link, ``invitation`` what the instructor shows to students.
    """

    def __init__(
        self, link: str, invitation: Mapping[str, object], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._link, self._clock = link, clock
        self.invitation = invitation
        self._secret: str | None = None
        self._students: dict[str, Student] = {}
        self._lesson: LessonUnderWay | None = None
        self._until: float | None = None
        self.name = secrets.token_hex(8)
        self.listeners: set[Callable[[], None]] = set()

    def admit(self, key: str) -> str:
        """Return the instructor's secret for the link, once, or for the secret itself; else InputError."""
        if self._secret is not None and _same(key, self._secret):
            return self._secret
        if not _same(key, self._link):
            raise InputError("lab.error.not_the_link")
        if self._secret is not None:
            raise InputError("lab.error.link_used")
        self._secret = secrets.token_urlsafe(SECRET_BYTES)
        return self._secret

    def enter(self, who: str) -> None:
        """A page of a student opens; InputError if there is no room for another student."""
        if who not in self._students:
            self._make_room()
            self._students[who] = Student(secrets.token_hex(8))
        self._students[who].pages += 1
        self._tell()

    def _make_room(self) -> None:
        """Forget somebody who has gone without a prediction, if the class is full."""
        if len(self._students) < MOST_STUDENTS:
            return
        idle = [who for who, each in self._students.items() if not each.pages and each.prediction is None]
        if not idle:
            raise InputError("lab.error.class_full", most=MOST_STUDENTS)
        del self._students[idle[0]]

    def leave(self, who: str) -> None:
        """A page of a student closes; what she has locked stays."""
        self._students[who].pages -= 1
        self._tell()

    def lead(self, recipe: Recipe, step: LessonStep) -> None:
        """Open a step of a lesson to all; another market is another lesson, with predictions of its own."""
        if recipe.scenario.startswith(own_market.PREFIX):
            raise InputError("lab.error.class_own")
        recipe = recipe.changed({"moves": ()})
        if self._lesson is None or recipe != self._lesson.recipe:
            scenario = plain_scenario(recipe)
            offered.refuse_the_absurd(scenario)
            asked = {each["id"]: each for each in questions(scenario)}
            for student in self._students.values():
                student.prediction = None
        else:
            asked = dict(self._lesson.questions)
        self._lesson = LessonUnderWay(recipe, asked, step)
        self._until = None
        self._tell()

    def one_more_minute(self) -> None:
        """Tell all that the predictions close in a minute, or a minute later than was said."""
        if self._lesson is None or not self._lesson.takes_predictions:
            raise InputError("lab.error.not_predicting")
        self._until = self._clock() + (self._seconds() or 0.0) + MINUTE
        self._tell()

    def end(self) -> None:
        """End the lesson: nobody is led any more, and what was predicted is forgotten."""
        for student in self._students.values():
            student.prediction = None
        self._lesson, self._until = None, None
        self._tell()

    def lock(self, who: str, scenario: str, answers: Mapping[str, Any], reasons: Mapping[str, str]) -> None:
        """Lock a prediction; InputError unless it is her first, in time, and answers what is asked."""
        lesson, student = self._lesson, self._students[who]
        if lesson is None or lesson.recipe.scenario != scenario:
            raise InputError("lab.error.other_lesson")
        if student.prediction is not None:
            raise InputError("lab.error.locked_already")
        if not lesson.takes_predictions or self._seconds() == 0.0:
            raise InputError("lab.error.not_predicting")
        _refuse_nonsense(lesson.questions, answers, reasons)
        student.prediction = {"answers": dict(answers), "reasons": dict(reasons)}
        self._tell()

    def collected(self) -> list[Data]:
        """Return all predictions, in an order that tells nobody's place in the room."""
        locked = [each for each in self._students.values() if each.prediction is not None]
        return [each.prediction for each in sorted(locked, key=lambda each: each.place) if each.prediction]

    def state(self, who: str | None = None) -> Data:
        """Return what a page may know: of a student's own prediction only whether it is locked."""
        students, lesson = self._students.values(), self._lesson
        seconds = self._seconds()
        return {
            "room": self.name,
            "recipe": None if lesson is None else lesson.recipe.as_dict(),
            "step": None if lesson is None else lesson.step,
            "seconds": None if seconds is None else round(seconds),
            "present": sum(each.pages > 0 for each in students),
            "locked": sum(each.prediction is not None for each in students),
            "mine": who in self._students and self._students[who].prediction is not None,
        }

    def _seconds(self) -> float | None:
        """Return the seconds until the predictions close, if that was said."""
        return None if self._until is None else max(0.0, self._until - self._clock())

    def _tell(self) -> None:
        for listener in tuple(self.listeners):
            listener()


def _same(one: str, other: str) -> bool:
    """Compare secrets in a time that tells nothing of where they differ."""
    return compare_digest(one.encode(), other.encode())


def _refuse_nonsense(
    asked: Mapping[str, Data], answers: Mapping[str, Any], reasons: Mapping[str, str]
) -> None:
    """InputError unless answers and reasons are for questions of the lesson, and the answers possible."""
    if not answers or not asked.keys() >= answers.keys() | reasons.keys():
        raise InputError("lab.error.other_questions")
    for name, given in answers.items():
        if not is_answer(asked[name], given):
            raise InputError("lab.error.no_answer", question=name)
