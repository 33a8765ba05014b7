"""How an adaptive firm learns: it tries another course, and keeps it if its own accounts show that it paid.

It knows only its profit in past months: nothing about customers, rivals' plans or the future. Whether it
keeps a programme whose costs come before its returns depends on the length of the trial, and on the weight of
late months against early ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from simulation.market.luck import key

if TYPE_CHECKING:
    from simulation.scenario.firm import Firm
    from simulation.scenario.policy import Policy

LEVELS = (0, 1, 2, 3)


class Course(NamedTuple):
    """What an adaptive firm decides: its level, and its price in steps above the price it began with."""

    level: int
    steps: int


class Learner:
    """One adaptive firm: what it remembers and how it decides.

    Args:
        seed: the run's seed; with the firm's name and the month it is the key of the firm's luck.
        name: the firm's name.
    """

    def __init__(self, seed: int, name: str) -> None:
        self._seed, self._name = seed, name
        self._offer: tuple[int, float] | None = None
        self._first_price = 0.0
        self._course = Course(0, 0)
        self._books: list[float] = []
        self._waiting_since = 0
        self._before: tuple[Course, float] | None = None
        self._failed: dict[Course, int] = {}

    def book(self, profit: float) -> None:
        """Record the profit of the month just run, on the present course."""
        self._books.append(profit)

    def decide(self, month: int, firm: Firm, reference_price: float) -> dict[str, Any]:
        """Return what the firm changes at the beginning of a month: its paths and their new values."""
        if (firm.level, firm.price) != self._offer:
            self._begin_anew(month, firm)
        chosen = self._chosen(month, firm, reference_price)
        if chosen == self._course:
            return {}
        self._course, self._books = chosen, []
        price = self._price(chosen, firm.policy, reference_price)
        self._offer = (chosen.level, price)
        decided = {"level": (firm.level, chosen.level), "price": (firm.price, price)}
        return {f"firm.{firm.name}.{what}": new for what, (old, new) in decided.items() if new != old}

    def _begin_anew(self, month: int, firm: Firm) -> None:
        """Start to learn from an offer that the firm did not choose: the first one, an event, a slider."""
        self._offer, self._first_price = (firm.level, firm.price), firm.price
        self._course, self._books, self._waiting_since = Course(firm.level, 0), [], month
        self._before, self._failed = None, {}

    def _chosen(self, month: int, firm: Firm, reference_price: float) -> Course:
        """Return the course from this month on: the present one, the former one, or a new one on trial."""
        policy = firm.policy
        if self._before is not None:
            return self._judged(month, policy) if len(self._books) >= policy.trial_months else self._course
        if month - self._waiting_since < policy.review_every:
            return self._course
        self._waiting_since = month
        options = self._untried(month, policy, reference_price)
        if not options or self._luck("whether", month) >= policy.exploration:
            return self._course
        self._before = (self._course, _worth(self._books[-policy.trial_months :], policy.patience))
        return options[int(self._luck("which", month) * len(options))]

    def _judged(self, month: int, policy: Policy) -> Course:
        """Return the course after the trial: the new one only if it paid better by the margin."""
        assert self._before is not None
        (former, usual), self._before = self._before, None
        self._waiting_since = month
        if _worth(self._books, policy.patience) > usual + policy.margin * abs(usual):
            return self._course
        self._failed[self._course] = month
        return former

    def _untried(self, month: int, policy: Policy, reference_price: float) -> list[Course]:
        """Return the courses that differ in one thing from the present one and have not failed recently."""
        level, steps = self._course
        options = []
        if policy.adapts != "price":
            options += [Course(other, steps) for other in LEVELS if other != level]
        if policy.adapts != "level":
            options += [Course(level, steps - 1), Course(level, steps + 1)]
        return [
            course
            for course in options
            if self._price(course, policy, reference_price) > 0.0
            and (course not in self._failed or month - self._failed[course] >= policy.memory)
        ]

    def _price(self, course: Course, policy: Policy, reference_price: float) -> float:
        return self._first_price + course.steps * policy.price_step * reference_price

    def _luck(self, what: str, month: int) -> float:
        """Return a number in [0, 1) that belongs to this seed, firm and month alone."""
        return (int(key(self._seed, "course", what, self._name, month)) >> 11) * 2.0**-53


def _worth(profits: Sequence[float], patience: float) -> float:
    """Return the mean of monthly profits, oldest first; each counts ``patience`` times the one before."""
    total = weights = 0.0
    weight = 1.0
    for profit in profits:
        total += weight * profit
        weights += weight
        weight *= patience
    return total / weights
