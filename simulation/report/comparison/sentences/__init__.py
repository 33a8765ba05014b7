"""What each figure shows, in one or two sentences of the current language: a function for each figure."""

from simulation.report.comparison.sentences.leaving_costs import switching_cost, switching_cost_over_time
from simulation.report.comparison.sentences.movements import flow, reasons, rivals
from simulation.report.comparison.sentences.outcomes import (
    cumulative_profit,
    loyalty,
    market_share,
    motives,
    profit,
    retention,
    run_differences,
)

__all__ = [
    "cumulative_profit",
    "flow",
    "loyalty",
    "market_share",
    "motives",
    "profit",
    "reasons",
    "retention",
    "rivals",
    "run_differences",
    "switching_cost",
    "switching_cost_over_time",
]
