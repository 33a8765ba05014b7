"""A comparison that grows run by run: twins with the same luck, and a placebo with other luck."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from simulation.errors import InputError
from simulation.experiments import compare
from simulation.experiments.compare import Comparison
from simulation.experiments.summary import summarise
from simulation.lab import limits
from simulation.lab.claims import verdicts
from simulation.lab.encoding import number, packed, plain
from simulation.lab.findings import finding
from simulation.lab.messages import Move
from simulation.lab.recipe import Replay
from simulation.measures.monthly import MarketRecord
from simulation.scenario.document import Scenario

if TYPE_CHECKING:
    import pandas as pd

Answer = dict[str, Any]
Work = Generator[None, None, Answer]

OTHER_LUCK = 1_000_003
"""Added to a seed for other luck; no recipe's replications reach it."""
TOLD = ("retention_rate", "profit_cumulative", "switching_cost", "market_share")
"""Measures of the focal firm that are told month by month."""
SAME, SAVED, LOST = 1, 2, 3
"""What a change did to a first customer of the focal firm; 0 is a customer of another firm."""


class Twins:
    """All runs of one comparison so far.

    Args:
        scenario: the market with what was changed before month 1.
        seed: luck of replication 0.
        moves: levers moved later on; those of what is compared are left out.
        path: what is varied; None for the scenario's own alternatives.
        values: its values.
    """

    def __init__(
        self, scenario: Scenario, seed: int, moves: list[Move], path: str | None, values: list[Any]
    ) -> None:
        vary = {path: values} if path is not None else None
        self.changes = compare.alternatives(scenario, vary)
        if not 2 <= len(self.changes) <= limits.MOST_ALTERNATIVES:
            raise InputError("lab.error.alternatives", given=len(self.changes), most=limits.MOST_ALTERNATIVES)
        self.scenarios = {name: scenario.with_(**dict(change)) for name, change in self.changes.items()}
        self.scenario, self.seed = scenario, seed
        self.focal = _focal(scenario, self.changes)
        varied = {path for change in self.changes.values() for path in change}
        self.later_moves = [move for move in moves if move.path not in varied]
        self.replications = 0
        self.frames: list[pd.DataFrame] = []
        self.placebo: list[float] = []
        self.fate: NDArray[np.uint8] | None = None

    def replicate(self) -> Work:
        """Make the next replication; yields after each month."""
        seed = self.seed + self.replications
        told: dict[str, dict[str, list[Any]]] = {}
        ever_left: list[NDArray[np.bool_]] = []
        first_customers = np.zeros(0, dtype=bool)
        for name, scenario in self.scenarios.items():
            run = Replay(scenario, seed, self.later_moves)
            frame, left, first_customers = yield from _lived(run, self.focal, told.setdefault(name, {}))
            self._keep(frame, name, seed)
            ever_left.append(left)
        luck = Replay(next(iter(self.scenarios.values())), seed + OTHER_LUCK, self.later_moves)
        other: dict[str, list[Any]] = {}
        yield from _lived(luck, self.focal, other)
        self.placebo.append(_monthly_points(other) - _monthly_points(next(iter(told.values()))))
        if self.fate is None:
            self.fate = _fate(first_customers, ever_left[0], ever_left[-1])
        self.replications += 1
        return self._answer(told)

    def _keep(self, frame: pd.DataFrame, name: str, seed: int) -> None:
        frame.insert(0, "alternative", name)
        frame.insert(1, "replication", self.replications)
        frame.insert(2, "seed", seed)
        self.frames.append(frame)

    def comparison(self) -> Comparison:
        """Return all runs as `simulation.experiments.compare` would, without the flows between firms."""
        import pandas as pd

        market = pd.concat(self.frames, ignore_index=True)
        self.frames = [market]
        summary = summarise(market, self.focal)
        names, count = tuple(self.scenarios), self.replications
        columns = ("alternative", "origin", "destination", "reason", "departures")
        flows = pd.DataFrame({name: [] for name in columns})
        return Comparison(
            self.scenario, names, self.focal, count, self.seed, self.changes, summary, market, flows
        )

    def _answer(self, told: Mapping[str, Mapping[str, list[Any]]]) -> Answer:
        comparison = self.comparison()
        return {
            "replication": self.replications - 1,
            "seed": self.seed + self.replications - 1,
            "focal": self.focal,
            "alternatives": [
                {"name": name, "set": dict(self.changes[name]), "series": series}
                for name, series in told.items()
            ],
            "placebo": self.placebo[-1],
            "fate": packed(self.fate) if self.fate is not None else None,
            "verdict": finding(comparison),
            "claims": verdicts(comparison),
        }


def _lived(
    run: Replay, focal: str, series: dict[str, list[Any]]
) -> Generator[None, None, tuple[pd.DataFrame, NDArray[np.bool_], NDArray[np.bool_]]]:
    """Run a market; return its months, who ever left the focal firm, and the firm's first customers."""
    process = run.process
    record, firm = MarketRecord(process), process.firm_names.index(focal)
    left = np.zeros(process.customers, dtype=bool)
    for _ in range(process.scenario.world.months):
        run.advance()
        row = record.observe()
        for name in TOLD:
            series.setdefault(name, []).append(number(float(row[name][firm])))
        left |= (process.state.origin == firm) & (process.state.firm != firm)
        yield
    return record.frame(), left, process.state.first_firm == firm


def _monthly_points(series: Mapping[str, list[Any]]) -> float:
    """Return the mean monthly retention of a run in points (of every 100 customers)."""
    known = [value for value in series["retention_rate"] if value is not None]
    return 100.0 * sum(known) / len(known) if known else 0.0


def _fate(
    first: NDArray[np.bool_], left_first: NDArray[np.bool_], left_last: NDArray[np.bool_]
) -> NDArray[np.uint8]:
    """Return for each customer what the last alternative did to her, against the first."""
    fate = np.where(left_first & ~left_last, SAVED, np.where(left_last & ~left_first, LOST, SAME))
    return np.where(first, fate, 0).astype(np.uint8)


def _focal(scenario: Scenario, changes: Mapping[str, Mapping[str, object]]) -> str:
    """Return the firm that is varied, if it is just one; else the first firm."""
    paths = {path for change in changes.values() for path in change}
    varied = {path.split(".")[1] for path in paths if path.startswith("firm.")}
    return varied.pop() if len(varied) == 1 else scenario.focal


def other_luck(scenario: Scenario, seed: int, moves: list[Move], replication: int) -> Work:
    """Run the market with other luck, return every firm's retention; yields after each month."""
    run = Replay(scenario, seed + OTHER_LUCK + replication, moves)
    record = MarketRecord(run.process)
    retention = []
    for _ in range(scenario.world.months):
        run.advance()
        retention.append(plain(record.observe()["retention_rate"]))
        yield
    return {"replication": replication, "retention_rate": retention}
