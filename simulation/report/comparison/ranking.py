"""Which alternative is first in a measure, and which others chance could put there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from simulation.experiments.intervals import Interval
from simulation.report.measures import by_run, difference_of, interval_of

if TYPE_CHECKING:
    import pandas as pd

    from simulation.report.comparison.tracks import Track


@dataclass(frozen=True, slots=True)
class Ranking:
    """Tracks in the order of a measure's mean, highest first, with what is known of the first place.

    ``tied`` are the tracks whose paired 95 % difference to the first includes zero (or cannot be known).
    ``lead`` is the paired difference of the first to the second, ``reach`` that of the first to the last.
    ``wins`` counts the ``runs`` in which the first was above every other.
    """

    order: tuple[Track, ...]
    values: dict[str, pd.Series[float]]
    tied: tuple[Track, ...]
    lead: Interval
    reach: Interval
    wins: int
    runs: int

    @property
    def best(self) -> Track:
        """The track with the highest mean."""
        return self.order[0]

    @property
    def worst(self) -> Track:
        """The track with the lowest mean."""
        return self.order[-1]

    @property
    def decided(self) -> bool:
        """Whether chance is excluded as the reason for the first place."""
        return len(self.order) > 1 and not self.tied

    @property
    def identical(self) -> bool:
        """Whether all tracks had exactly the same values in every run."""
        return self.reach.low == 0.0 == self.reach.high and len(self.order) > 1

    def interval(self, track: Track) -> Interval:
        """Return mean and interval of one track."""
        return interval_of(self.values[track.key])


def rank(candidates: tuple[Track, ...], measure: str) -> Ranking | None:
    """Rank tracks by a measure of whole runs; None if no track has a value."""
    return rank_by(candidates, lambda track: by_run(track, measure))


def rank_by(candidates: tuple[Track, ...], value: Callable[[Track], pd.Series[float]]) -> Ranking | None:
    """Rank tracks by any value of runs; tracks without a value are left out, None if none has one."""
    values = {track.key: value(track) for track in candidates}
    known = [track for track in candidates if values[track.key].notna().any()]
    if not known:
        return None
    order = tuple(sorted(known, key=lambda track: -float(values[track.key].mean())))
    first = values[order[0].key]
    gaps = [difference_of(first, values[track.key]) for track in order[1:]]
    nothing = Interval(0.0, 0.0, 0.0)
    return Ranking(
        order=order,
        values=values,
        tied=tuple(track for track, gap in zip(order[1:], gaps, strict=True) if not gap.excludes_zero),
        lead=gaps[0] if gaps else nothing,
        reach=gaps[-1] if gaps else nothing,
        wins=_wins(first, [values[track.key] for track in order[1:]]),
        runs=int(first.notna().sum()),
    )


def _wins(first: pd.Series[float], others: list[pd.Series[float]]) -> int:
    above = first.notna()
    for other in others:
        above &= ~(first <= other.reindex(first.index))
    return int(above.sum())
