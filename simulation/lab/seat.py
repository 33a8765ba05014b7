"""One page's seat in the class: a student's, the instructor's, or nobody's until it says whose."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from simulation.errors import InputError
from simulation.lab.classroom import Classroom
from simulation.lab.messages import AnyClassRequest, Collect, End, Join, Lead, Lock, OneMoreMinute, Teach


class Seat:
    """What one page may do in the class; ``news`` is called whenever the page should be told its state."""

    def __init__(self, room: Classroom | None, news: Callable[[], None]) -> None:
        self._room, self._news = room, news
        self._student: str | None = None
        self._is_instructor = False

    @property
    def is_student(self) -> bool:
        """Whether the page is a student's in a class."""
        return self._student is not None

    def answer(self, request: AnyClassRequest) -> dict[str, Any]:
        """Do what a page asks; InputError for what it may not, or what cannot be."""
        if isinstance(request, Join) and self._room is None:
            return {"reply": "joined", "class": None}
        room = self._class()
        match request:
            case Join():
                self._sit(room, request.who)
                return {"reply": "joined", "class": self.state()}
            case Teach():
                secret = room.admit(request.key)
                self._stand_up(room)
                self._is_instructor = True
                room.listeners.add(self._news)
                told = {"secret": secret, **room.invitation, "class": self.state()}
                return {"reply": "teaching", **told}
            case Lock():
                room.lock(self._who(), request.scenario, request.answers, request.reasons)
                return {"reply": "locked", "class": self.state()}
        return self._led(room, request)

    def _led(self, room: Classroom, request: Lead | OneMoreMinute | End | Collect) -> dict[str, Any]:
        """Do what only the instructor may."""
        if not self._is_instructor:
            raise InputError("lab.error.not_instructor")
        match request:
            case Lead():
                room.lead(request.recipe, request.step)
            case OneMoreMinute():
                room.one_more_minute()
            case End():
                room.end()
            case Collect():
                return {"reply": "collected", "class": self.state(), "predictions": room.collected()}
        return {"reply": "led", "class": self.state()}

    def state(self) -> dict[str, Any]:
        """Return the state of the class as this page may know it."""
        return self._class().state(self._student)

    def close(self) -> None:
        """The page goes."""
        if self._room is not None:
            self._stand_up(self._room)

    def _class(self) -> Classroom:
        if self._room is None:
            raise InputError("lab.error.no_class")
        return self._room

    def _who(self) -> str:
        if self._student is None:
            raise InputError("lab.error.not_joined")
        return self._student

    def _sit(self, room: Classroom, who: str) -> None:
        """Take a student's seat, in place of the one before."""
        if self._student != who:
            room.enter(who)
            self._stand_up(room)
            self._student = who
        room.listeners.add(self._news)

    def _stand_up(self, room: Classroom) -> None:
        room.listeners.discard(self._news)
        if self._student is not None:
            room.leave(self._student)
        self._student, self._is_instructor = None, False
