"""Under which conditions a pattern is measured: the luck, the size, the engine, and what is switched off."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from simulation.market import EngineName, MarketProcess, make_engine
from simulation.scenario.document import Scenario
from simulation.scenario.schema import parameters_by_path, template

LEAST_CUSTOMERS = 200


@dataclass(frozen=True, slots=True)
class MeasurementConditions:
    """What all patterns of one measurement share.

    Attributes:
        seed: the luck.
        scale: number of customers relative to what a pattern asks for (0.25 is a quick look).
        changes: parameters by path that are set in every market: a null model, or a candidate of calibration.
        assumed: numbers by path (``firm.*`` for all firms) that take the place of defaults; what the market
            of a pattern sets itself stays.
        engine: how the months are run; the figures are the same to the bit.
        runs: how many such measurements are made, which decides whether compiling pays.
    """

    seed: int = 0
    scale: float = 1.0
    changes: Mapping[str, object] = field(default_factory=dict)
    assumed: Mapping[str, object] = field(default_factory=dict)
    engine: EngineName = "auto"
    runs: int = 1

    def market(self, scenario: Scenario) -> Scenario:
        """Return a market under these conditions."""
        customers = max(LEAST_CUSTOMERS, round(self.scale * scenario.world.customers))
        changes = {"world.customers": customers, **self._defaults(scenario), **self.changes}
        return scenario.built_with(**changes)

    def start(self, scenario: Scenario) -> MarketProcess:
        """Return the market under these conditions, with its warm-up over and month 1 to come."""
        market = self.market(scenario)
        return MarketProcess(market, self.seed, make_engine(self.engine, market, self.runs))

    def keeping(self, path: str) -> MeasurementConditions:
        """Return the same conditions for a market that sets this number itself, be it to the default."""
        return replace(self, assumed={name: value for name, value in self.assumed.items() if name != path})

    def _defaults(self, scenario: Scenario) -> dict[str, object]:
        """Return what is assumed in place of the defaults that the market has left."""
        known = parameters_by_path()
        paths = {
            starred.replace("*", firm.name): value
            for starred, value in self.assumed.items()
            for firm in scenario.firms
        }
        return {
            path: value
            for path, value in paths.items()
            if scenario.get(path) == known[template(path)].default
        }
