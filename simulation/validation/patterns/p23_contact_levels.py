"""P23: Kotler's matrix: which level of contact pays, by margin and number of customers."""

from __future__ import annotations

from simulation.market import MarketProcess
from simulation.measures.monthly import MarketRecord
from simulation.schema import Grade
from simulation.validation.markets import FOCAL, equals
from simulation.validation.measurement_conditions import MeasurementConditions
from simulation.validation.observing import rank_correlation, twin
from simulation.validation.pattern import Figures, Pattern, Target, Worth

LEVELS = ("basic", "reactive", "accountable", "proactive", "partnership")
MATRIX = {
    ("many", "high"): 2.0, ("many", "medium"): 1.0, ("many", "low"): 0.5,
    ("medium", "high"): 3.0, ("medium", "medium"): 2.0, ("medium", "low"): 1.0,
    ("few", "high"): 4.0, ("few", "medium"): 3.0, ("few", "low"): 2.0,
}  # fmt: skip
"""Kotler's best level (0 basic to 4 partnership; basic or reactive is half way)."""
ACCOUNT = {"many": 0.3, "medium": 1.0, "few": 3.0}
"""Purchases a month: the number of customers works through the size of an account."""
MARGIN = {"high": 0.60, "medium": 0.40, "low": 0.25}
MONTHS = 36


def measure(conditions: MeasurementConditions) -> Figures:
    """Return the rank correlation of the profit-best contact level with the matrix, over its nine cells."""
    before = conditions.start(equals(4, 8000))
    accounts = {level: _accounts(before, level) for level in LEVELS}
    best = {}
    for customers, margin in MATRIX:
        gain = ACCOUNT[customers] * MARGIN[margin]
        profit = [gain * accounts[level][0] - accounts[level][1] for level in LEVELS]
        best[customers, margin] = float(max(range(len(LEVELS)), key=profit.__getitem__))
    return {
        "rank_correlation": rank_correlation(list(best.values()), list(MATRIX.values())),
        "highest_level": max(best.values()),
    }


def _accounts(before: MarketProcess, level: str) -> tuple[float, float]:
    """Return the revenue at one purchase a month, and all costs but that of the goods.

    At relationship level 0 what a customer buys changes none of her decisions, so that one run serves all
    sizes of account and all margins.
    """
    process = twin(before)
    process.change(**{f"firm.{FOCAL}.service.contact": level})
    record = MarketRecord(process)
    for _ in range(MONTHS):
        process.advance()
        record.observe()
    table = record.frame()
    mine = table[table["firm"] == FOCAL]
    revenue = float(mine["customers"].sum()) * process.scenario.world.reference_price
    costs = mine["revenue"] - mine["cost_of_goods"] - mine["profit"]
    return revenue, float(costs.sum())


PATTERN = Pattern(
    "P23",
    measure,
    (Target("rank_correlation", 0.7, 1.0, 0.0),),
    Worth.BUILT_IN,
    Grade.FROM_MEMORY,
    ("kotler",),
)
