"""A comparison that grows run by run: twins with the same luck, and a placebo with other luck."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulation.experiments.compare import Comparison, measured_firm
from simulation.experiments.payback import overtakes_month, payback_month
from simulation.experiments.predictions.declared_questions import (
    answerable,
    answers_of_runs,
    figures_of_runs,
)
from simulation.experiments.predictions.figures import Figures
from simulation.experiments.summary import measures_of_run, summary_of_runs
from simulation.kernel.arithmetic import Values
from simulation.lab import compared
from simulation.lab.encoding import number, packed, plain
from simulation.lab.findings import finding
from simulation.lab.messages import Compared, Move
from simulation.lab.recipe import Replay
from simulation.lab.run_table import runs_of
from simulation.lab.shared_work import Answer, RunSeries, Work
from simulation.market import Row
from simulation.measures.customer_equity import RunOff
from simulation.measures.declared import TWINS, WHOLE
from simulation.measures.monthly import MarketRecord
from simulation.report.comparison.brief_verdict import MONTHS_A_YEAR, PEOPLE
from simulation.scenario.document import Scenario

OTHER_LUCK = 1_000_003
"""Added to a seed for other luck; no recipe's replications reach it."""
MONTHLY = ("retention_rate", "profit_cumulative", "switching_cost", "market_share")
"""Measures of the focal firm that are shown month by month."""
SAME, SAVED, LOST = 1, 2, 3
"""What a change did to a first customer of the focal firm; 0 is a customer of another firm."""


class Twins:
    """All runs of one comparison so far.

    Args:
        scenario: the market without any change.
        seed: luck of replication 0.
        alternatives: what is compared; the first is what the others are compared with.
    """

    def __init__(self, scenario: Scenario, seed: int, alternatives: Sequence[Compared]) -> None:
        self.worlds = compared.worlds(scenario, alternatives)
        self.changes = compared.changes(scenario, alternatives)
        self.own = {each.name: each.own for each in alternatives}
        self.scenario, self.seed = compared.common_ground(scenario, alternatives), seed
        self.focal = measured_firm(scenario, self.changes)
        self.series = RunSeries(self.replicate)
        self.rows: list[Answer] = []
        self.fates: dict[str, NDArray[np.uint8]] = {}
        of_lesson = {name: change for name, change in self.changes.items() if self.own[name] == name}
        self.asked = answerable(scenario, of_lesson)
        self.figures: list[dict[str, Figures]] = []

    def replicate(self, number: int) -> Work:
        """Make the next replication; yields after each month."""
        seed = self.seed + number
        series_by_name: dict[str, dict[str, list[Any]]] = {}
        rows: list[Answer] = []
        tables: dict[str, RunTables] = {}
        ever_left: list[NDArray[np.bool_]] = []
        first_customers = np.zeros(0, dtype=bool)
        for name, world in self.worlds.items():
            run = Replay(world.scenario, seed, world.later)
            lived = yield from _lived(run, self.focal, series_by_name.setdefault(name, {}))
            yield from lived.run_off.run()
            own = tables[name] = lived.tables()
            measured = own.measured() | _paybacks(next(iter(tables.values())).months, own.months)
            rows.append({"alternative": name, "replication": number, "seed": seed, **measured})
            ever_left.append(lived.left)
            first_customers = lived.first_customers
        first = next(iter(self.worlds.values()))
        luck = Replay(first.scenario, seed + OTHER_LUCK, first.later)
        other: dict[str, list[Any]] = {}
        yield from _lived(luck, self.focal, other)
        placebo = _stay_a_year(other) - _stay_a_year(next(iter(series_by_name.values())))
        yield None
        comparison = self.comparison(number + 1, rows)
        yield None
        self.rows += rows
        self.figures.append(self._figures(tables))
        self.series.hold(*rows)
        if not self.fates:
            others = list(zip(self.worlds, ever_left, strict=True))[1:]
            self.fates = {name: _fate(first_customers, ever_left[0], left) for name, left in others}
        return self._answer(comparison, number, series_by_name, placebo)

    def comparison(self, replications: int, newest: Sequence[Answer] = ()) -> Comparison:
        """Return all runs as `simulation.experiments.compare` would, without the flows between firms.

        A run is one row of the focal firm: its measures over the months stand for the months themselves.
        ``newest`` are runs that are not yet among the others.
        """
        import pandas as pd

        market = pd.DataFrame([*self.rows, *newest])
        summary = summary_of_runs(runs_of(market))
        columns = ("alternative", "origin", "destination", "reason", "departures")
        flows = pd.DataFrame({name: [] for name in columns})
        names = tuple(self.worlds)
        return Comparison(
            self.scenario, names, self.focal, replications, self.seed, self.changes, summary, market, flows,
            market[["alternative", "replication", "seed", "firm", *WHOLE, *TWINS]],
        )  # fmt: skip

    def _answer(
        self,
        comparison: Comparison,
        number: int,
        series_by_name: Mapping[str, Mapping[str, list[Any]]],
        placebo: float,
    ) -> Answer:
        return {
            "replication": number,
            "seed": self.seed + number,
            "focal": self.focal,
            "alternatives": [
                {"name": name, "series": series} for name, series in series_by_name.items()
            ],
            "placebo": placebo,
            "fates": {name: packed(fate) for name, fate in self.fates.items()},
            "verdict": finding(
                comparison, self.own, answers_of_runs(self.asked, self.figures, number + 1)
            ),
        }

    def _figures(self, tables: Mapping[str, RunTables]) -> dict[str, Figures]:
        """Return what one replication says to the questions of the lesson."""
        return figures_of_runs(
            self.scenario, self.asked, lambda name, firm, measure: tables[name].of(firm, measure),
            self.scenario.focal,
        )  # fmt: skip


class Lived(NamedTuple):
    """A run to its horizon, its run-off still to be made, and of the firm's customers who ever left it and
    who its first ones were."""

    focal: str
    record: MarketRecord
    run_off: RunOff
    left: NDArray[np.bool_]
    first_customers: NDArray[np.bool_]

    def tables(self) -> RunTables:
        """Return what the run leaves once its run-off is made; the market itself can then be let go."""
        columns = self.record.columns()
        last = columns["month"] == columns["month"][-1]
        return RunTables(self.focal, columns, self.run_off.worth(columns["npv"][last]), columns["firm"][last])


@dataclass(frozen=True)
class RunTables:
    """The months of all firms of a run, and the measures of the whole run: a value for each of ``firms``."""

    focal: str
    columns: Row
    worth: Row
    firms: NDArray[Any]

    @cached_property
    def months(self) -> Row:
        """The months of the focal firm."""
        mine = self.columns["firm"] == self.focal
        return {name: values[mine] for name, values in self.columns.items()}

    def measured(self) -> Answer:
        """Return the firm's measures over the whole run as one row of ``run.market``: its last month's."""
        mine = self.firms == self.focal
        measured = measures_of_run(self.months, 1) | {name: each[mine] for name, each in self.worth.items()}
        measures = {name: float(values[0]) for name, values in measured.items()}
        return {"month": int(self.columns["month"][-1]), "firm": self.focal, **measures}

    def of(self, firm: str, measure: str) -> Values:
        """Return a measure of any firm in its months, or of the whole run, as one run beside others."""
        whole = measure in WHOLE
        table, firms = (self.worth, self.firms) if whole else (self.columns, self.columns["firm"])
        values: Values = table[measure][firms == firm].astype(np.float64)[:, np.newaxis]
        return values


def _lived(run: Replay, focal: str, series: dict[str, list[Any]]) -> Generator[None, None, Lived]:
    """Run a market to its horizon, and keep the months of the firm in ``series``."""
    process = run.process
    yield from run.beginning()
    record, run_off, names = MarketRecord(process), RunOff(process), process.firm_names
    firm = names.index(focal)
    left = np.zeros(process.customers, dtype=bool)
    for _ in range(process.scenario.world.months):
        yield from run.advancing()
        record.observe()
        run_off.observe()
        row = record.last_month()
        for name in MONTHLY:
            series.setdefault(name, []).append(number(float(row[name][firm])))
        left |= (process.state.origin == firm) & ((process.state.firm != firm) | process.state.newcomer)
        yield
    return Lived(focal, record, run_off, left, process.state.first_firm == firm)


def _paybacks(first: Row, own: Row) -> Answer:
    """Return from when on an alternative has earned, and earns, more than the first one in the same luck."""
    gained, more = ((own[name] - first[name])[:, np.newaxis] for name in ("npv", "profit"))
    return {
        "payback_month": float(payback_month(gained)[0]),
        "overtakes_month": float(overtakes_month(more)[0]),
    }


def _stay_a_year(series: Mapping[str, list[Any]]) -> float:
    """Return of 100 customers how many stay a year, at the mean monthly retention of a run."""
    known = [value for value in series["retention_rate"] if value is not None]
    mean = sum(known) / len(known) if known else 0.0
    return PEOPLE * mean**MONTHS_A_YEAR


def _fate(
    first: NDArray[np.bool_], left_first: NDArray[np.bool_], left_other: NDArray[np.bool_]
) -> NDArray[np.uint8]:
    """Return for each customer what an alternative did to her, against the first."""
    fate = np.where(left_first & ~left_other, SAVED, np.where(left_other & ~left_first, LOST, SAME))
    return np.where(first, fate, 0).astype(np.uint8)


class OtherLucks:
    """The same market with other lucks, run by run: every firm's retention in each month."""

    def __init__(self, scenario: Scenario, seed: int, moves: list[Move]) -> None:
        self.scenario, self.seed, self.moves = scenario, seed, moves
        self.series = RunSeries(self.replicate)

    def replicate(self, number: int) -> Work:
        """Run the market with another luck; yields after each month."""
        run = Replay(self.scenario, self.seed + OTHER_LUCK + number, self.moves)
        yield from run.beginning()
        record = MarketRecord(run.process)
        retention = []
        for _ in range(self.scenario.world.months):
            yield from run.advancing()
            record.observe()
            retention.append(plain(record.last_month()["retention_rate"]))
            yield None
        return {"replication": number, "retention_rate": retention}
