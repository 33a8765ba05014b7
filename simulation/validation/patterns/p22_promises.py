"""P22: profit is an inverted U in what is promised over what is delivered."""

from __future__ import annotations

from simulation.measures.monthly import MarketRecord
from simulation.schema import Grade
from simulation.validation.markets import FOCAL, equals
from simulation.validation.measurement_conditions import MeasurementConditions
from simulation.validation.observing import twin
from simulation.validation.pattern import Figures, Pattern, Target, Worth

PROMISES = (0.6, 0.8, 0.9, 1.0, 1.1, 1.2, 1.4, 1.6)
MONTHS = 60


def measure(conditions: MeasurementConditions) -> Figures:
    """Return the best promise, and profit at every promise relative to the best (in percent)."""
    before = conditions.start(equals(4, 4000))
    profit = {}
    for promise in PROMISES:
        process = twin(before)
        process.change(**{f"firm.{FOCAL}.promise": promise})
        record = MarketRecord(process)
        for _ in range(MONTHS):
            process.advance()
            record.observe()
        table = record.frame()
        profit[promise] = float(table.loc[table["firm"] == FOCAL, "npv"].iloc[-1])
    best = max(profit, key=lambda promise: profit[promise])
    relative = {
        f"percent_at_{promise:g}": 100.0 * (profit[promise] / profit[best] - 1.0) for promise in PROMISES
    }
    return {"best_promise": best, **relative}


PATTERN = Pattern(
    "P22",
    measure,
    (Target("best_promise", 0.8, 1.4), Target("percent_at_1.6", -100.0, -10.0, 0.0)),
    Worth.BUILT_IN,
    Grade.FROM_MEMORY,
    ("boulding-kalra-staelin-zeithaml-1993",),
)
