"""What a campaign may keep of a run: a firm's measures, or all its months."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.experiments.campaign.design import Columns
from simulation.experiments.summary import measures_of_run
from simulation.market import EngineName, MarketProcess, Row, make_engine
from simulation.measures.monthly import MarketRecord
from simulation.scenario.document import Scenario


def market_of(scenario: Scenario, seed: int, engine: EngineName) -> Row:
    """Run a market and return its months alone: the columns of ``run.market``."""
    process = MarketProcess(scenario, seed, make_engine(engine, scenario.world))
    record = MarketRecord(process)
    for _ in range(scenario.world.months):
        process.advance()
        record.observe()
    return record.columns()


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
        market = market_of(scenario, seed, engine)
        names = [firm.name for firm in scenario.firms]
        measured = measures_of_run(market, len(names))
        keep = [names.index(self.firm)] if self.firm else range(len(names))
        columns: Columns = {"firm": [names[j] for j in keep]}
        return columns | {measure: values[list(keep)] for measure, values in measured.items()}


@dataclass(frozen=True, slots=True)
class Months:
    """Every month of every firm, as ``run.market``."""

    @property
    def key(self) -> str:
        """Name of this observation."""
        return "months"

    def __call__(self, scenario: Scenario, seed: int, engine: EngineName) -> Columns:
        """Run the market and return the columns of ``run.market``."""
        return dict(market_of(scenario, seed, engine))
