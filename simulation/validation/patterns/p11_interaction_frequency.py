"""P11: the return on structural programmes grows with interaction frequency and crosses zero."""

from __future__ import annotations

from simulation.market import MarketProcess
from simulation.measures.monthly import MarketRecord
from simulation.schema import Grade
from simulation.validation.markets import FOCAL, equals
from simulation.validation.measurement_conditions import MeasurementConditions
from simulation.validation.observing import rank_correlation, ratio, twin
from simulation.validation.pattern import Figures, Pattern, Target, Worth

FREQUENCY = "world.population.contact_frequency"
FREQUENCIES = (0.25, 0.5, 1.0, 2.0, 4.0, 6.0)
MONTHS = 60


def measure(conditions: MeasurementConditions) -> Figures:
    """Return the return on the structural programme's own cost, by interaction frequency."""
    returns = {frequency: _return(conditions, frequency) for frequency in FREQUENCIES}
    figures = {f"return_at_{frequency:g}": value for frequency, value in returns.items()}
    figures["rank_correlation"] = rank_correlation(list(returns), list(returns.values()))
    return figures


def _return(conditions: MeasurementConditions, frequency: float) -> float:
    """Return what level 3 earns beyond level 2, per unit of structural cost."""
    market = equals(4, 4000).built_with(**{FREQUENCY: frequency})
    before = conditions.keeping(FREQUENCY).start(market.built_with(**{f"firm.{FOCAL}.level": 2}))
    social, structural = twin(before), before
    structural.change(**{f"firm.{FOCAL}.level": 3})
    profit_social, _ = _accounts(social)
    profit_structural, cost = _accounts(structural)
    return ratio(profit_structural - profit_social, cost)


def _accounts(process: MarketProcess) -> tuple[float, float]:
    """Return the focal firm's profit and its structural cost over the horizon."""
    record = MarketRecord(process)
    for _ in range(MONTHS):
        process.advance()
        record.observe()
    table = record.frame()
    mine = table[table["firm"] == FOCAL]
    return float(mine["profit"].sum()), float(mine["cost_structural"].sum())


PATTERN = Pattern(
    "P11",
    measure,
    (
        Target("rank_correlation", 0.8, 1.0, 0.0),
        Target("return_at_0.25", -100.0, 0.0, 0.0),
        Target("return_at_6", 0.0, 100.0, 0.0),
    ),
    Worth.BUILT_IN,
    Grade.MEASURED,
    ("palmatier-gopalakrishna-houston-2006",),
)
