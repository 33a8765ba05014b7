"""Under which conditions a pattern is measured: the luck, the size, the engine, and what is switched off."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from simulation.market import EngineName, MarketProcess, make_engine
from simulation.scenario.document import Scenario

LEAST_CUSTOMERS = 200


@dataclass(frozen=True, slots=True)
class MeasurementConditions:
    """What all patterns of one measurement share.

    Attributes:
        seed: the luck.
        scale: number of customers relative to what a pattern asks for (0.25 is a quick look).
        changes: parameters by path that are set in every market: a null model, or a candidate of calibration.
        engine: how the months are run; the figures are the same to the bit.
        runs: how many such measurements are made, which decides whether compiling pays.
    """

    seed: int = 0
    scale: float = 1.0
    changes: Mapping[str, object] = field(default_factory=dict)
    engine: EngineName = "auto"
    runs: int = 1

    def start(self, scenario: Scenario) -> MarketProcess:
        """Return the market under these conditions, with its warm-up over and month 1 to come."""
        customers = max(LEAST_CUSTOMERS, round(self.scale * scenario.world.customers))
        market = scenario.with_(**{"world.customers": customers, **self.changes})
        return MarketProcess(market, self.seed, make_engine(self.engine, market.world, self.runs))
