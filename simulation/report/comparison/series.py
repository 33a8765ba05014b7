"""From tracks to what figures draw and tables list: means with their bands, and parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from simulation.experiments.intervals import Interval
from simulation.measures.declared import DECLARED
from simulation.report.measures import interval_of

if TYPE_CHECKING:
    import pandas as pd

    from simulation.report.comparison.tracks import Track

SMOOTHED_MONTHS = 3
PARTS: dict[str, tuple[str, ...]] = {
    whole: tuple(name for name, measure in DECLARED.items() if measure.part_of == whole)
    for whole in ("switching_cost", "loyalty", "motives")
}
"""The stacked figures and their parts."""


@dataclass(frozen=True, slots=True)
class Spread:
    """A line: the mean of the runs by month, and where 8 of 10 runs fell (``low`` to ``high``)."""

    months: list[int]
    mean: list[float]
    low: list[float]
    high: list[float]


def spread(track: Track, column: str, *, smoothed: bool = False) -> Spread:
    """Return mean, 10th and 90th percentile over runs by month; ``smoothed`` first averages 3 months."""
    monthly = track.monthly(column)
    if smoothed:
        monthly = monthly.rolling(SMOOTHED_MONTHS, min_periods=1).mean()
    low, high = (monthly.quantile(level, axis=1) for level in (0.1, 0.9))
    return Spread(
        [int(month) for month in monthly.index], monthly.mean(axis=1).tolist(), low.tolist(), high.tolist()
    )


def part_at_end(track: Track, part: str) -> pd.Series[float]:
    """Return the last month's value of a part for every replication."""
    if part == "share_mixed":
        return 1.0 - track.last("share_dedicated") - track.last("share_constrained")
    return track.last(part)


def parts_at_end(track: Track, whole: str) -> dict[str, Interval]:
    """Return the last month's parts of ``whole`` (a key of ``PARTS``), mean and interval over runs."""
    return {part: interval_of(part_at_end(track, part)) for part in PARTS[whole]}


def last_month(candidates: tuple[Track, ...]) -> int:
    """Return the last month that any track has."""
    return max(int(track.frame["month"].max()) for track in candidates)
