"""What would have kept her: the same market lived again with the same luck and one thing changed.

The first run changes nothing: she leaves in it, and what the others cost the firm is measured against it.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import Any, NamedTuple

from simulation.errors import InputError
from simulation.lab.encoding import number
from simulation.lab.messages import Kept, Move
from simulation.lab.recipe import Replay, rehearsing
from simulation.lab.shared_work import Answer, RunSeries, Work
from simulation.measures.monthly import MarketRecord
from simulation.scenario.document import Scenario
from simulation.scenario.free_changes import free_changes

LEVELS = (1, 2, 3)
PRICE_CUTS = (0.02, 0.05, 0.1)
"""By what share of its price a firm goes down."""
EXIT_FEE = 0.3
"""What leaving costs more, as a share of the reference price."""
FAILURES = ("service.failure_minor", "service.failure_major")


class Trial(NamedTuple):
    """One thing changed: what kind of thing, its value, after which month (0: from the start), and how."""

    kind: str
    value: float | None
    month: int
    changes: dict[str, Any]


def trials(scenario: Scenario, firm: str, failure: int) -> list[Trial]:
    """Return what is tried to keep a customer at a firm that failed her last in month ``failure`` (or 0)."""
    path = f"firm.{firm}."
    price, level = scenario.get(f"{path}price"), scenario.get(f"{path}level")
    tried = [Trial("none", None, 0, {})]
    if failure > 0:
        tried.append(Trial("failures", None, failure - 1, {path + each: 0.0 for each in FAILURES}))
    tried += [Trial("level", each, 0, {f"{path}level": each}) for each in LEVELS if each != level]
    tried += [Trial("price", cut, 0, {f"{path}price": price * (1.0 - cut)}) for cut in PRICE_CUTS]
    if scenario.world.kind == "contractual":
        fee = scenario.get(f"{path}exit_fee") + EXIT_FEE * scenario.world.reference_price
        tried.append(Trial("exit_fee", fee, 0, {f"{path}exit_fee": fee}))
    return tried


class Keeping:
    """The runs that say what would have kept a customer who left a firm, one after the other.

    Args:
        scenario: the market with what was changed before month 1.
        seed: its luck.
        moves: levers moved later on; those of what a trial changes are left out of it.
        request: who left which firm in which month, and when that firm failed her last.
        months: how many months are lived.
    """

    def __init__(self, scenario: Scenario, seed: int, moves: list[Move], request: Kept, months: int) -> None:
        self.scenario, self.seed, self.moves, self.months = scenario, seed, list(moves), months
        self.customer, self.month, self.firm = request.customer, request.month, request.firm
        self.trials = trials(scenario, scenario.firms[request.firm].name, request.failure)
        self.series = RunSeries(self._try)
        self.usual: float | None = None

    def _try(self, number_: int) -> Work:
        """Live the market with one thing changed; yields after each slice of a month."""
        trial = self.trials[number_]
        told = {"number": number_, "trials": len(self.trials), "kind": trial.kind}
        free = bool(free_changes(self.scenario, [trial.changes]))
        told |= {"value": trial.value, "from_month": trial.month + 1, "free": free}
        try:
            firms, profit = yield from self._lived(trial)
        except InputError:  # the change contradicts something else in this market
            return {**told, "possible": False}
        if number_ == 0:
            self.usual = profit
        cost = number((self.usual or 0.0) - profit)
        return {**told, "possible": True, "cost": cost, **fate(firms, self.month, self.firm)}

    def _lived(self, trial: Trial) -> Generator[None, None, tuple[list[int], float]]:
        """Return her supplier in every month, and what the firm had earned by the month in which she left."""
        scenario, later = self.scenario, [move for move in self.moves if move.path not in trial.changes]
        if trial.month == 0:
            scenario = scenario.with_(**trial.changes)
        else:
            later += [
                Move(month=trial.month, path=path, value=value) for path, value in trial.changes.items()
            ]
        yield from rehearsing(scenario, later)
        replay = Replay(scenario, self.seed, later)
        process = replay.process
        yield from replay.beginning()
        record, firms, profit = MarketRecord(process), [int(process.state.firm[self.customer])], 0.0
        for month in range(1, self.months + 1):
            yield from replay.advancing()
            firms.append(int(process.state.firm[self.customer]))
            if month <= self.month:
                record.observe()
            if month == self.month:
                profit = float(record.last_month()["profit_cumulative"][self.firm])
        return firms, profit


def fate(firms: list[int], month: int, firm: int) -> Answer:
    """Return whether she is still with a firm in the month in which she left it, and when she leaves it else.

    ``left`` is the month in which she leaves, before, in or after that month; None if she stays to the end,
    or never came to the firm.
    """
    stays = firms[month] == firm
    if stays:
        left = next((m for m in range(month + 1, len(firms)) if firms[m] != firm), None)
    else:
        left = next((m + 1 for m in range(month - 1, -1, -1) if firms[m] == firm), None)
    return {"stays": stays, "left": left, "to": None if left is None else firms[left]}
