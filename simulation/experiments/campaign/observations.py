"""What a campaign may keep of a run: a firm's measures, or all its months."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulation.experiments.campaign.design import Columns
from simulation.experiments.summary import measures_of_run
from simulation.market import EngineName, MarketProcess, Row, make_engine
from simulation.measures.customer_equity import RunOff
from simulation.measures.monthly import MarketRecord
from simulation.scenario.document import Scenario


def market_of(scenario: Scenario, seed: int, engine: EngineName) -> Row:
    """Run a market and return its months alone: the columns of ``run.market``."""
    return _lived(scenario, seed, engine)[0].columns()


def market_and_worth(scenario: Scenario, seed: int, engine: EngineName) -> tuple[Row, Row]:
    """Run a market and its run-off; return its months, and the measures of the whole run by firm."""
    record, run_off = _lived(scenario, seed, engine)
    market = record.columns()
    return market, run_off.worth(market["npv"][-len(scenario.firms) :])


def _lived(scenario: Scenario, seed: int, engine: EngineName) -> tuple[MarketRecord, RunOff]:
    process = MarketProcess(scenario, seed, make_engine(engine, scenario))
    record, run_off = MarketRecord(process), RunOff(process)
    for _ in range(scenario.world.months):
        process.advance()
        record.observe()
        run_off.observe()
    return record, run_off


@dataclass(frozen=True, slots=True)
class FirmMeasures:
    """The measures of firms over the whole run, a row a firm; of one firm alone if it is named."""

    firm: str | None = None

    @property
    def key(self) -> str:
        """Name of this observation."""
        return f"measures of {self.firm or 'all firms'}"

    def __call__(self, scenario: Scenario, seed: int, engine: EngineName) -> Columns:
        """Run the market and return ``firm`` and a column a measure."""
        market, worth = market_and_worth(scenario, seed, engine)
        names = [firm.name for firm in scenario.firms]
        measured = measures_of_run(market, len(names)) | worth
        keep = [names.index(self.firm)] if self.firm else range(len(names))
        columns: Columns = {"firm": [names[j] for j in keep]}
        return columns | {measure: values[list(keep)] for measure, values in measured.items()}


@dataclass(frozen=True, slots=True)
class Months:
    """Every month of every firm, as ``run.market``; with ``worth`` each has the measures of the whole run."""

    worth: bool = False

    @property
    def key(self) -> str:
        """Name of this observation."""
        return "months and worth" if self.worth else "months"

    def __call__(self, scenario: Scenario, seed: int, engine: EngineName) -> Columns:
        """Run the market and return the columns of ``run.market``."""
        if not self.worth:
            return dict(market_of(scenario, seed, engine))
        market, worth = market_and_worth(scenario, seed, engine)
        months = scenario.world.months
        return market | {name: np.tile(values, months) for name, values in worth.items()}
