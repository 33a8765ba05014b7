"""What firms do at the beginning of a month: events, scheduled moves, imitation of rivals, learning."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from simulation.market.learning import Learner

if TYPE_CHECKING:
    from simulation.scenario.document import Scenario

LEVELS = (1, 2, 3)


class Management:
    """The firms' decisions over time; ``scenario`` is the market as it is this month.

    During the warm-up (months up to 0) no firm runs a programme, nobody decides anything, and the terms are
    those from before what is varied.

    ``before`` are the firms on those terms.

    Args:
        scenario: the market and what is planned for it.
        seed: the run's seed, a part of the key of adaptive firms' luck; None: without customers, so that
            adaptive firms keep their offers, for want of profits to learn from.
    """

    def __init__(self, scenario: Scenario, seed: int | None) -> None:
        self._plan, self._seed = scenario, seed
        self._learners: dict[str, Learner] = {}
        self._restore: list[tuple[int, str, Any]] = []
        self._since: dict[tuple[str, int], int] = {}
        self._begun = False
        self.resting = False
        self.scenario = scenario.market_alone().in_warm_up()
        self.before = self.scenario.firms

    def begin(self, month: int) -> bool:
        """Let the firms decide at the beginning of a month; return whether anything has changed."""
        before = self.scenario
        if self.resting:
            return False
        if month == 1:
            self.scenario, self._begun = self._plan.market_alone(), True
            self._learners = self._who_learns()
        if month >= 1:
            self._apply(self._events(month) | self._schedules(month))
            self._apply(self._imitations(month) | self._lessons(month))
            self._remember_levels(month)
        return self.scenario is not before

    def _who_learns(self) -> dict[str, Learner]:
        if self._seed is None:
            return {}
        adaptive = [firm.name for firm in self._plan.firms if firm.policy.kind == "adaptive"]
        return {name: Learner(self._seed, name) for name in adaptive}

    @property
    def learning(self) -> bool:
        """Whether some firm learns from its monthly profit."""
        return bool(self._learners)

    def book(self, profits: Iterable[float]) -> None:
        """Give the adaptive firms their profit of the month just run; money, one number a firm."""
        for firm, profit in zip(self.scenario.firms, profits, strict=True):
            if firm.name in self._learners:
                self._learners[firm.name].book(float(profit))

    def rest(self) -> None:
        """Keep the terms in force: from now on no event, schedule, imitation or trial changes anything."""
        self.resting, self._learners = True, {}

    def change(self, **changes: Any) -> None:
        """Change the market from outside (a slider of the laboratory), from the coming month on.

        Before month 1 the plan, which begins in month 1, changes too; later what was planned for the same
        parameters falls away.
        """
        self._apply(changes)
        if not self._begun:
            self._plan = self._plan.built_with(**changes)
        elif plans := self._plan.plans_left(changes):
            self._plan = self._plan.changed(plans)

    def _apply(self, changes: dict[str, Any]) -> None:
        if changes:
            self.scenario = self.scenario.built_with(**changes)

    def _events(self, month: int) -> dict[str, Any]:
        """Return the old values of events that are over this month, and the values of those that begin."""
        changes = {path: value for first, path, value in self._restore if first == month}
        for event in self._plan.events:
            if event.month == month:
                before = changes.get(event.path, self.scenario.get(event.path))
                changes[event.path] = event.value
                if event.until is not None:
                    self._restore.append((event.until, event.path, before))
        return changes

    def _schedules(self, month: int) -> dict[str, Any]:
        changes = {}
        for firm in self.scenario.firms:
            for move in firm.policy.schedule if firm.policy.kind == "scheduled" else ():
                if move.month == month:
                    decided = {"level": move.level, "price": move.price}
                    changes.update({f"firm.{firm.name}.{k}": v for k, v in decided.items() if v is not None})
        return changes

    def _imitations(self, month: int) -> dict[str, Any]:
        """Return the levels that imitating firms adopt: the highest that a rival has run for the lag."""
        if not self.scenario.world.rules.imitation:
            return {}
        changes = {}
        for firm in self.scenario.firms:
            if firm.policy.kind != "imitating":
                continue
            lags = (firm.policy.lag_level_1, firm.policy.lag_level_2, firm.policy.lag_level_3)
            seen = [
                level
                for level, lag in zip(LEVELS, lags, strict=True)
                for (name, known), since in self._since.items()
                if name != firm.name and known == level and month - since >= lag
            ]
            if max(seen, default=0) > firm.level:
                changes[f"firm.{firm.name}.level"] = max(seen)
        return changes

    def _lessons(self, month: int) -> dict[str, Any]:
        """Return the changes that adaptive firms decide on, each from its own profit."""
        changes: dict[str, Any] = {}
        for firm in self.scenario.firms:
            if firm.name in self._learners:
                learner = self._learners[firm.name]
                changes |= learner.decide(month, firm, self.scenario.world.reference_price)
        return changes

    def _remember_levels(self, month: int) -> None:
        for firm in self.scenario.firms:
            for level in LEVELS:
                if firm.level >= level:
                    self._since.setdefault((firm.name, level), month)
                else:
                    self._since.pop((firm.name, level), None)
